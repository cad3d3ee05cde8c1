/** The accounts of the demo: all invented, all with one public password, none of them ever made on a database in use. */
import { createHash } from 'node:crypto';
import { levelOfRole, type Role, type Text } from '../../workflows/workflow';
import { desks, institutions, nationalDesks, places, type Desk, type Place } from './places';

/** The documented password of every demo account. */
export const demoPassword = 'demo-rice-field-2016';

export interface DemoAccount {
  login: string;
  password: string;
  /** base32; only for those who sign decisions. Signing in asks for a code as well */
  totpSecret?: string;
  role: Role;
  area: string;
  /** person and appointment ids, the same in every demo */
  person: string;
  appointment: string;
  agency: string;
  institution?: string;
  /** appointment of the person acted for */
  actingFor?: string;
  name: Text;
  /** name, role and area, as a person would say it */
  who: string;
}

const signers: Role[] = ['districtSupervisor', 'pdosvyDirector', 'mosvy'];

const roleNames: Record<Role, string> = {
  village: 'village chief',
  commune: 'commune officer (CCWC)',
  dsw: 'district social worker',
  districtSupervisor: 'district supervisor',
  pdosvyOfficer: 'provincial officer',
  pdosvyDirector: 'provincial director',
  mosvy: 'ministry',
  rciDirector: 'director of an institution',
  ngoCaseworker: 'NGO caseworker',
  police: 'police',
  hospital: 'hospital',
  court: 'court',
  panelMember: 'panel member',
  provincialAdministration: 'provincial administration',
  administrator: 'administrator',
};

/** An id that is the same in every demo. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`homeward demo ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Base32 secret of a demo account, derived from its login. */
function secretOf(login: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...createHash('sha256').update(`homeward demo totp ${login}`).digest()]
    .map((byte) => alphabet[byte % 32])
    .join('');
}

function account(
  login: string,
  desk: Desk,
  area: string,
  surname: Text,
  agency: string,
  more: Partial<DemoAccount> = {},
): DemoAccount {
  const name = { en: `${desk.given.en} ${surname.en}`, km: `${surname.km} ${desk.given.km}` };
  const totpSecret = signers.includes(desk.role) ? secretOf(login) : undefined;
  return {
    login,
    password: demoPassword,
    totpSecret,
    role: desk.role,
    area,
    person: demoId(`person ${login}`),
    appointment: demoId(`appointment ${login}`),
    agency,
    name,
    who: `${name.en}, ${roleNames[desk.role]}${area ? ` in ${area}` : ''}${totpSecret ? `; second factor ${totpSecret}` : ''}`,
    ...more,
  };
}

export const agencyId = (key: string, place?: Place): string => demoId(`agency ${key} ${place?.key ?? ''}`);

function ofPlace(place: Place): DemoAccount[] {
  const surname = { en: `Demo-${place.name.en.replace(' ', '')}`, km: `សាកល្បង-${place.name.km}` };
  return desks.map((desk) =>
    account(
      `${desk.login}.${place.key}`,
      desk,
      place.village.slice(0, levelOfRole[desk.role]),
      surname,
      agencyId(desk.agency, place),
      {
        actingFor: desk.actingFor && demoId(`appointment ${desk.actingFor}.${place.key}`),
      },
    ),
  );
}

/** A director signs in with `rci.` and the code of the institution in small letters. */
const directors: DemoAccount[] = institutions
  .filter((i) => i.kind === 'rci' || i.kind === 'transitHome')
  .map((i) => {
    const place = places.find((p) => p.key === i.place)!;
    const desk: Desk = { login: 'rci', role: 'rciDirector', given: { en: 'Pisey', km: 'ពិសី' }, agency: '' };
    const surname = { en: `Demo-${i.code}`, km: `សាកល្បង-${i.code}` };
    const agency = i.operator === 'state' ? agencyId('province', place) : demoId(`agency ${i.code}`);
    return account(`rci.${i.code.toLowerCase()}`, desk, place.province, surname, agency, {
      institution: demoId(`institution ${i.code}`),
    });
  });

/** Every account of the demo. */
export const demoAccounts: DemoAccount[] = [
  ...nationalDesks.map((desk) =>
    account(desk.login, desk, '', { en: 'Demo-National', km: 'សាកល្បង-ជាតិ' }, agencyId(desk.agency)),
  ),
  ...places.flatMap(ofPlace),
  ...directors,
];

/** The accounts that the start shows: the country's and Kandal's, enough for a walk through gatekeeping. */
export const shownAccounts: DemoAccount[] = demoAccounts.filter((a) => a.area === '' || a.area.startsWith('08'));

export function accountOf(login: string): DemoAccount {
  const found = demoAccounts.find((a) => a.login === login);
  if (!found) throw new Error(`there is no demo account ${login}`);
  return found;
}
