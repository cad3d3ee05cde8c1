/** What holds over every state and every step; and mutants that change nothing. */
import { careInvariants } from './invariants/care';
import { challengeInvariants } from './invariants/challenge';
import { neverInvariants } from './invariants/never';

export const invariants = [...neverInvariants, ...careInvariants, ...challengeInvariants];

export const equivalents: Record<string, string> = {};
