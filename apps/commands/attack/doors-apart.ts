/** Where a door lets in fewer or others than the permission matrix says, and why. */

/** `not`: roles that the matrix lets do it, and who are not let in; `also`: roles that it gives no part, and who are. */
interface Apart {
  not?: string;
  also?: string;
  why: string;
}

const offices = 'village commune rciDirector ngoCaseworker police hospital court panelMember provincialAdministration';
const team: Apart = {
  not: 'pdosvyOfficer mosvy',
  why: 'the inspection is recorded by its team alone, whatever the office',
};
const held: Apart = { not: offices, why: 'a task is its holder’s to give on, or of who assigns tasks' };
const addressed: Apart = {
  not: `${offices} dsw pdosvyOfficer pdosvyDirector mosvy`,
  why: 'an alert is read by whom it was addressed to: this one the supervisors',
};
const ministry: Apart = { not: 'administrator', why: 'a setting of the country is changed by two of the ministry' };
const openedBy: Apart = {
  not: 'panelMember provincialAdministration',
  why: 'gatekeeping is opened by who reports a concern for the domain: its members of the meeting and the operator do not',
};

export const apart: Record<string, Apart | undefined> = {
  'GET /incidents': {
    also: 'rciDirector ngoCaseworker',
    why: 'incidents of the cases one sees and of one’s own house are read, not handled',
  },
  'GET /incidents/{id}': {
    also: 'rciDirector ngoCaseworker',
    why: 'incidents of the cases one sees and of one’s own house are read, not handled',
  },
  'GET /journal/search': {
    not: 'dsw',
    also: 'administrator',
    why: 'the whole journal is searched by who supervises; the administrator finds acts of the system in it, no case',
  },
  'GET /reviews': { also: 'dsw', why: 'whoever wrote without a connection sees what became of it' },
  'GET /reviews/{id}': { also: 'dsw', why: 'whoever wrote without a connection sees what became of it' },
  'GET /inspections/{instance}/package': team,
  'GET /inspections/{instance}/photos/{photo}': team,
  'POST /inspections/{instance}/package': team,
  'POST /inspections/{instance}/pieces': team,
  'PUT /inspections/{instance}/photos/{photo}': team,
  'PATCH /inspections/{instance}/photos/{photo}': {
    not: 'districtSupervisor pdosvyOfficer mosvy',
    why: 'each of the team sends the own photos: this one is the social worker’s',
  },
  'GET /placement-imports/{id}': {
    not: 'districtSupervisor',
    why: 'this list was made by the province, and is of the whole of it',
  },
  'POST /instances': openedBy,
  'POST /instances/{id}/attachments': { not: 'village', why: 'the file of a child is not shown to the village' },
  'POST /instances/{id}/attachments/{attachment}/withdraw': {
    not: 'village commune ngoCaseworker police hospital court',
    why: 'a file is withdrawn by who sent it, or by who reads the journal: this one is the social worker’s',
  },
  'POST /tasks/{id}/claim': {
    not: `${offices} districtSupervisor pdosvyOfficer pdosvyDirector mosvy`,
    why: 'a task is claimed by the role it waits for: this one for the social worker',
  },
  'POST /tasks/{id}/hand-over': held,
  'POST /tasks/{id}/release': held,
  'POST /alerts/{id}/read': addressed,
  'POST /alerts/{id}/acknowledge': addressed,
  'POST /incidents/{id}/acknowledge': {
    not: 'dsw',
    why: 'this incident is the supervisor’s to answer, and of who assigns',
  },
  'POST /incidents/{id}/resolve': {
    not: 'dsw',
    why: 'this incident is the supervisor’s to answer, and of who assigns',
  },
  'POST /reviews/{id}/decide': {
    not: 'ngoCaseworker',
    why: 'its author decides, or who supervises: this is the social worker’s',
  },
  'POST /inspections/{instance}/ratings': {
    not: 'dsw districtSupervisor pdosvyOfficer pdosvyDirector',
    why: 'a rating that is published is replaced by the ministry, not by who rated (B.4.5)',
  },
  'POST /village-reports': {
    not: 'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker police hospital panelMember provincialAdministration',
    why: 'the village chief’s own form; the others open a case',
  },
  'POST /corrections/siblings': { not: 'village', why: 'who reads no file of a child links none' },
  'POST /holidays/proposals': ministry,
  'POST /holidays/proposals/{id}/reject': ministry,
  'POST /holidays/proposals/{id}/approve': ministry,
};
