export { prove, type Finding, type Proof } from './prove';
export { report } from './report';
export type { Failure } from './explore';
export type { Path, Paths, PathStep } from './paths';
export { Model } from './model';
