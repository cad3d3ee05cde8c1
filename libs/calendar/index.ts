export { Settings, calendarStream, parameterStream, type CalendarNeed, type ParameterView } from './settings';
export { holidayProposal, parameterProposal, valueOf, type HolidayProposal, type ParameterProposal } from './proposals';
export { explainDue, findHolidayName } from './explain';
export { holidays, covered, type Holiday } from './holidays';
export { khmerDigits, latinDigits, shortDate, writtenDate, writtenInstant } from './khmer';
export { lunarDate, type LunarDate } from './lunar';
export { seedSettings } from './seed';
export { dueByDeadline, openDeadlines, type Move, type OpenDeadline } from './reprojection';
