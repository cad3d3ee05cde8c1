import type { Part } from '../../shell/route';
import { menuTexts } from './menu-texts';

const leaders = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

export const closures: Part = {
  routes: [
    { path: '/closures', load: () => import('./overview') },
    { path: '/closures/:id', load: () => import('./closure') },
    { path: '/closures/:id/children', load: () => import('./children') },
    { path: '/closures/:id/census', load: () => import('./census') },
  ],
  menu: [{ href: '/closures', title: menuTexts.closures, roles: leaders, order: 42 }],
};
