import { dateOf, isWorkingDay, startOf, type Calendar } from '../../workflows/time';

const minute = 60_000;
/** Offices are at work from 07:30 until 17:30 in Phnom Penh, in milliseconds from the start of the day. */
const opens = (7 * 60 + 30) * minute;
const closes = (17 * 60 + 30) * minute;

/** Whether nobody is in the office at an instant (epoch ms): at night, on weekends and holidays. */
export function isOffDuty(instant: number, calendar: Calendar): boolean {
  const date = dateOf(instant);
  const time = instant - startOf(date);
  return time < opens || time >= closes || !isWorkingDay(calendar, date);
}
