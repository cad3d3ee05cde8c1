import type { Part } from '../../shell/route';
import { menuTexts } from './menu-texts';

export const ministry: Part = {
  routes: [
    { path: '/national', load: () => import('./national') },
    { path: '/parameters', load: () => import('./parameters') },
    { path: '/parameters/:id', load: () => import('./parameter') },
    { path: '/holidays', load: () => import('./holidays') },
    { path: '/holidays/propose', load: () => import('./holiday-form') },
    { path: '/procedures', load: () => import('./procedures') },
    { path: '/procedures/versions', load: () => import('./versions') },
  ],
  menu: [
    { href: '/national', title: menuTexts.national, roles: ['mosvy'], order: 15 },
    { href: '/parameters', title: menuTexts.settings, roles: ['mosvy', 'administrator'], order: 80 },
  ],
};
