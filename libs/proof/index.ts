export { prove, type Finding, type Proof } from './prove';
export { report } from './report';
export type { Failure } from './explore';
