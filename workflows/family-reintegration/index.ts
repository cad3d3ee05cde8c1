import { defineWorkflow } from '../workflow';
import { districtOf, type Context } from './context';
import { deadlines } from './deadlines';
import { documents } from './documents';
import { events } from './events';
import { equivalents, invariants } from './invariants';
import { machine } from './machine';
import { rules } from './rules';
import { samples } from './samples';
import { about, outcomes, sections, states, tasks, title, visitReasons } from './texts';

/** Officers who take part for now: those of the district that is asked to take over, of the one where the home lies, and of the one whose worker makes the visits. */
function guestsOf({ offered, home, owner, visitor }: Context): string[] {
  const elsewhere = home.area !== undefined && districtOf(home.area) !== districtOf(owner) ? [home.area] : [];
  return [...new Set([...(offered === undefined ? [] : [offered]), ...elsewhere, ...(visitor ? [visitor.area] : [])])];
}

/** Domain B.3: a child's way home, with every visit made, or somebody who knows. */
export const familyReintegration = defineWorkflow<Context>({
  id: 'family-reintegration',
  version: 1,
  prefix: 'FR',
  title,
  about,
  machine,
  openings: ['child.identified', 'placement.imported', 'placement.handedOver'],
  events,
  reactions: {
    'child.birth': 'child.birth',
    'child.died': 'child.died',
    'child.courtOrder': 'child.courtOrder',
  },
  rules,
  deadlines,
  texts: { states, tasks, outcomes, sections, visitReasons },
  subjects: (context, data) => {
    const child = context.child ?? (data?.child as string | undefined);
    const workers = [context.worker, data?.worker as string | undefined].filter((w) => w !== undefined);
    return { children: child === undefined ? [] : [child], workers };
  },
  visits: (context) => context.visits,
  areas: (context) => ({ owner: context.owner, guests: guestsOf(context) }),
  samples,
  invariants,
  equivalents,
  documents,
});
