import type { Part } from '../../shell/route';
import { menuTexts } from './texts';

export const imports: Part = {
  routes: [
    { path: '/placement-imports', load: () => import('./list') },
    { path: '/placement-imports/new', load: () => import('./table') },
    { path: '/placement-imports/:id', load: () => import('./one') },
  ],
  menu: [
    {
      href: '/placement-imports',
      title: menuTexts.imports,
      roles: ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
      order: 64,
    },
  ],
};
