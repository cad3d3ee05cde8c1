/** Where the demo plays. Areas are real, everything and everybody in them is invented. */
import type { Role, Text } from '../../workflows/workflow';

export interface Place {
  /** ends the logins of its people */
  key: string;
  name: Text;
  province: string;
  district: string;
  commune: string;
  village: string;
}

function place(key: string, en: string, km: string, village: string): Place {
  return {
    key,
    name: { en, km },
    province: village.slice(0, 2),
    district: village.slice(0, 4),
    commune: village.slice(0, 6),
    village,
  };
}

/** One office of each kind in each; the walk through gatekeeping is Kandal's. */
export const places: Place[] = [
  place('kandal', 'Kandal', 'កណ្តាល', '08100701'),
  place('battambang', 'Battambang', 'បាត់ដំបង', '02020101'),
  place('pursat', 'Pursat', 'ពោធិ៍សាត់', '15050101'),
  place('siemreap', 'Siem Reap', 'សៀមរាប', '17100101'),
  place('takeo', 'Takeo', 'តាកែវ', '21080101'),
  place('sihanouk', 'Preah Sihanouk', 'ព្រះសីហនុ', '18010101'),
  place('speu', 'Kampong Speu', 'កំពង់ស្ពឺ', '05020101'),
  place('phnompenh', 'Phnom Penh', 'ភ្នំពេញ', '12010101'),
];

export type AgencyKind =
  | 'ministry'
  | 'province'
  | 'district'
  | 'commune'
  | 'village'
  | 'ngo'
  | 'police'
  | 'hospital'
  | 'court'
  | 'school'
  | 'other';

/** A desk that every place has: the login begins with its name. */
export interface Desk {
  login: string;
  role: Role;
  given: Text;
  /** agency of the place it belongs to */
  agency: string;
  /** acts for the holder of this desk */
  actingFor?: string;
}

const desk = (login: string, role: Role, en: string, km: string, agency: string, actingFor?: string): Desk => ({
  login,
  role,
  given: { en, km },
  agency,
  actingFor,
});

export const desks: Desk[] = [
  desk('village', 'village', 'Sarith', 'សារិទ្ធ', 'village'),
  desk('commune', 'commune', 'Bopha', 'បុប្ផា', 'commune'),
  desk('dsw', 'dsw', 'Sokha', 'សុខា', 'district'),
  desk('dsw2', 'dsw', 'Rithy', 'ឫទ្ធី', 'district'),
  desk('supervisor', 'districtSupervisor', 'Vanna', 'វណ្ណា', 'district'),
  desk('deputy', 'districtSupervisor', 'Nimol', 'និមល', 'district', 'supervisor'),
  desk('officer', 'pdosvyOfficer', 'Kosal', 'កុសល', 'pdosvy'),
  desk('director', 'pdosvyDirector', 'Maly', 'ម៉ាលី', 'pdosvy'),
  desk('panel-health', 'panelMember', 'Phalla', 'ផល្លា', 'health'),
  desk('panel-education', 'panelMember', 'Sophea', 'សុភា', 'education'),
  desk('panel-ngo', 'panelMember', 'Davy', 'ដាវី', 'ngo'),
  desk('panel-child', 'panelMember', 'Ratha', 'រដ្ឋា', 'child'),
  desk('province', 'provincialAdministration', 'Samnang', 'សំណាង', 'province'),
  desk('police', 'police', 'Visal', 'វិសាល', 'police'),
  desk('hospital', 'hospital', 'Kanha', 'កញ្ញា', 'hospital'),
  desk('court', 'court', 'Narin', 'ណារិន', 'court'),
  desk('ngo', 'ngoCaseworker', 'Thavy', 'ថាវី', 'ngo'),
];

/** Desks of the country. */
export const nationalDesks: Desk[] = [
  desk('mosvy', 'mosvy', 'Chantha', 'ចន្ថា', 'mosvy'),
  desk('mosvy2', 'mosvy', 'Serey', 'សេរី', 'mosvy'),
  desk('mosvy3', 'mosvy', 'Vichea', 'វិជា', 'mosvy'),
  desk('admin', 'administrator', 'Rina', 'រីណា', 'mosvy'),
  desk('admin2', 'administrator', 'Makara', 'មករា', 'mosvy'),
];

