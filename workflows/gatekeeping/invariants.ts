import type { Invariant } from '../workflow';
import type { Context } from './context';
export const invariants: Invariant<Context>[] = [];
export const equivalents: Record<string, string> = {};
