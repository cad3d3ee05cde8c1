import type { Part } from '../../shell/route';
import { menuTexts } from './menu-texts';

export const inspections: Part = {
  routes: [
    { path: '/inspections', load: () => import('./list') },
    { path: '/inspections/plan', load: () => import('./plan') },
    { path: '/inspections/plan/:id', load: () => import('./plan-move') },
    { path: '/inspections/inspectors', load: () => import('./inspectors') },
    { path: '/inspections/ratings', load: () => import('./ratings') },
    { path: '/inspections/:id', load: () => import('./one') },
    { path: '/inspections/:id/site', load: () => import('./site') },
    { path: '/inspections/:id/actions', load: () => import('./actions') },
    { path: '/inspections/:id/rating', load: () => import('./rating') },
  ],
  menu: [
    {
      href: '/inspections',
      title: menuTexts.inspections,
      roles: ['dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy', 'rciDirector'],
      order: 44,
    },
    {
      href: '/inspections/plan',
      title: menuTexts.plan,
      roles: ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
      order: 45,
    },
    {
      href: '/inspections/inspectors',
      title: menuTexts.inspectors,
      roles: ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
      order: 46,
    },
    { href: '/inspections/ratings', title: menuTexts.ratings, order: 46 },
  ],
};
