export { prove, type Finding, type Proof } from './prove';
export { report } from './report';
export type { Failure } from './explore';
export { pathsOf, type Path, type Paths, type PathStep } from './paths';
export { Model } from './model';
