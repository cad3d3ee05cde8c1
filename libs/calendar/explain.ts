import type { Text } from '../../workflows/workflow';
import type { Amount } from '../../workflows/parameters';
import { dateOf, type Due } from '../../workflows/time';
import { holidays } from './holidays';
import { khmerDigits, writtenDate, writtenInstant } from './khmer';

const units: Record<Amount['unit'], { en: [string, string]; km: string }> = {
  hours: { en: ['hour', 'hours'], km: 'ម៉ោង' },
  days: { en: ['day', 'days'], km: 'ថ្ងៃ' },
  workingDays: { en: ['working day', 'working days'], km: 'ថ្ងៃធ្វើការ' },
  months: { en: ['month', 'months'], km: 'ខែ' },
};

const known = new Map<string, Text>();
for (const { date, name } of holidays) {
  const other = known.get(date);
  known.set(date, other ? { en: `${other.en} and ${name.en}`, km: `${other.km} និង${name.km}` } : name);
}

/** Name of the holidays on a date in the seeded calendar. */
export function findHolidayName(date: string): Text | undefined {
  return known.get(date);
}

/**
 * Why a due date is that date, for people: "Due Tue 21 March 2017: 10 working days from Mon 6 March 2017 (P-04, version 1),
 * Wed 8 March skipped: International Women's Day". `nameOf` knows holidays that were entered later.
 */
export function explainDue(due: Due, nameOf: (date: string) => Text | undefined = findHolidayName): Text {
  const { why } = due;
  const unit = units[why.unit];
  const on = due.exact ? writtenInstant(due.at) : writtenDate(due.on);
  const anchor = due.exact ? writtenInstant(why.anchor) : writtenDate(dateOf(why.anchor));
  // a date that a person set follows from no parameter
  const rule = why.parameter
    ? {
        en: ` (${why.parameter}, version ${why.parameterVersion})`,
        km: ` (${why.parameter} កំណែទី${khmerDigits(why.parameterVersion)})`,
      }
    : { en: '', km: '' };
  let en = `Due ${on.en}: ${why.amount} ${unit.en[why.amount === 1 ? 0 : 1]} from ${anchor.en}${rule.en}`;
  let km = `កំណត់ត្រឹម${on.km}៖ ${khmerDigits(why.amount)} ${unit.km} គិតពី${anchor.km}${rule.km}`;
  for (const date of why.skipped) {
    const skipped = writtenDate(date, date.slice(0, 4) !== due.on.slice(0, 4));
    const name = nameOf(date) ?? { en: 'public holiday', km: 'ថ្ងៃឈប់សម្រាក' };
    en += `, ${skipped.en} skipped: ${name.en}`;
    km += ` រំលង${skipped.km}៖ ${name.km}`;
  }
  if (due.provisional) {
    en += '. Provisional: the calendar of holidays does not reach that far yet';
    km += '។ បណ្តោះអាសន្ន៖ ប្រតិទិនថ្ងៃឈប់សម្រាកមិនទាន់ដល់ថ្ងៃនោះទេ';
  }
  return { en: `${en}.`, km: `${km}។` };
}
