/** One way through each door that changes something: what is done to the register, to people, settings and procedures; and who gets through. */
import { randomUUID } from 'node:crypto';
import { accountOf } from '../../demo';
import { finders, holiday, placedBefore, provinces, supervisors, type Use } from './doors-use';
import { newChild } from './kandal';

export const registerWrites: Record<string, Use> = {
  'POST /children': { own: `village ${finders}`, body: () => newChild() },
  'POST /village-reports': {
    own: 'village',
    body: () => {
      const { names, birth, sex, village } = newChild();
      return { names, birth, sex, village, what: 'seen', on: '2017-03-01' };
    },
  },
  'POST /children/{id}/amend': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    path: '/children/:child/amend',
    body: () => ({ disability: true, reason: 'Seen.' }),
  },
  'POST /children/{id}/birth': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    path: '/children/:child/birth',
    body: () => ({ birth: { from: '2007-01-01', to: '2007-12-31', precision: 'year' }, reason: 'A certificate.' }),
  },
  'POST /children/{id}/allegations': {
    own: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker police hospital court',
    path: '/children/:twin/allegations',
    body: (at) => ({ person: at.stranger }),
  },
  'POST /corrections/merges': {
    own: 'dsw districtSupervisor pdosvyOfficer',
    body: (at) => ({ kept: at.child, merged: at.twin, reason: 'One child.' }),
  },
  'POST /corrections/siblings': { own: finders, body: (at) => ({ children: [at.child, at.twin] }) },
  'POST /corrections/{id}/reject': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    path: '/corrections/:correction/reject',
    body: () => ({ reason: 'No proof.' }),
  },
  'POST /corrections/{id}/approve': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    path: '/corrections/:correction/approve',
  },
  'POST /families': { own: finders, body: () => ({ area: '08100701' }) },
  'POST /families/{id}/members': {
    own: finders,
    path: '/families/:family/members',
    body: () => ({ relation: 'aunt', nameLatin: 'Aunt', living: 'alive', household: true }),
  },
  'POST /institutions': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    body: () => ({
      code: `X-${randomUUID().slice(0, 8).toUpperCase()}`,
      nameKm: 'ផ្ទះ',
      nameEn: 'House',
      kind: 'rci',
      operator: 'private',
      area: '081007',
      standing: 'unauthorised',
    }),
  },
  'POST /institutions/{id}/amend': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/institutions/:institution/amend',
    body: () => ({ phone: '012 000 000', reason: 'New.' }),
  },
  'POST /institutions/{id}/people': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/institutions/:institution/people',
    body: () => ({ role: 'donor', nameLatin: 'A Donor' }),
  },
  'POST /institutions/{id}/people/{person}/end': {
    own: provinces,
    path: '/institutions/:institution/people/:behind/end',
    body: () => ({ reason: 'Left.' }),
  },
  'POST /institutions/{id}/premises': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/institutions/:institution/premises',
    body: () => ({ area: '08100701', address: 'House 7' }),
  },
  'POST /institutions/{id}/standing': {
    own: 'mosvy court',
    path: '/institutions/:institution/standing',
    body: () => ({ standing: 'frozen', reason: 'Danger.' }),
  },
  'POST /facts': {
    own: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital court',
    far: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector ngoCaseworker police hospital court',
    body: (at) => ({
      kind: 'other',
      children: [at.child],
      at: '2017-03-05T10:00:00+07:00',
      institution: at.institution,
    }),
  },
  'POST /people': { own: 'administrator', body: () => ({ nameKm: 'មនុស្ស', nameEn: 'Person' }) },
  'POST /people/{id}/login': {
    own: 'administrator',
    path: '/people/:person/login',
    body: () => ({ login: `p${randomUUID()}`, password: 'a long walk by the river' }),
  },
  'POST /people/{id}/appointments': {
    own: 'administrator',
    path: '/people/:person/appointments',
    body: () => ({ role: 'dsw', area: '0810', from: '2017-01-01T00:00:00+07:00' }),
  },
  'POST /people/{id}/interests': {
    own: supervisors,
    path: '/people/:person/interests',
    body: (at) => ({ kind: 'declared', institution: at.institution }),
  },
  'POST /agencies': {
    own: 'administrator',
    body: () => ({ kind: 'ngo', nameKm: 'អង្គការ', nameEn: 'NGO', area: '08' }),
  },
  'POST /appointments/{id}/leave': {
    own: 'districtSupervisor pdosvyOfficer pdosvyDirector administrator',
    path: '/appointments/:appointment/leave',
    body: () => ({ from: '2017-04-01T00:00:00+07:00', until: '2017-04-02T00:00:00+07:00' }),
  },
  'POST /appointments/{id}/end': {
    own: 'administrator',
    path: '/appointments/:appointment/end',
    body: () => ({ why: 'Moved.' }),
  },
  'POST /on-call': {
    own: 'districtSupervisor pdosvyOfficer pdosvyDirector administrator',
    body: () => ({
      role: 'dsw',
      area: '0810',
      person: accountOf('dsw.kandal').person,
      from: '2017-04-01T00:00:00+07:00',
      until: '2017-04-02T00:00:00+07:00',
    }),
  },
  'POST /renewals': {
    own: 'village districtSupervisor pdosvyDirector mosvy administrator',
    body: () => ({ person: accountOf('village.kandal').person, what: 'password' }),
  },
  'POST /renewals/{id}/approve': {
    own: 'village districtSupervisor pdosvyDirector mosvy administrator',
    path: '/renewals/:renewal/approve',
  },
  'POST /break-glass': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy police hospital',
    far: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy police hospital',
    body: (at) => ({ kind: 'child', subject: at.child, reason: 'A call at night that the child is hurt.' }),
  },
  'POST /break-glass/{id}/review': {
    own: 'districtSupervisor pdosvyDirector mosvy',
    path: '/break-glass/:glass/review',
    body: () => ({ finding: 'justified', note: 'Read.' }),
  },
  'POST /parameters/preview': {
    own: 'mosvy',
    body: () => ({ parameter: 'P-38', value: { amount: 60, unit: 'hours' } }),
  },
  'POST /placement-imports/check': { own: supervisors, far: supervisors },
  'POST /placement-imports': {
    own: supervisors,
    // heard, and told that the place lies elsewhere
    far: supervisors,
    body: () => ({ rows: [placedBefore], reason: 'The paper files.' }),
  },
  'POST /placement-imports/{id}/reject': {
    own: 'pdosvyDirector mosvy',
    path: '/placement-imports/:imports/reject',
    body: () => ({ reason: 'Not so.' }),
  },
  'POST /placement-imports/{id}/approve': {
    own: 'pdosvyDirector mosvy',
    path: '/placement-imports/:imports/approve',
  },
  'POST /parameters/proposals': {
    own: 'mosvy',
    body: () => ({
      parameter: 'P-33',
      value: { amount: 60, unit: 'days' },
      effectiveFrom: '2017-05-01',
      reason: 'Too short.',
    }),
  },
  'POST /parameters/proposals/{id}/reject': {
    own: 'mosvy',
    path: '/parameters/proposals/:parameter/reject',
    body: () => ({ why: 'No.' }),
  },
  'POST /parameters/proposals/{id}/approve': { own: 'mosvy', path: '/parameters/proposals/:parameter/approve' },
  'POST /holidays/proposals': { own: 'mosvy', body: () => ({ reason: 'A new day off.', add: [holiday], remove: [] }) },
  'POST /holidays/proposals/{id}/reject': {
    own: 'mosvy',
    path: '/holidays/proposals/:holidays/reject',
    body: () => ({ why: 'No.' }),
  },
  'POST /watch-list/matches/{id}/dismissal': {
    own: provinces,
    path: '/watch-list/matches/:match/dismissal',
    body: () => ({ reason: 'A shop.' }),
  },
  'POST /watch-list/matches/{id}/dismissal/decide': {
    own: provinces,
    path: '/watch-list/matches/:match/dismissal/decide',
    body: () => ({ decision: 'open', reason: 'Go there.' }),
  },
  'POST /watch-list/matches/{id}/confirm': {
    own: provinces,
    path: '/watch-list/matches/:match/confirm',
    body: () => ({ reason: 'The same owner.' }),
  },
  'POST /watch-list/matches/{id}/visits': {
    own: provinces,
    path: '/watch-list/matches/:match/visits',
    body: () => ({ on: '2030-01-01' }),
  },
  'POST /adoptions': {
    own: 'mosvy',
    body: () => ({ workflow: 'gatekeeping', from: 1, to: 2, digest: '0'.repeat(64), reason: 'A signature.' }),
  },
  'POST /adoptions/{id}/approve': { own: 'mosvy', path: '/adoptions/:adoption/approve' },
  'POST /adoptions/{id}/continue': { own: 'mosvy', path: '/adoptions/:adoption/continue' },
  'POST /adoptions/{id}/refuse': { own: 'mosvy', path: '/adoptions/:adoption/refuse', body: () => ({ why: 'No.' }) },
  'POST /adoptions/{id}/withdraw': { own: 'mosvy', path: '/adoptions/:adoption/withdraw' },
  'POST /holidays/proposals/{id}/approve': { own: 'mosvy', path: '/holidays/proposals/:holidays/approve' },
};
