/** Strangers next door: people of the other villages, communes and districts of Kandal, beside those of the demo. */
import type { Role } from '../../../workflows/workflow';
import { registerActor } from '../../../libs/access';
import { Door, isoOf, registerLine } from '../../../libs/engine';
import { accountOf, demoAccounts, demoId, demoPassword, type DemoAccount } from '../../demo';
import type { Target } from './attacker';

/** Where they sit: the case of the attack lies in the village 08100701 of the commune 081007 in the district 0810. */
const seated: [login: string, role: Role, area: string][] = [
  ['village.next', 'village', '08100702'],
  ['village.commune', 'village', '08100101'],
  ['village.district', 'village', '08010101'],
  ['commune.next', 'commune', '081001'],
  ['commune.district', 'commune', '080101'],
  ['dsw.next', 'dsw', '0801'],
  ['supervisor.next', 'districtSupervisor', '0801'],
  ['ngo.next', 'ngoCaseworker', '0801'],
];

/** An officer of the province of the case who can sign: those of the demo have enrolled no second factor yet. */
export const signingOfficer = 'officer.signs';
const signer = 'director.kandal';

const account = ([login, role, area]: (typeof seated)[number]): DemoAccount => ({
  login,
  password: demoPassword,
  role,
  area,
  person: demoId(`person ${login}`),
  appointment: demoId(`appointment ${login}`),
  agency: accountOf('dsw.kandal').agency,
  name: { en: `Next Demo-${area}`, km: `សាកល្បង-${area}` },
  who: `${role} in ${area}`,
});
const hired: DemoAccount[] = [
  ...seated.map(account),
  { ...account([signingOfficer, 'pdosvyOfficer', '08']), totpSecret: accountOf(signer).totpSecret },
];

/** Logins of Kandal who have no part in the case: those above, and the director of another institution. */
export const neighbours: readonly string[] = [...seated.map(([login]) => login), 'rci.kdl-001'];

/** The account of a login of the attack's world. */
export const seatOf = (login: string): DemoAccount =>
  hired.find((account) => account.login === login) ?? accountOf(login);

/** Everybody who can be somebody in this world. */
export const everybody: readonly DemoAccount[] = [...demoAccounts, ...hired];

/** Puts them into the world; they sign in as the demo people do. */
export async function hireNeighbours({ app, owner }: Target): Promise<void> {
  const { rows } = await owner.query<{ password: string; sealed: string; now: Date }>(
    `select c.password, c.totp_secret as sealed, m.now from homeward.credentials c, homeward.manual_clock m where c.login = $1`,
    [signer],
  );
  const { password, sealed, now } = rows[0]!;
  const lines = hired.map(({ person: id, appointment, name, login, role, area, agency, totpSecret }) => {
    const second = totpSecret && { totpSecret: sealed };
    const person = { id, nameEn: name.en, nameKm: name.km, language: 'en' };
    const given = { id: appointment, person: id, role, area, agency, from: isoOf(Date.parse('2016-01-01')) };
    return registerLine({
      stream: id,
      event: 'person.added',
      actor: registerActor,
      at: now.getTime(),
      data: { person, appointment: given },
      ops: [
        { op: 'person.add', data: person },
        { op: 'appointment.give', data: given },
        { op: 'credentials.give', data: { person: id, login, password, oneTime: false, ...second } },
      ],
    });
  });
  const outcome = await new Door(app).write({ lines, checks: [] });
  if (!outcome.ok) throw new Error(`nobody could be hired: ${JSON.stringify(outcome)}`);
}
