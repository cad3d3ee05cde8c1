/** Who may send what, with which form. */
import { reporters } from '../roles';
import type { EventSpec, Role } from '../workflow';
import { forms, type EventName } from './forms';
import { events as texts } from './texts';

const workers: Role[] = ['dsw', 'ngoCaseworker'];
function spec(type: EventName, by: Role[], more: Partial<EventSpec> = {}): Record<string, EventSpec> {
  return { [type]: { text: texts[type], form: forms[type], by, ...more } };
}
const field = { field: true };

export const events: Record<string, EventSpec> = {
  ...spec('child.identified', workers, { facts: ['children'] }),
  // by the register alone, when two people have agreed on the table
  ...spec('placement.imported', [], { facts: ['children'] }),
  // by the register alone, when gatekeeping hands a child to a family, or has reviewed the child's care
  ...spec('placement.handedOver', [], { facts: ['children'] }),
  ...spec('careReview.recorded', []),
  // by the closure of the institution alone
  ...spec('closure.joined', []),
  ...spec('form2.submitted', workers, { ...field, facts: ['children'] }),
  ...spec('tracing.recorded', [...workers, 'commune', 'police'], field),
  ...spec('family.found', workers),
  ...spec('search.exhausted', workers),
  ...spec('homeAssessment.submitted', workers, field),
  ...spec('plan.submitted', workers, { facts: ['children'] }),
  ...spec('placement.reviewed', ['districtSupervisor'], { facts: ['workload'] }),
  ...spec('placement.confirmed', ['pdosvyOfficer']),
  ...spec('contact.recorded', workers, field),
  ...spec('readiness.recorded', workers, field),
  ...spec('placement.made', workers, { ...field, facts: ['children', 'leaving'] }),
  ...spec('visit.recorded', workers, field),
  ...spec('visit.confirmed', ['districtSupervisor', 'pdosvyOfficer']),
  ...spec('visits.writtenOff', ['districtSupervisor']),
  ...spec('risk.changed', ['dsw', 'districtSupervisor']),
  ...spec('review.held', ['districtSupervisor']),
  ...spec('monitoring.shortened', ['pdosvyDirector'], { signature: true }),
  ...spec('visitor.named', ['districtSupervisor', 'pdosvyOfficer'], { facts: ['workload'] }),
  ...spec('reassessment.submitted', workers, field),
  ...spec('action.done', workers),
  ...spec('safety.concernRaised', reporters, { ...field, fact: true, restricted: true }),
  ...spec('safety.reported', ['dsw', 'districtSupervisor', 'pdosvyOfficer', 'police']),
  ...spec('safety.siblingSeen', workers),
  ...spec('protection.arranged', ['dsw', 'police', 'districtSupervisor']),
  ...spec('safety.closed', ['districtSupervisor'], { signature: true }),
  ...spec('child.missing', reporters, { fact: true }),
  ...spec('child.found', [...workers, 'police', 'commune', 'districtSupervisor']),
  ...spec('location.recorded', reporters, { fact: true }),
  ...spec('breakdown.recorded', [...workers, 'districtSupervisor']),
  ...spec('replacement.recorded', ['districtSupervisor'], { facts: ['children'] }),
  ...spec('courtOrder.recorded', [...reporters, 'court'], { fact: true }),
  ...spec('courtOrder.cleared', ['pdosvyDirector']),
  ...spec('death.recorded', reporters, { fact: true }),
  ...spec('transfer.proposed', ['dsw', 'districtSupervisor']),
  ...spec('transfer.accepted', ['dsw'], { facts: ['workload'] }),
  ...spec('transfer.declined', ['dsw']),
  ...spec('transfer.withdrawn', ['dsw']),
  ...spec('closing.proposed', [...workers, 'districtSupervisor']),
  ...spec('closing.approved', ['districtSupervisor'], { signature: true }),
  ...spec('closing.sentBack', ['districtSupervisor', 'pdosvyOfficer']),
  ...spec('loss.proposed', ['dsw']),
  ...spec('loss.approved', ['pdosvyOfficer'], { signature: true }),
  ...spec('withdrawal.recorded', ['dsw']),
  ...spec('withdrawal.approved', ['districtSupervisor'], { signature: true }),
  ...spec('aftercare.offered', ['dsw']),
  ...spec('ageOut.confirmed', ['districtSupervisor']),
  ...spec('handedOver.recorded', ['pdosvyOfficer']),
};
