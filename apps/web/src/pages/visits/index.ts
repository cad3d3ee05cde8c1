import type { Part } from '../../shell/route';
import { menuTexts } from './menu-texts';

export const visits: Part = {
  routes: [{ path: '/visits', load: () => import('./planner') }],
  menu: [
    {
      href: '/visits',
      title: menuTexts.visits,
      roles: ['dsw', 'ngoCaseworker', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
      order: 22,
    },
  ],
};
