/** Classes of events with what they must meet, and the tables written from the domain. */
import type { Role, Workflow } from '../workflow';
import type { Context } from './context';
import { censusSamples } from './samples/census';
import { changeSamples } from './samples/changes';
import { freezeSamples } from './samples/freeze';
import { houseSamples } from './samples/house';
import { mergeSamples } from './samples/merges';
import { moveSamples } from './samples/moves';
import { orderSamples } from './samples/order';
import { toldSamples } from './samples/told';
import { watchSamples } from './samples/watch';
import { area, children, full, institution, panel } from './samples/people';

const workers: Role[] = ['dsw', 'ngoCaseworker'];
const joint: Role[] = ['pdosvyOfficer', 'districtSupervisor', 'dsw'];

export const samples: Workflow<Context>['samples'] = {
  facts: { children, institution, closure: full, panel },
  area,
  events: [
    ...orderSamples,
    ...freezeSamples,
    ...changeSamples,
    ...censusSamples,
    ...toldSamples,
    ...moveSamples,
    ...mergeSamples,
    ...houseSamples,
    ...watchSamples,
  ],
  // two visits of the watch, both of which may be made at once; one child a day
  parameters: {
    'P-30': [
      { step: 'D+1', kind: 'visit', after: { amount: 1, unit: 'days' }, window: 'weekly' },
      { step: 'D+2', kind: 'visit', after: { amount: 2, unit: 'days' }, window: 'weekly' },
    ],
    'P-83': 1,
  },
  roles: {
    'engagement.recorded': ['pdosvyOfficer'],
    'engagement.ended': ['pdosvyDirector', 'mosvy'],
    'capacity.checked': ['pdosvyOfficer'],
    'order.signed': ['mosvy'],
    'freeze.acknowledged': ['rciDirector'],
    'obstruction.recorded': [...joint, 'ngoCaseworker', 'police'],
    'freezeVisit.recorded': [...joint, 'police'],
    'census.sealed': ['pdosvyOfficer'],
    'census.supplemented': ['pdosvyOfficer'],
    'unnamed.explained': joint,
    'unnamed.confirmed': ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
    'child.screened': workers,
    'untalked.confirmed': [...joint, 'ngoCaseworker'],
    'child.cleared': ['pdosvyOfficer', 'pdosvyDirector'],
    'child.settled': workers,
    'child.arrived': [...workers, 'pdosvyOfficer'],
    'child.located': [...workers, 'police', 'pdosvyOfficer'],
    'child.moveEnded': ['pdosvyOfficer'],
    'death.confirmed': ['pdosvyOfficer', 'pdosvyDirector'],
    'destination.verified': [...workers, 'pdosvyOfficer', 'mosvy'],
    'child.progressed': [],
    'records.copied': [...workers, 'pdosvyOfficer'],
    'records.destroyed': joint,
    'records.rebuilt': joint,
    'records.filed': ['pdosvyOfficer'],
    'analysis.submitted': ['pdosvyOfficer'],
    'staff.settled': ['pdosvyOfficer'],
    'cash.checked': ['pdosvyOfficer'],
    'donor.left': ['pdosvyOfficer', 'districtSupervisor'],
    'assets.settled': ['pdosvyOfficer'],
    'extension.signed': ['mosvy'],
    'appeal.filed': ['rciDirector', 'mosvy'],
    'appeal.decided': ['mosvy'],
    'abandonment.recorded': ['pdosvyDirector', 'mosvy'],
    'order.withdrawn': ['mosvy'],
    'freeze.lifted': ['mosvy'],
    'order.upheld': ['mosvy'],
    'premises.emptied': joint,
    'verification.recorded': ['mosvy'],
    'certificate.signed': ['mosvy'],
    'visit.recorded': joint,
  },
  deadlines: {
    checkCapacity: { parameter: 'P-87', clock: 'working' },
    signOrder: { parameter: 'P-87', clock: 'working' },
    freeze: { parameter: 'P-80', clock: 'calendar' },
    enforceFreeze: { parameter: 'P-38', clock: 'calendar' },
    census: { parameter: 'P-27', clock: 'calendar' },
    screen: { parameter: 'P-27', clock: 'calendar' },
    analysis: { parameter: 'P-85', clock: 'calendar' },
    assess: { parameter: 'P-28', clock: 'calendar' },
    assessAtOnce: { parameter: 'P-28', clock: 'calendar' },
    plan: { parameter: 'P-29', clock: 'calendar' },
    move: { parameter: 'P-81', clock: 'calendar' },
    settle: { parameter: 'P-81', clock: 'calendar' },
    empty: { parameter: 'P-81', clock: 'calendar' },
    cash: { parameter: 'P-82', clock: 'calendar' },
    secure: { parameter: 'P-07', clock: 'working' },
    rebuild: { parameter: 'P-85', clock: 'calendar' },
    appeal: { parameter: 'P-87', clock: 'working' },
    lift: { parameter: 'P-87', clock: 'working' },
    lookAgain: { parameter: 'P-38', clock: 'calendar' },
    verify: { parameter: 'P-87', clock: 'working' },
    certify: { parameter: 'P-87', clock: 'working' },
    watch: { parameter: 'P-30', clock: 'calendar' },
  },
};
