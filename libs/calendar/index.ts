export { Settings, calendarStream, parameterStream, type CalendarNeed, type ParameterView } from './settings';
export { holidayProposal, parameterProposal, type HolidayProposal, type ParameterProposal } from './proposals';
export { explainDue, findHolidayName } from './explain';
export { holidays, covered, type Holiday } from './holidays';
export { khmerDigits, latinDigits, shortDate, writtenDate, writtenInstant } from './khmer';
export { seedSettings } from './seed';
export type { Move } from './reprojection';
