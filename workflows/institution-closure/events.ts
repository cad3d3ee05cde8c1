/** Who may send what, with which form. */
import type { EventSpec, Role } from '../workflow';
import { forms, type EventName } from './forms';
import { events as texts } from './texts';

const workers: Role[] = ['dsw', 'ngoCaseworker'];
const joint: Role[] = ['pdosvyOfficer', 'districtSupervisor', 'dsw'];
function spec(type: EventName, by: Role[], more: Partial<EventSpec> = {}): Record<string, EventSpec> {
  return { [type]: { text: texts[type], form: forms[type], by, ...more } };
}
const field = { field: true };
const signed = { signature: true };

export const events: Record<string, EventSpec> = {
  ...spec('engagement.recorded', ['pdosvyOfficer'], { facts: ['institution', 'closure'] }),
  ...spec('engagement.ended', ['pdosvyDirector', 'mosvy']),
  ...spec('capacity.checked', ['pdosvyOfficer'], { facts: ['institution', 'closure'] }),
  ...spec('order.signed', ['mosvy'], { ...signed, action: 'standing.decide', facts: ['institution', 'closure'] }),
  ...spec('freeze.acknowledged', ['rciDirector']),
  ...spec('obstruction.recorded', [...joint, 'ngoCaseworker', 'police'], field),
  ...spec('freezeVisit.recorded', [...joint, 'police'], field),
  ...spec('census.sealed', ['pdosvyOfficer'], { ...field, facts: ['children', 'institution', 'closure', 'panel'] }),
  ...spec('census.supplemented', ['pdosvyOfficer'], { facts: ['children', 'institution', 'closure', 'panel'] }),
  ...spec('unnamed.explained', joint, { facts: ['closure'] }),
  ...spec('unnamed.confirmed', ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'], { facts: ['closure'] }),
  ...spec('child.screened', workers, { ...field, restricted: true }),
  ...spec('untalked.confirmed', [...joint, 'ngoCaseworker'], { ...field, restricted: true }),
  ...spec('child.cleared', ['pdosvyOfficer', 'pdosvyDirector'], { facts: ['children', 'closure', 'panel'] }),
  ...spec('child.settled', workers, { facts: ['children'] }),
  ...spec('child.arrived', [...workers, 'pdosvyOfficer'], { facts: ['children'] }),
  ...spec('child.located', [...workers, 'police', 'pdosvyOfficer'], field),
  ...spec('child.moveEnded', ['pdosvyOfficer']),
  ...spec('death.confirmed', ['pdosvyOfficer', 'pdosvyDirector'], { facts: ['children', 'closure'] }),
  ...spec('destination.verified', [...workers, 'pdosvyOfficer', 'mosvy'], field),
  // by the cases of the children alone
  ...spec('child.progressed', []),
  ...spec('records.copied', [...workers, 'pdosvyOfficer']),
  ...spec('records.destroyed', joint),
  ...spec('records.rebuilt', joint),
  ...spec('records.filed', ['pdosvyOfficer']),
  ...spec('analysis.submitted', ['pdosvyOfficer']),
  ...spec('staff.settled', ['pdosvyOfficer']),
  ...spec('cash.checked', ['pdosvyOfficer']),
  ...spec('donor.left', ['pdosvyOfficer', 'districtSupervisor']),
  ...spec('assets.settled', ['pdosvyOfficer']),
  ...spec('extension.signed', ['mosvy'], signed),
  ...spec('appeal.filed', ['rciDirector', 'mosvy']),
  ...spec('appeal.decided', ['mosvy'], signed),
  ...spec('abandonment.recorded', ['pdosvyDirector', 'mosvy']),
  ...spec('order.withdrawn', ['mosvy'], { ...signed, action: 'standing.decide', facts: ['institution', 'closure'] }),
  ...spec('freeze.lifted', ['mosvy'], { ...signed, action: 'standing.decide', facts: ['institution', 'closure'] }),
  ...spec('order.upheld', ['mosvy'], signed),
  ...spec('premises.emptied', joint, { ...field, facts: ['closure'] }),
  ...spec('verification.recorded', ['mosvy'], { facts: ['institution', 'closure', 'panel'] }),
  ...spec('certificate.signed', ['mosvy'], { ...signed, action: 'standing.decide', facts: ['institution', 'closure'] }),
  ...spec('visit.recorded', joint, { ...field, facts: ['institution'] }),
};
