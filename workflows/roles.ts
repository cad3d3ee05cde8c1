/** The roles as people call them. */
import type { Role, Text } from './workflow';

const t = (en: string, km: string): Text => ({ en, km });

/** The name of each role, for pages, letters and the handbook. */
export const roleTexts: Record<Role, Text> = {
  village: t('village chief', 'មេភូមិ'),
  commune: t('commune officer (CCWC)', 'មន្ត្រីឃុំ/សង្កាត់ (គ.ក.ន.ក)'),
  dsw: t('district social worker', 'បុគ្គលិកសង្គមកិច្ចស្រុក'),
  districtSupervisor: t('district supervisor', 'ប្រធានការិយាល័យ សអយ ស្រុក'),
  pdosvyOfficer: t('provincial officer', 'មន្ត្រីមន្ទីរ សអយ'),
  pdosvyDirector: t('provincial director', 'ប្រធានមន្ទីរ សអយ'),
  mosvy: t('ministry (MoSVY)', 'ក្រសួង សអយ'),
  rciDirector: t('director of an institution', 'នាយកគ្រឹះស្ថានថែទាំកុមារ'),
  ngoCaseworker: t('NGO caseworker', 'អ្នកគ្រប់គ្រងករណីនៃអង្គការ'),
  police: t('police', 'នគរបាល'),
  hospital: t('hospital', 'មន្ទីរពេទ្យ'),
  court: t('court', 'តុលាការ'),
  panelMember: t('member of the gatekeeping meeting', 'សមាជិកកិច្ចប្រជុំច្រកទ្វារ'),
  provincialAdministration: t('provincial administration', 'រដ្ឋបាលខេត្ត'),
  administrator: t('system administrator', 'អ្នកគ្រប់គ្រងប្រព័ន្ធ'),
};

/** Whoever may report a concern or a fact (domain B.0.1). */
export const reporters: Role[] = [
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
];
