/** Ten events of gatekeeping with real forms, as ten people's acts take a request from its submission to the panel. */
import type { Pool } from 'pg';
import type { Actor, Role } from '../../../workflows/workflow';
import { gatekeeping } from '../../../workflows/gatekeeping';
import { accountOf, demoId } from '../../demo';

/** The day of every event: the samples of the forms are told on it. */
export const chainDay = '2017-03-06T09:00:00+07:00';
export const chainArea = '081007';
export const events = [
  'request.submitted',
  'request.registered',
  'caseworker.assigned',
  'contact.made',
  'form2.submitted',
  'documents.verified',
  'ladder.completed',
  'plan.recommended',
  'quality.forwarded',
  'panel.held',
] as const;

const logins: Partial<Record<Role, string>> = {
  commune: 'commune.kandal',
  dsw: 'dsw.kandal',
  districtSupervisor: 'supervisor.kandal',
  pdosvyOfficer: 'officer.kandal',
};
const actorOf = (login: string): Actor => {
  const { person, role, area } = accountOf(login);
  return { person, role, area };
};

/** Who sends the events of a role. */
export const people = Object.fromEntries(
  Object.entries(logins).map(([role, login]) => [role, actorOf(login)]),
) as Partial<Record<Role, Actor>>;

const panel = ['officer.kandal', 'panel-health.kandal', 'panel-education.kandal', 'panel-ngo.kandal'];

/** One event of the chain: who sends it, and its form for a child. */
export interface Act {
  event: string;
  login: string;
  actor: Actor;
  dataFor(child: string): unknown;
}

function actOf(event: string): Act {
  const sample = gatekeeping.samples.events.find((s) => s.event === event && !s.refusedBy?.length);
  if (!sample) throw new Error(`no sample of ${event} is accepted`);
  const role = gatekeeping.events[event]!.by.find((r) => logins[r])!;
  const login = logins[role]!;
  const text = JSON.stringify(sample.data)
    .replaceAll('22222222-0000-4000-8000-000000000001', demoId('institution KDL-003'))
    .replaceAll('00000000-0000-4000-8000-000000000003', demoId('person dsw.kandal'))
    .replace(/44444444-0000-4000-8000-00000000000([1-4])/g, (_, n: string) => demoId(`person ${panel[Number(n) - 1]}`));
  return {
    event,
    login,
    actor: people[role]!,
    dataFor: (child) => JSON.parse(text.replaceAll('11111111-0000-4000-8000-000000000001', child)) as unknown,
  };
}

export const acts: readonly Act[] = events.map(actOf);

/** So many children of Sa'ang in the register; their ids. */
export async function makeChildren(owner: Pool, count: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into homeward.children (id, version, area, status, birth_from, birth_to, birth_precision, sex, disability, registered_at)
     select gen_random_uuid(), 1, $2, 'alive', date '2008-01-01' + (random() * 1000)::int, date '2008-01-01' + 1000, 'interval', 'female', false, now()
     from generate_series(1, $1) returning id`,
    [count, chainArea],
  );
  return rows.map(({ id }) => id);
}
