/** Who may send what, with which form. */
import type { EventSpec, Role } from '../workflow';
import { inspectors, supervisors } from './context';
import { forms, type EventName } from './forms';
import { events as texts } from './texts';

function spec(type: EventName, by: Role[], more: Partial<EventSpec> = {}): Record<string, EventSpec> {
  return { [type]: { text: texts[type]!, form: forms[type], by, ...more } };
}
const planners: Role[] = ['districtSupervisor', 'pdosvyOfficer', 'mosvy'];
const leaders: Role[] = ['pdosvyDirector', 'mosvy'];
const onSite = { field: true, action: 'inspection.record' };

export const events: Record<string, EventSpec> = {
  ...spec('inspection.planned', planners, { facts: ['institution'] }),
  ...spec('inspection.drawn', ['pdosvyOfficer', 'mosvy'], { facts: ['institution'] }),
  ...spec('complaint.received', ['dsw', ...supervisors], { facts: ['institution'], restricted: true }),
  // by the register alone, where another procedure asks for it
  ...spec('inspection.required', []),
  ...spec('team.assigned', supervisors, { facts: ['institution', 'panel'] }),
  ...spec('package.issued', inspectors, { action: 'inspection.record' }),
  ...spec('entry.recorded', inspectors, onSite),
  ...spec('entry.refused', inspectors, { ...onSite, facts: ['institution'] }),
  ...spec('safety.reported', [...inspectors, 'pdosvyDirector'], {
    field: true,
    restricted: true,
    facts: ['institution'],
  }),
  ...spec('abuse.reported', [...inspectors, 'pdosvyDirector'], { restricted: true }),
  ...spec('exitMeeting.held', inspectors, onSite),
  ...spec('report.submitted', inspectors, { ...onSite, facts: ['institution', 'inspection'] }),
  ...spec('alarm.acknowledged', leaders),
  ...spec('fostering.arranged', ['dsw', 'districtSupervisor', 'pdosvyOfficer']),
  ...spec('report.classified', supervisors, { facts: ['inspection'] }),
  ...spec('rating.changed', leaders, { signature: true }),
  ...spec('plan.submitted', ['rciDirector']),
  ...spec('plan.accepted', ['pdosvyOfficer', 'pdosvyDirector']),
  ...spec('plan.sentBack', ['pdosvyOfficer', 'pdosvyDirector']),
  ...spec('plan.imposed', ['pdosvyOfficer', 'pdosvyDirector']),
  ...spec('visit.recorded', inspectors, { ...onSite, facts: ['institution', 'panel'] }),
  ...spec('sanction.ordered', ['mosvy'], { facts: ['institution'], action: 'standing.decide', signature: true }),
  ...spec('standing.lifted', ['mosvy'], { action: 'standing.decide', signature: true }),
  ...spec('rating.published', ['mosvy']),
  ...spec('inspection.cancelled', leaders),
};
