import { defineWorkflow } from '../workflow';
import type { Context } from './context';
import { deadlines } from './deadlines';
import { documents } from './documents';
import { events } from './events';
import { equivalents, invariants } from './invariants';
import { machine } from './machine';
import { rules } from './rules';
import { samples } from './samples';
import { about, outcomes, sections, states, tasks, title } from './texts';

/** Domain B.1: no child enters an institution without a decision after an assessment, and no refusal leaves a family alone. */
export const gatekeeping = defineWorkflow<Context>({
  id: 'gatekeeping',
  version: 1,
  prefix: 'GK',
  title,
  about,
  machine,
  openings: ['request.submitted', 'concern.reported', 'emergency.opened'],
  events,
  reactions: {
    'institution.standing': 'institution.statusChanged',
    'child.birth': 'child.birthDateCorrected',
    'child.died': 'child.died',
    'child.courtOrder': 'child.courtOrder',
  },
  rules,
  deadlines,
  texts: { states, tasks, outcomes, sections },
  subjects: (context, data) => ({
    children: context.children.length > 0 ? context.children : (data?.children ?? []),
    institution: typeof data?.institution === 'string' ? data.institution : context.institution,
  }),
  samples,
  invariants,
  equivalents,
  documents,
});
