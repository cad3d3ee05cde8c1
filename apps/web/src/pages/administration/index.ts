import type { Part } from '../../shell/route';
import { menuTexts } from './menu-texts';

const keepers = ['administrator'];
const supervisors = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
const reviewers = ['districtSupervisor', 'pdosvyDirector', 'mosvy'];
const openers = ['commune', 'dsw', 'pdosvyOfficer', 'police', 'hospital'];

export const administration: Part = {
  routes: [
    { path: '/people', load: () => import('./people') },
    { path: '/people/new', load: () => import('./new-person') },
    { path: '/people/:id', load: () => import('./person') },
    { path: '/people/:id/:act', load: () => import('./person-act') },
    { path: '/agencies', load: () => import('./agencies') },
    { path: '/agencies/new', load: () => import('./new-agency') },
    { path: '/renewals/:id', load: () => import('./renewal') },
    { path: '/on-call', load: () => import('./on-call') },
    { path: '/areas', load: () => import('./areas') },
    { path: '/messages', load: () => import('./messages') },
    { path: '/journal-search', load: () => import('./journal-search') },
    { path: '/break-glass', load: () => import('./break-glass') },
    { path: '/break-glass/new', load: () => import('./new-break-glass') },
  ],
  menu: [
    { href: '/people', title: menuTexts.people, roles: [...keepers, ...supervisors], order: 60 },
    { href: '/areas', title: menuTexts.areas, roles: keepers, order: 62 },
    { href: '/messages', title: menuTexts.messages, roles: [...keepers, 'mosvy'], order: 64 },
    { href: '/journal-search', title: menuTexts.journal, roles: [...keepers, ...supervisors], order: 66 },
    { href: '/break-glass', title: menuTexts.glass, roles: reviewers, order: 68 },
    { href: '/break-glass/new', title: menuTexts.glass, roles: openers, order: 68 },
  ],
};
