/** One way to read through each door, and who gets through. */
import {
  everyone,
  finders,
  offices,
  provinces,
  provincial,
  readers,
  steering,
  supervisors,
  type Use,
} from './doors-use';

export const reads: Record<string, Use> = {
  'GET /session': { own: everyone, far: everyone },
  'GET /session/devices': { own: everyone, far: everyone },
  'GET /workflows': { own: everyone, far: everyone },
  'GET /workflows/{id}': { own: everyone, far: everyone, path: '/workflows/gatekeeping' },
  'GET /areas': { own: everyone, far: everyone },
  'GET /parameters': { own: everyone, far: everyone },
  'GET /parameters/proposals': { own: everyone, far: everyone },
  'GET /holidays': { own: everyone, far: everyone },
  'GET /holidays/proposals/{id}/preview': {
    own: everyone,
    far: everyone,
    path: '/holidays/proposals/:holidays/preview',
  },
  'GET /instances': {
    own: `commune dsw ${supervisors} rciDirector ngoCaseworker provincialAdministration`,
  },
  'GET /instances/{id}': { own: readers, path: '/instances/:case' },
  'GET /instances/{id}/attachments': { own: readers, path: '/instances/:case/attachments' },
  'GET /instances/{id}/attachments/{attachment}': {
    own: `dsw ${supervisors}`,
    path: '/instances/:case/attachments/:attachment',
  },
  'GET /profile': { own: everyone, far: everyone },
  'GET /profile/calendar': { own: everyone, far: everyone },
  'GET /instances/{id}/journal': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy',
    path: '/instances/:case/journal',
  },
  'GET /workflows/{id}/chart': { own: everyone, far: everyone, path: '/workflows/family-support/chart' },
  'GET /workflows/{id}/steps/{state}': {
    own: everyone,
    far: everyone,
    path: '/workflows/gatekeeping/steps/assessing',
  },
  'GET /instances/{id}/chart': { own: readers, path: '/instances/:case/chart?part=assessing' },
  'GET /instances/{id}/chart/text': { own: readers, path: '/instances/:case/chart/text' },
  'GET /instances/{id}/documents': { own: readers, path: '/instances/:case/documents' },
  // the case has no form yet
  'GET /instances/{id}/documents/{document}': { own: '', path: '/instances/:case/documents/form-1' },
  // the far province has no plan of inspections, and is asked for it
  // to a director what is asked of the house alone
  'GET /tasks': {
    own: `commune dsw ${supervisors} ngoCaseworker provincialAdministration`,
    far: 'pdosvyOfficer pdosvyDirector',
  },
  // nobody has a visit planned
  'GET /visits': { own: '' },
  'GET /visits/planner': { own: everyone, far: everyone },
  'GET /instances/{id}/visits': { own: '', path: '/instances/:case/visits' },
  'GET /alerts': {
    own: `commune dsw ${supervisors} ngoCaseworker provincialAdministration`,
    far: 'pdosvyOfficer pdosvyDirector',
  },
  'GET /incidents': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker',
    far: 'pdosvyOfficer pdosvyDirector',
  },
  'GET /incidents/{id}': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker',
    path: '/incidents/:incident',
  },
  // nobody lives next door
  'GET /children': { own: readers, far: readers, near: '' },
  'GET /children/{id}': { own: readers, path: '/children/:child' },
  'GET /children/{id}/facts': { own: readers, path: '/children/:child/facts' },
  'GET /children/{id}/authorities': { own: readers, path: '/children/:child/authorities' },
  'GET /children/{id}/readers': { own: supervisors, path: '/children/:child/readers' },
  'GET /corrections': { own: 'districtSupervisor pdosvyOfficer pdosvyDirector' },
  'GET /families': { own: finders, far: finders, near: '' },
  'GET /families/{id}': { own: readers, path: '/families/:family' },
  'GET /institutions': { own: `${offices} administrator`, far: `${offices} administrator` },
  'GET /institutions/{id}': {
    own: `${offices} administrator`,
    far: 'village commune dsw districtSupervisor pdosvyOfficer pdosvyDirector ngoCaseworker police hospital court panelMember provincialAdministration',
    path: '/institutions/:institution',
  },
  'GET /facts': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital court panelMember',
    path: '/facts?institution=:institution',
  },
  'GET /people': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
    far: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
  },
  'GET /people/{id}': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
    path: '/people/:person',
  },
  'GET /agencies': {
    own: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
    far: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker administrator',
  },
  'GET /people/caseworkers': {
    own: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker',
    far: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy ngoCaseworker',
  },
  // all of the district are told who is on duty in it
  'GET /people/on-call': {
    own: everyone,
    near: 'village.next village.commune commune.next rciDirector',
    path: '/people/on-call?area=0810&role=dsw',
  },
  'GET /break-glass': { own: 'districtSupervisor pdosvyDirector mosvy' },
  'GET /counts': { own: everyone, far: everyone },
  'GET /tasks/soon': { own: everyone, far: everyone },
  'GET /requests': { own: everyone, far: everyone },
  'GET /approvals': { own: everyone, far: everyone },
  'GET /team': { own: supervisors, far: supervisors },
  'GET /agenda': { own: `${supervisors} panelMember`, far: `${supervisors} panelMember` },
  'GET /decisions': { own: `dsw ${supervisors} panelMember`, far: `dsw ${supervisors} panelMember` },
  'GET /watch': { own: `${supervisors} administrator`, far: supervisors },
  'GET /messages': { own: 'mosvy administrator' },
  'GET /journal/search': { own: `${supervisors} administrator`, far: supervisors },
  'GET /indicators': { own: steering, far: steering },
  'GET /indicators/{id}/items': { own: steering, far: steering, path: '/indicators/I-01/items' },
  'GET /overview': { own: provincial, far: provincial },
  'GET /exports/{list}': { own: steering, far: steering, path: '/exports/indicators' },
  'GET /closures': { own: `commune dsw ${supervisors} rciDirector ngoCaseworker provincialAdministration` },
  'GET /closures/{instance}': {
    own: `commune dsw ${supervisors} rciDirector ngoCaseworker`,
    path: '/closures/:closure',
  },
  'GET /risks': { own: `${offices} administrator`, far: `${offices} administrator` },
  'GET /institutions/{id}/presence': {
    own: `commune dsw ${supervisors} rciDirector ngoCaseworker`,
    path: '/institutions/:institution/presence',
  },
  // its author, and who stands above
  'GET /reviews': { own: `dsw ${supervisors}` },
  'GET /reviews/{id}': { own: `dsw ${supervisors}`, path: '/reviews/:review' },
  'GET /inspections/plan': { own: supervisors, path: '/inspections/plan?area=08' },
  'GET /inspections/inspectors': { own: provinces, path: '/inspections/inspectors?area=08' },
  'GET /inspections/draws': { own: everyone, far: everyone },
  'GET /inspections/ratings': { own: everyone, far: everyone },
  'GET /inspections/checklists/{version}': { own: everyone, far: everyone, path: '/inspections/checklists/1' },
  'GET /inspections/{instance}': { own: `dsw ${supervisors}`, path: '/inspections/:inspection' },
  'GET /inspections/{instance}/pieces': { own: `dsw ${supervisors}`, path: '/inspections/:inspection/pieces' },
  'GET /inspections': { own: `dsw ${supervisors}` },
  // the team alone
  'GET /inspections/{instance}/package': { own: 'dsw districtSupervisor', path: '/inspections/:inspection/package' },
  'GET /placement-imports': { own: supervisors, far: supervisors },
  'GET /placement-imports/columns': { own: supervisors, far: supervisors },
  'GET /placement-imports/{id}': { own: 'pdosvyOfficer pdosvyDirector mosvy', path: '/placement-imports/:imports' },
  'GET /watch-list': { own: provinces, far: provinces },
  'GET /watch-list/matches': { own: provinces, far: provinces },
  'GET /watch-list/matches/{id}': { own: provinces, path: '/watch-list/matches/:match' },
  'GET /adoptions': { own: 'mosvy' },
  // no newer version: who may ask is told so
  'GET /adoptions/preview': { own: 'mosvy', path: '/adoptions/preview?workflow=gatekeeping&from=1&to=2' },
};
