import type { Part } from '../../shell/route';
import { roles } from '../../../../../workflows/workflow';
import { requestsTexts, startTexts, villageTexts } from './texts';

/** Everybody but the administrator, who sees no case, opens something. */
const openers = roles.filter((role) => role !== 'administrator');

export const forms: Part = {
  routes: [
    { path: '/start', load: () => import('./start') },
    { path: '/start/:workflow/:event', load: () => import('./open') },
    { path: '/cases/:id/act/:event', load: () => import('./act') },
    { path: '/village-report', load: () => import('./village-report') },
    { path: '/requests', load: () => import('./requests') },
  ],
  menu: [
    { href: '/start', title: startTexts.menu, roles: openers, order: 20 },
    { href: '/village-report', title: villageTexts.menu, roles: ['village'], order: 22 },
    { href: '/requests', title: requestsTexts.menu, roles: openers, order: 25 },
  ],
};
