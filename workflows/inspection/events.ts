/** Who may send what, with which form. */
import type { EventSpec, Role } from '../workflow';
import { inspectors, supervisors } from './context';
import { forms, type EventName } from './forms';
import { events as texts, messages } from './texts';

function spec(type: EventName, by: Role[], more: Partial<EventSpec> = {}): Record<string, EventSpec> {
  return { [type]: { text: texts[type]!, form: forms[type], by, ...more } };
}
const planners: Role[] = ['districtSupervisor', 'pdosvyOfficer', 'mosvy'];
const leaders: Role[] = ['pdosvyDirector', 'mosvy'];
/** The place and the ties of who acts to it. */
const tied: NonNullable<EventSpec['facts']> = ['institution', 'interests'];
const onSite = { field: true, action: 'inspection.record' };

export const events: Record<string, EventSpec> = {
  ...spec('inspection.planned', planners, { facts: tied }),
  ...spec('inspection.drawn', ['pdosvyOfficer', 'mosvy'], { facts: tied, action: 'inspection.draw' }),
  ...spec('complaint.received', ['dsw', ...supervisors], { facts: ['institution'], restricted: true }),
  // by the register alone, where another procedure asks for it
  ...spec('inspection.required', []),
  ...spec('team.assigned', supervisors, { facts: [...tied, 'panel'] }),
  ...spec('package.issued', inspectors, { action: 'inspection.record' }),
  ...spec('entry.recorded', inspectors, onSite),
  ...spec('entry.refused', inspectors, { ...onSite, facts: ['institution'] }),
  ...spec('safety.reported', [...inspectors, 'pdosvyDirector'], {
    field: true,
    restricted: true,
    facts: ['institution', 'inspection'],
  }),
  ...spec('abuse.reported', [...inspectors, 'pdosvyDirector'], { restricted: true, facts: ['inspection'] }),
  ...spec('exitMeeting.held', inspectors, onSite),
  ...spec('report.submitted', inspectors, {
    ...onSite,
    facts: ['institution', 'inspection', 'panel'],
    final: messages.final,
  }),
  ...spec('alarm.acknowledged', leaders),
  ...spec('fostering.arranged', ['dsw', 'districtSupervisor', 'pdosvyOfficer'], { facts: ['inspection'] }),
  ...spec('report.classified', supervisors, { facts: [...tied, 'inspection'] }),
  ...spec('rating.changed', leaders, { signature: true, facts: tied }),
  ...spec('plan.submitted', ['rciDirector']),
  ...spec('plan.accepted', ['pdosvyOfficer', 'pdosvyDirector'], { facts: tied }),
  ...spec('plan.sentBack', ['pdosvyOfficer', 'pdosvyDirector'], { facts: tied }),
  ...spec('plan.imposed', ['pdosvyOfficer', 'pdosvyDirector'], { facts: tied }),
  ...spec('visit.recorded', inspectors, { ...onSite, facts: ['institution', 'panel', 'files'] }),
  ...spec('sanction.ordered', ['mosvy'], { facts: [...tied, 'closure'], action: 'standing.decide', signature: true }),
  ...spec('standing.lifted', ['mosvy'], { facts: tied, action: 'standing.decide', signature: true }),
  ...spec('rating.published', ['mosvy']),
  ...spec('inspection.cancelled', leaders, { facts: tied }),
};
