import { familySupport } from './family-support';
import type { Workflow } from './workflow';

/** The procedures, one line each. */
export const workflows: Workflow[] = [familySupport];
