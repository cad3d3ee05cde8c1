import type { Part } from '../../shell/route';
import { alertsTexts, tasksTexts } from './texts';

export const work: Part = {
  routes: [
    { path: '/', load: () => import('./tasks') },
    { path: '/notifications', load: () => import('./notifications') },
  ],
  menu: [
    { href: '/', title: tasksTexts.menu, order: 10 },
    { href: '/notifications', title: alertsTexts.title, order: 90 },
  ],
};
