/** Classes of events for the proof, and the tables of roles and deadlines as the domain has them. */
import type { Role, Workflow } from '../workflow';
import type { Context } from './context';
import { decisionSamples } from './samples/decision';
import { area, facts } from './samples/people';
import { placementSamples } from './samples/placement';
import { requestSamples } from './samples/request';

/** Everybody who may record what happened (B.0.1, first row). */
const everybody: Role[] = [
  'village', 'commune', 'dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy', 'rciDirector',
  'ngoCaseworker', 'police', 'hospital',
];
/** Who may open a request or an emergency, and those whom N-04 answers. */
const askers: Role[] = ['commune', 'dsw', 'police', 'hospital', 'rciDirector', 'ngoCaseworker', 'village'];
const director: Role[] = ['pdosvyDirector', 'mosvy'];

export const samples: Workflow<Context>['samples'] = {
  facts,
  area,
  events: [...requestSamples, ...decisionSamples, ...placementSamples],
  roles: {
    'request.submitted': askers,
    'concern.reported': everybody,
    'concern.triaged': ['commune', 'dsw'],
    'support.offered': ['commune', 'dsw'],
    'emergency.opened': askers,
    'dutyWorker.reached': ['police', 'hospital', 'commune', 'dsw'],
    'destination.proposed': ['police', 'hospital', 'commune', 'dsw'],
    'child.seen': ['dsw'],
    'request.registered': ['dsw'],
    'caseworker.assigned': ['districtSupervisor'],
    'contact.made': ['dsw', 'ngoCaseworker'],
    'form2.submitted': ['dsw', 'ngoCaseworker'],
    'form2.countersigned': ['dsw'],
    'documents.verified': ['dsw'],
    'ladder.completed': ['dsw'],
    'plan.recommended': ['dsw'],
    'assessment.reopened': ['dsw', 'districtSupervisor'],
    'quality.forwarded': ['districtSupervisor'],
    'quality.returned': ['districtSupervisor'],
    'panel.held': ['pdosvyOfficer', 'panelMember'],
    'decision.approved': director,
    'decision.refusedFamilySupport': director,
    'decision.refusedAlternativeCare': ['districtSupervisor'],
    'decision.interimCare': director,
    'decision.returnedForInfo': director,
    'decision.referredToCourt': director,
    'decision.referredToMosvy': ['pdosvyDirector'],
    'decision.reinstated': director,
    'info.provided': ['dsw', 'commune'],
    'court.inquired': ['districtSupervisor', 'pdosvyOfficer', 'dsw'],
    'court.authorised': ['districtSupervisor', 'pdosvyOfficer', 'court'],
    'court.refused': ['districtSupervisor', 'pdosvyOfficer', 'court'],
    'notice.delivered': ['dsw', 'commune', 'ngoCaseworker'],
    'appeal.filed': ['commune', 'dsw', 'ngoCaseworker'],
    'appeal.upheld': ['mosvy'],
    'appeal.overturned': ['mosvy'],
    'request.withdrawn': ['commune', 'dsw'],
    'arrival.recorded': ['rciDirector', 'hospital', 'dsw', 'ngoCaseworker'],
    'placement.planned': ['dsw', 'ngoCaseworker'],
    'review.continued': ['dsw'],
    'review.returnDecided': ['districtSupervisor'],
    'review.familyCareDecided': ['districtSupervisor'],
    'renewal.started': ['dsw'],
    'placement.started': ['dsw', 'ngoCaseworker', 'commune', 'rciDirector', 'hospital'],
    'lapse.acknowledged': director,
    safetyConcern: everybody,
    childMissing: everybody,
    courtOrderReceived: [...everybody, 'court'],
    childDied: everybody,
  },
  deadlines: {
    triage: { parameter: 'P-38', clock: 'calendar' },
    supportFirst: { parameter: 'P-47', clock: 'working' },
    acknowledge: { parameter: 'P-02', clock: 'working' },
    assign: { parameter: 'P-03', clock: 'calendar' },
    firstContact: { parameter: 'P-04', clock: 'working' },
    form2: { parameter: 'P-05', clock: 'calendar' },
    plan: { parameter: 'P-06', clock: 'calendar' },
    qualityCheck: { parameter: 'P-37', clock: 'working' },
    decision: { parameter: 'P-07', clock: 'working' },
    ministryDecision: { parameter: 'P-44', clock: 'working' },
    information: { parameter: 'P-43', clock: 'working' },
    courtInquiry: { parameter: 'P-45', clock: 'calendar' },
    notice: { parameter: 'P-46', clock: 'calendar' },
    appealPeriod: { parameter: 'P-36', clock: 'calendar' },
    authorityUnused: { parameter: 'P-08', clock: 'calendar' },
    placementPlan: { parameter: 'P-06', clock: 'calendar' },
    review: { parameter: 'P-11', clock: 'calendar' },
    redecide: { parameter: 'P-07', clock: 'working' },
    emergencySeen: { parameter: 'P-10', clock: 'calendar' },
    emergencyAuthority: { parameter: 'P-09', clock: 'calendar' },
    interimEnds: { parameter: 'P-13', clock: 'calendar' },
    authorityEnds: { parameter: 'P-12', clock: 'calendar' },
    lapseRepeat: { parameter: 'P-40', clock: 'calendar' },
    voidDecision: { parameter: 'P-07', clock: 'working' },
  },
};
