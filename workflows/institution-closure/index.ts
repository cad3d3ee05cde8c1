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

/** Children that the form is about; without a form, all of the census. */
function childrenOf(context: Context, data: any): string[] {
  if (typeof data?.child === 'string') return [data.child];
  if (Array.isArray(data?.rows)) return (data.rows as { child: string }[]).map(({ child }) => child);
  return context.children.map(({ child }) => child);
}

/** Domain B.2: an institution closes when every child of it is verified where it lives, and not before. */
export const institutionClosure = defineWorkflow<Context>({
  id: 'institution-closure',
  version: 1,
  prefix: 'IC',
  title,
  about,
  machine,
  openings: ['engagement.recorded', 'order.signed'],
  events,
  reactions: {
    'child.died': 'child.died',
    'child.birth': 'child.corrected',
    'child.revived': 'child.revived',
    'child.moved': 'child.noticed',
  },
  rules,
  deadlines,
  texts: { states, tasks, outcomes, sections, visitReasons },
  subjects: (context, data) => {
    const secret = secretOf(context);
    return {
      children: childrenOf(context, data),
      institution: context.institution ?? (data?.institution as string | undefined),
      ...(secret && { secret }),
    };
  },
  visits: (context) => context.visits,
  samples,
  invariants,
  equivalents,
  documents,
});
