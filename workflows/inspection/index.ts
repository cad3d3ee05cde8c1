import { defineWorkflow } from '../workflow';
import { secretOf, type Context } from './context';
import { deadlines } from './deadlines';
import { documents } from './documents';
import { events } from './events';
import { equivalents, invariants } from './invariants';
import { machine } from './machine';
import { rules } from './rules';
import { samples } from './samples';
import { about, outcomes, sections, states, tasks, title, visitReasons } from './texts';

/** Domain B.4: inspections that nobody is warned of, nobody can change, and that end in something. */
export const inspection = defineWorkflow<Context>({
  id: 'inspection',
  version: 1,
  prefix: 'IN',
  title,
  about,
  machine,
  openings: ['inspection.planned', 'inspection.drawn', 'complaint.received', 'inspection.required'],
  events,
  reactions: { 'institution.standing': 'institution.standing' },
  rules,
  deadlines,
  texts: { states, tasks, outcomes, sections, visitReasons },
  subjects: (context, data) => {
    const secret = secretOf(context);
    const institution = context.institution ?? (data?.institution as string | undefined);
    return { children: [], institution, ...(secret && { secret }) };
  },
  visits: (context) => context.visits,
  samples,
  invariants,
  equivalents,
  documents,
});
