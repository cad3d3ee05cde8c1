import { familyReintegration } from './family-reintegration';
import { familySupport } from './family-support';
import { gatekeeping } from './gatekeeping';
import { inspection } from './inspection';
import { institutionClosure } from './institution-closure';
import type { Workflow } from './workflow';

/** The procedures, one line each. */
export const workflows: Workflow[] = [gatekeeping, familySupport, familyReintegration, institutionClosure, inspection];
