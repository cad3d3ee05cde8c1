import type { Part } from '../../shell/route';
import { menuTexts } from './menu-texts';

const supervisors = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

export const supervision: Part = {
  routes: [
    { path: '/team', load: () => import('./team') },
    { path: '/team/tasks', load: () => import('./team-tasks') },
    { path: '/escalations', load: () => import('./escalations') },
    { path: '/approvals', load: () => import('./approvals') },
    { path: '/watch', load: () => import('./watch') },
    { path: '/indicators', load: () => import('./indicators') },
    { path: '/indicators/:id', load: () => import('./indicator') },
  ],
  menu: [
    { href: '/team', title: menuTexts.team, roles: supervisors, order: 40 },
    { href: '/escalations', title: menuTexts.escalations, roles: supervisors, order: 42 },
    { href: '/approvals', title: menuTexts.approvals, roles: ['dsw', ...supervisors, 'administrator'], order: 44 },
    {
      href: '/indicators',
      title: menuTexts.indicators,
      roles: ['commune', 'dsw', ...supervisors, 'provincialAdministration'],
      order: 46,
    },
    { href: '/watch', title: menuTexts.watch, roles: [...supervisors, 'administrator'], order: 48 },
  ],
};