/** Agencies that every place has: key, kind, level of their area, name. */
export const agencies: { key: string; kind: AgencyKind; level: 2 | 4 | 6 | 8; name: Text }[] = [
  { key: 'village', kind: 'village', level: 8, name: { en: 'Village (demo)', km: 'ភូមិ (សាកល្បង)' } },
  {
    key: 'commune',
    kind: 'commune',
    level: 6,
    name: {
      en: 'Commune committee for women and children (demo)',
      km: 'គណៈកម្មាធិការឃុំសង្កាត់ទទួលបន្ទុកកិច្ចការនារី និងកុមារ (សាកល្បង)',
    },
  },
  {
    key: 'district',
    kind: 'district',
    level: 4,
    name: { en: 'District office of social affairs (demo)', km: 'ការិយាល័យសង្គមកិច្ចស្រុក (សាកល្បង)' },
  },
  {
    key: 'pdosvy',
    kind: 'province',
    level: 2,
    name: { en: 'Provincial department of social affairs (demo)', km: 'មន្ទីរសង្គមកិច្ចខេត្ត (សាកល្បង)' },
  },
  {
    key: 'province',
    kind: 'province',
    level: 2,
    name: { en: 'Provincial administration (demo)', km: 'រដ្ឋបាលខេត្ត (សាកល្បង)' },
  },
  {
    key: 'health',
    kind: 'other',
    level: 2,
    name: { en: 'Provincial health department (demo)', km: 'មន្ទីរសុខាភិបាលខេត្ត (សាកល្បង)' },
  },
  {
    key: 'education',
    kind: 'school',
    level: 2,
    name: { en: 'Provincial education department (demo)', km: 'មន្ទីរអប់រំខេត្ត (សាកល្បង)' },
  },
  { key: 'child', kind: 'other', level: 2, name: { en: "Children's representatives (demo)", km: 'តំណាងកុមារ (សាកល្បង)' } },
  {
    key: 'ngo',
    kind: 'ngo',
    level: 2,
    name: { en: 'Invented Families Organisation (demo)', km: 'អង្គការគ្រួសារប្រឌិត (សាកល្បង)' },
  },
  {
    key: 'police',
    kind: 'police',
    level: 2,
    name: { en: 'Provincial police (demo)', km: 'ស្នងការនគរបាលខេត្ត (សាកល្បង)' },
  },
  {
    key: 'hospital',
    kind: 'hospital',
    level: 2,
    name: { en: 'Provincial hospital (demo)', km: 'មន្ទីរពេទ្យខេត្ត (សាកល្បង)' },
  },
  { key: 'court', kind: 'court', level: 2, name: { en: 'Court of first instance (demo)', km: 'សាលាដំបូង (សាកល្បង)' } },
];

export interface DemoInstitution {
  code: string;
  place: string;
  name: Text;
  kind: 'rci' | 'transitHome' | 'emergencyFoster' | 'hospital';
  operator: 'state' | 'ngo' | 'faith' | 'private';
  standing: 'authorised' | 'suspended';
  capacity: number;
}

const home = (
  code: string,
  place: string,
  en: string,
  km: string,
  kind: DemoInstitution['kind'],
  operator: DemoInstitution['operator'],
  capacity: number,
  standing: DemoInstitution['standing'] = 'authorised',
): DemoInstitution => ({
  code,
  place,
  name: { en: `${en} (demo)`, km: `${km} (សាកល្បង)` },
  kind,
  operator,
  standing,
  capacity,
});

/** The register of the demo. The codes are those of the stories. */
export const institutions: DemoInstitution[] = [
  home('KDL-003', 'kandal', 'Invented River House', 'ផ្ទះទន្លេប្រឌិត', 'rci', 'ngo', 30),
  home('KDL-001', 'kandal', 'Invented State Centre of Kandal', 'មជ្ឈមណ្ឌលរដ្ឋប្រឌិតកណ្តាល', 'rci', 'state', 40),
  home('BTB-002', 'battambang', 'Invented Mango House', 'ផ្ទះស្វាយប្រឌិត', 'rci', 'faith', 25),
  home('SRP-018', 'siemreap', 'Invented Temple House', 'ផ្ទះប្រាសាទប្រឌិត', 'rci', 'private', 20, 'suspended'),
  home('SRP-101', 'siemreap', 'Invented Transit Home', 'ផ្ទះស្នាក់នៅបណ្តោះអាសន្នប្រឌិត', 'transitHome', 'ngo', 10),
  home('PSV-009', 'sihanouk', 'Invented Beach House', 'ផ្ទះឆ្នេរប្រឌិត', 'rci', 'private', 40),
  home('PNP-001', 'phnompenh', 'Invented State Centre of the Capital', 'មជ្ឈមណ្ឌលរដ្ឋប្រឌិតរាជធានី', 'rci', 'state', 60),
  home('KDL-201', 'kandal', 'Invented emergency foster family', 'គ្រួសារធម៌បន្ទាន់ប្រឌិត', 'emergencyFoster', 'ngo', 4),
  home('BTB-201', 'battambang', 'Invented emergency foster family', 'គ្រួសារធម៌បន្ទាន់ប្រឌិត', 'emergencyFoster', 'ngo', 4),
  home('SRP-201', 'siemreap', 'Invented emergency foster family', 'គ្រួសារធម៌បន្ទាន់ប្រឌិត', 'emergencyFoster', 'ngo', 4),
];

/** Families with their children's ages when the demo begins; the surname says that they are invented. */
export const families: {
  place: string;
  idPoor: boolean;
  children: { given: Text; sex: 'female' | 'male'; age: number }[];
}[] = [
  { place: 'kandal', idPoor: true, children: [{ given: { en: 'Rumdoul', km: 'រំដួល' }, sex: 'female', age: 9 }] },
  {
    place: 'kandal',
    idPoor: false,
    children: [
      { given: { en: 'Kolap', km: 'កុលាប' }, sex: 'female', age: 12 },
      { given: { en: 'Mlis', km: 'ម្លិះ' }, sex: 'female', age: 6 },
      { given: { en: 'Chhouk', km: 'ឈូក' }, sex: 'male', age: 1 },
    ],
  },
  { place: 'battambang', idPoor: true, children: [{ given: { en: 'Trasak', km: 'ត្រសក់' }, sex: 'male', age: 14 }] },
  { place: 'siemreap', idPoor: false, children: [{ given: { en: 'Champei', km: 'ចំប៉ី' }, sex: 'female', age: 8 }] },
];
