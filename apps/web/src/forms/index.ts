export { Flow, isShort, type FlowProps } from './flow';
export { questionsOf, readFields, type Field, type Question, type Schema } from './fields';
export { Summary } from './summary';
export { answerAt, tidy, withAnswer, type Answers } from './values';
export { AboutForm, useAbout, type About } from './about';
export { ReferenceName } from './references';
export { useAreaName, useInstitutions, usePeople } from './names';
export { findErrors, finish } from './check';
