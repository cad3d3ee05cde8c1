import type { Part } from '../../shell/route';
import { menuTexts } from './menu-texts';

const readers = [
  'village',
  'commune',
  'dsw',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'rciDirector',
  'ngoCaseworker',
  'police',
  'hospital',
  'court',
  'panelMember',
  'provincialAdministration',
];
const owners = ['commune', 'dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy', 'rciDirector'];

export const institutions: Part = {
  routes: [
    { path: '/institutions', load: () => import('./register') },
    { path: '/institutions/:id', load: () => import('./institution') },
    { path: '/institutions/:id/standing', load: () => import('./standing') },
    { path: '/institutions/:id/people', load: () => import('./behind') },
    { path: '/institutions/:id/people/:person/end', load: () => import('./behind-end') },
    { path: '/institutions/:id/premises', load: () => import('./premises') },
    { path: '/institutions/:id/report', load: () => import('./report') },
    { path: '/incidents', load: () => import('./incidents') },
    { path: '/incidents/:id', load: () => import('./incident') },
  ],
  menu: [
    { href: '/institutions', title: menuTexts.institutions, roles: readers, order: 40 },
    { href: '/incidents', title: menuTexts.incidents, roles: owners, order: 45 },
  ],
};
