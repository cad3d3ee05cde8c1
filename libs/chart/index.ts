export { dayText, drawingOf, type Marks } from './drawing';
export { drawingTitle, handbookList, handbookOf } from './handbook';
export { marksOf, movesOf, placeOf, type Move } from './journey';
export { layoutOf, type Layout } from './layout';
export { chartOf, rulesOf, type Chart } from './machine';
export { findState, namedRoles, stepOf, type StepText } from './steps';
export { handbookStyle } from './style';
export { findPart, partsOf } from './view';
