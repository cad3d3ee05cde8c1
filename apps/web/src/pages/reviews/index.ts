import type { Part } from '../../shell/route';
import { menuTexts } from './texts';

export const reviews: Part = {
  routes: [
    { path: '/reviews', load: () => import('./list') },
    { path: '/reviews/:id', load: () => import('./one') },
  ],
  menu: [
    {
      href: '/reviews',
      title: menuTexts.reviews,
      roles: ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
      order: 46,
    },
  ],
};
