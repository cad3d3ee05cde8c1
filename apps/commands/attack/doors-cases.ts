/** One way through each door that changes something: what is done to cases, tasks, messages and inspections; and who gets through. */
import { randomUUID } from 'node:crypto';
import { accountOf } from '../../demo';
import { concern, everyone, photo, supervisors, type Use } from './doors-use';

export const caseWrites: Record<string, Use> = {
  'POST /instances/{id}/documents/{document}/preview': {
    own: 'pdosvyDirector mosvy',
    path: '/instances/:case/documents/refusal/preview',
    body: () => ({
      event: 'decision.refusedFamilySupport',
      data: { reasons: 'No need.', needs: ['material'], referrals: ['idpoor'] },
    }),
  },
  'POST /messages/{id}/send-again': { own: 'mosvy administrator', path: '/messages/:message/send-again' },
  'POST /tasks/assign-many': {
    own: supervisors,
    far: supervisors,
    body: (at) => ({ tasks: [at.task], to: accountOf('commune.kandal').person, reason: 'Leave.' }),
  },
  'POST /instances': {
    own: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital',
    far: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital',
    body: (at) => ({ workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data: concern(at.child!) }),
  },
  'POST /instances/{id}/events': {
    own: 'commune dsw',
    path: '/instances/:case/events',
    body: () => ({ type: 'concern.triaged', data: {} }),
  },
  // what is sent is no file: who may send one is told so
  'POST /instances/{id}/attachments': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker police hospital court',
    path: '/instances/:case/attachments',
    body: () => ({}),
  },
  'POST /instances/{id}/attachments/{attachment}/withdraw': {
    own: `dsw ${supervisors}`,
    path: '/instances/:case/attachments/:attachment/withdraw',
    body: () => ({ reason: 'Another child was meant.' }),
  },
  'PUT /profile': {
    own: everyone,
    far: everyone,
    body: () => ({
      language: 'en',
      digits: 'latin',
      channels: { email: { address: null, rungs: [] }, sms: { address: null, rungs: [] } },
    }),
  },
  'POST /profile/calendar': { own: everyone, far: everyone, body: () => ({}) },
  'DELETE /profile/calendar': { own: everyone, far: everyone },
  'POST /instances/{id}/corrections': {
    own: 'commune districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/instances/:case/corrections',
    body: () => ({ line: 1, reason: 'Another child was meant.' }),
  },
  'POST /tasks/{id}/claim': { own: 'dsw', path: '/tasks/:task/claim' },
  'POST /tasks/{id}/assign': {
    own: supervisors,
    path: '/tasks/:task/assign',
    body: () => ({ to: accountOf('commune.kandal').person }),
  },
  'POST /tasks/{id}/hand-over': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/tasks/:task/hand-over',
    body: () => ({ to: accountOf('commune.kandal').person, reason: 'Leave.' }),
  },
  'POST /tasks/{id}/release': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/tasks/:task/release',
    body: () => ({}),
  },
  'POST /alerts/{id}/read': { own: 'districtSupervisor', path: '/alerts/:alert/read' },
  'POST /alerts/{id}/acknowledge': { own: 'districtSupervisor', path: '/alerts/:alert/acknowledge' },
  'POST /incidents/{id}/acknowledge': { own: supervisors, path: '/incidents/:incident/acknowledge' },
  'POST /incidents/{id}/resolve': {
    own: supervisors,
    path: '/incidents/:incident/resolve',
    body: () => ({ reason: 'The child went home.' }),
  },
  'POST /reviews/{id}/decide': {
    own: `dsw ${supervisors}`,
    path: '/reviews/:review/decide',
    body: () => ({ decision: 'setAside', reason: 'The child was seen on another day.' }),
  },
  'POST /inspections/plan': {
    own: 'pdosvyOfficer pdosvyDirector',
    path: '/inspections/plan',
    body: () => ({ area: '08', year: 2017 }),
  },
  'POST /inspections/plan/entries/{id}/move': {
    own: 'pdosvyOfficer pdosvyDirector',
    path: '/inspections/plan/entries/:planned/move',
    body: () => ({ from: '2017-05-01', until: '2017-05-31', reason: 'The road is flooded.', seen: 1 }),
  },
  // the director has proposed it last, and is told that a second person approves; the ministry may, and not without a signature
  'POST /inspections/plan/{id}/approve': {
    own: 'pdosvyDirector',
    path: '/inspections/plan/:plan/approve',
    body: () => ({}),
  },
  'POST /inspections/{instance}/package': {
    own: 'dsw districtSupervisor',
    path: '/inspections/:inspection/package',
    body: () => ({ package: {}, signature: 'ab'.repeat(32), device: 'tablet', at: '2017-03-06T09:00:00+07:00' }),
  },
  'PUT /inspections/{instance}/photos/{photo}': {
    own: 'dsw districtSupervisor',
    path: `/inspections/:inspection/photos/${photo}`,
    body: () => ({ size: 10, sha256: 'ab'.repeat(32) }),
  },
  // each of the team sends the own
  'PATCH /inspections/{instance}/photos/{photo}': {
    own: 'dsw',
    path: `/inspections/:inspection/photos/${photo}?offset=0`,
  },
  'POST /inspections/{instance}/ratings': {
    own: 'mosvy',
    path: '/inspections/:inspection/ratings',
    body: () => ({ rating: 'D', reason: 'What came to light since.' }),
  },
  'POST /inspections/{instance}/pieces': {
    own: 'dsw districtSupervisor',
    path: '/inspections/:inspection/pieces',
    body: () => ({
      pieces: [
        {
          id: randomUUID(),
          kind: 'bed',
          item: `room-${randomUUID()}`,
          body: { count: 2 },
          device: 'tablet',
          counter: 1,
          capturedAt: '2017-03-06T09:00:00+07:00',
        },
      ],
    }),
  },
  // there once it was announced
  'GET /inspections/{instance}/photos/{photo}': {
    own: 'dsw districtSupervisor',
    path: `/inspections/:inspection/photos/${photo}`,
  },
};
