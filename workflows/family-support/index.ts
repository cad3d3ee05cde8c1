import { reporters } from '../roles';
import { defineWorkflow, type EventSpec, type Role } from '../workflow';
import type { Context } from './context';
import { deadlines } from './deadlines';
import { documents } from './documents';
import * as forms from './forms';
import { machine } from './machine';
import { rules } from './rules';
import { equivalents, invariants, samples } from './samples';
import * as texts from './texts';

const workers: Role[] = ['dsw', 'ngoCaseworker'];
function spec(
  type: string,
  form: EventSpec['form'],
  by: Role[],
  more: Partial<EventSpec> = {},
): Record<string, EventSpec> {
  return { [type]: { text: texts.events[type]!, form, by, ...more } };
}

/** Family support: what follows every refusal and withdrawal of a request for residential care. */
export const familySupport = defineWorkflow<Context>({
  id: 'family-support',
  version: 1,
  prefix: 'FS',
  title: texts.title,
  about: texts.about,
  machine,
  openings: ['support.opened'],
  events: {
    ...spec('support.opened', forms.opened, ['dsw', 'commune']),
    ...spec('services.offered', forms.offered, ['dsw', 'ngoCaseworker', 'commune']),
    ...spec('services.answered', forms.answered, ['dsw', 'ngoCaseworker', 'commune']),
    ...spec('referral.acknowledged', forms.acknowledged, ['dsw', 'ngoCaseworker', 'commune']),
    ...spec('followUp.recorded', forms.followUp, workers, { field: true }),
    ...spec('review.held', forms.reviewed, ['dsw']),
    ...spec('closing.proposed', forms.closing, workers),
    ...spec('loss.proposed', forms.loss, ['dsw']),
    ...spec('closing.approved', forms.approved, ['districtSupervisor'], { signature: true }),
    ...spec('closing.sentBack', forms.sentBack, ['districtSupervisor']),
    ...spec('case.returned', forms.returned, ['dsw', 'commune']),
    ...spec('concern.raised', forms.concern, reporters, { fact: true, restricted: true, field: true }),
    ...spec('concern.resolved', forms.resolved, ['dsw'], { restricted: true }),
    ...spec('death.recorded', forms.died, ['dsw', 'commune', 'police', 'hospital'], { fact: true }),
  },
  reactions: { 'child.died': 'child.died' },
  rules,
  deadlines,
  texts: { states: texts.states, tasks: texts.tasks, outcomes: texts.outcomes },
  subjects: (context, data) => ({ children: context.children.length > 0 ? context.children : (data?.children ?? []) }),
  samples,
  invariants,
  equivalents,
  documents,
});
