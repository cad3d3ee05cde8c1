import type { Part } from '../../shell/route';
import { outboxTexts, profileTexts } from './texts';

export const device: Part = {
  routes: [
    { path: '/outbox', load: () => import('./outbox') },
    { path: '/outbox/import', load: () => import('./bring') },
    { path: '/profile', load: () => import('./profile') },
  ],
  menu: [
    { href: '/outbox', title: outboxTexts.menu, order: 85 },
    { href: '/profile', title: profileTexts.menu, order: 90 },
  ],
};
