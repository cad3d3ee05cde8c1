/** One more place where an institution is. */
export { AddPremises as default } from './behind';
