import { keptId, Problem, type Clock } from '../engine';
import { Credentials } from './credentials';
import { SecurityLog } from './logs';
import { normalLogin, passwordProblem } from './passwords';
import { People, registerActor } from './people';
import type { Parts } from './record';
import { accessRefusals } from './refusals';

/** A first administrator: person, login and appointment. Refuses a weak password and a login that is taken before anything is written. */
export async function createAdministrator(
  parts: Parts,
  realClock: Clock,
  given: { login: string; nameEn: string; nameKm: string; password: string },
): Promise<{ person: string }> {
  const { login, nameEn, nameKm, password } = given;
  const weak = passwordProblem(login, password);
  if (weak) throw new Problem('form_invalid', { detail: weak, errors: [{ path: 'password', code: 'weak' }] });
  const taken = await parts.pool.query('select 1 from homeward.credentials where lower(login) = $1', [
    normalLogin(login),
  ]);
  if (taken.rows.length > 0) throw new Problem('conflict', { detail: accessRefusals.credentials_login!.text });
  const people = new People(parts);
  const { id } = await people.addPerson(registerActor, { id: keptId(), nameEn, nameKm });
  await new Credentials(parts, realClock).give(registerActor, { person: id, login, password });
  await people.giveAppointment(registerActor, { person: id, role: 'administrator', area: '', from: parts.clock.now() });
  await new SecurityLog(parts.pool, realClock).record({ kind: 'admin.created', person: id });
  return { person: id };
}
