import type { Part } from '../../shell/route';
import { menuTexts } from './texts';

export const watch: Part = {
  routes: [
    { path: '/watch-list', load: () => import('./list') },
    { path: '/watch-list/:id', load: () => import('./one') },
  ],
  menu: [
    {
      href: '/watch-list',
      title: menuTexts.watchList,
      roles: ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
      order: 48,
    },
  ],
};
