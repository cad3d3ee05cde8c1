import type { Part } from '../../shell/route';
import { menuTexts } from './menu-texts';

const panel = ['panelMember', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

export const decisions: Part = {
  routes: [
    { path: '/agenda', load: () => import('./agenda') },
    { path: '/register', load: () => import('./register') },
    { path: '/cases/:id/decision', load: () => import('./sheet') },
    { path: '/cases/:id/decision/:event', load: () => import('./decide') },
  ],
  menu: [
    { href: '/agenda', title: menuTexts.agenda, roles: panel, order: 30 },
    { href: '/register', title: menuTexts.register, roles: ['dsw', ...panel], order: 35 },
  ],
};
