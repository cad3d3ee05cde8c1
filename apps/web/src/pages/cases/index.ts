import type { Part } from '../../shell/route';
import { caseloadTexts } from './texts';

/** Roles without cases of their own: the administrator sees none. */
const withCases = [
  'commune',
  'dsw',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'rciDirector',
  'ngoCaseworker',
  'police',
  'hospital',
  'court',
  'panelMember',
  'provincialAdministration',
  'village',
];

export const cases: Part = {
  routes: [
    { path: '/caseload', load: () => import('./caseload') },
    { path: '/cases/:id', load: () => import('./case') },
    { path: '/cases/:id/journal', load: () => import('./journal') },
    { path: '/cases/:id/family', load: () => import('./family') },
    { path: '/cases/:id/documents', load: () => import('./documents') },
    { path: '/cases/:id/chart', load: () => import('./chart') },
    { path: '/cases/:id/hand-over', load: () => import('./hand-over') },
    { path: '/children/:id', load: () => import('./child') },
  ],
  menu: [{ href: '/caseload', title: caseloadTexts.menu, roles: withCases, order: 20 }],
};
