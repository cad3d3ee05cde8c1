/** One case as it stands: every event of its procedure by everybody, at home, next door and in another province; nothing of it may move. */
import type { AnyStateNode } from 'xstate';
import { Definitions } from '../../../libs/engine';
import { workflows } from '../../../workflows';
import { roles, type Workflow } from '../../../workflows/workflow';
import { Attacker, inTurns } from './attacker';
import { loginsOf } from './kandal';
import { changedIn, marksOf } from './marks';
import { neighbours, seatOf } from './neighbours';
import { sightIn, verdictIn, type Matter, type Seat, type Verdict } from './policy';
import type { Tally } from './report';

/** Everybody: the desks of the case's own places, those next door, those of another province. */
export const seats: readonly Seat[] = [
  ...new Set([
    ...roles.map((role) => loginsOf('kandal')[role]),
    ...neighbours,
    ...roles.map((role) => loginsOf('battambang')[role]),
  ]),
].map(seatOf);

/** An open or closed case as the database holds it. */
export interface Case {
  id: string;
  workflow: Workflow;
  version: number;
  status: 'open' | 'closed';
  phase: string;
  matter: Matter;
  /** events that lead on from here */
  possible: ReadonlySet<string>;
}

const definitions = new Definitions(workflows);

export async function caseOf(who: Attacker, id: string): Promise<Case> {
  const [row] = await who.rows(
    `select i.workflow, i.version, i.phase, i.status, i.state, i.area, i.guests,
       array(select s.subject from homeward.subjects s where s.instance = i.id and s.kind = 'child') as children,
       (select s.subject from homeward.subjects s where s.instance = i.id and s.kind = 'institution' limit 1) as institution,
       array(select t.assignee from homeward.tasks t where t.instance = i.id and t.closed_at is null and t.assignee is not null) as holders,
       (select jsonb_build_object('roles', x.roles, 'persons', x.persons) from homeward.secrets x where x.instance = i.id and x.until_at is null) as secret
     from homeward.instances i where i.id = $1`,
    id,
  );
  const { version, status, phase, area, guests, children, institution, holders, secret } = row!;
  const workflow = workflows.find((w) => w.id === row!.workflow)!;
  const snapshot = definitions.stepperOf(workflow).restore(row!.state);
  const active = status === 'open' ? (snapshot as unknown as { _nodes: AnyStateNode[] })._nodes : [];
  const possible = new Set(active.flatMap(({ transitions }) => [...transitions.keys()]));
  return {
    id,
    workflow,
    version,
    status,
    phase: `${phase}${status === 'closed' ? ' (closed)' : ''}`,
    matter: { area, guests, children, institution, holders, secret },
    possible,
  };
}

/** What a seat must be told: the case is hidden first, then what cannot be now, then who may not; who may sends a form that cannot be taken. */
function isKept(told: string, verdict: Verdict, { workflow, status, possible }: Case, event: string): boolean {
  if (verdict === 'hidden') return told === '404 not_found';
  if (!(event in workflow.events)) return told === '422 event_unknown';
  if (status === 'closed') return told === '409 instance_closed';
  if (!possible.has(event)) return told === '409 event_not_possible';
  if (verdict === 'forbidden') return told === '403 forbidden';
  if (verdict === 'never') return /^422 (refused_by_rule|form_invalid)$/.test(told);
  return /^(422 form_invalid|422 refused_by_rule|403 signature_required|409 line_)/.test(told);
}

/** Events that no procedure knows a person to send. */
const notForPeople = ['xstate.after.P-09.gatekeeping.emergency', 'xstate.init', 'xstate.stop', 'clock'];

/** Who is tried with an event: everybody where it leads on; where it does not, some. */
export type Choice = (event: string, possible: boolean) => readonly Seat[];

/** Everybody in turn, so many at each event. */
export function someOf(count: number, from: number): () => readonly Seat[] {
  let next = from % seats.length;
  return () => Array.from({ length: Math.min(count, seats.length) }, () => seats[(next = (next + 1) % seats.length)]!);
}

/** Tries the events of its procedure on one case; answers how many. */
export async function tryCase(who: Attacker, at: Case, tally: Tally, choose: Choice): Promise<number> {
  const { id, workflow, version, matter, possible } = at;
  const before = await marksOf(who.target.owner);
  const jobs = [...Object.keys(workflow.events), ...notForPeople].flatMap((event) =>
    choose(event, possible.has(event)).map((seat) => ({ event, seat })),
  );
  await inTurns(jobs, 24, async ({ event, seat }) => {
    const verdict =
      event in workflow.events || sightIn(seat, matter) === 'none'
        ? verdictIn(seat, workflow, event, matter)
        : 'forbidden';
    const sent = { body: { type: event, data: { '~': 1 } }, headers: { 'If-Match': `"${version}"` } };
    const login = await who.able(seat.login);
    if (login === undefined) return void tally.case(false, () => `${seat.login} cannot sign in any longer`);
    const told = await who.outcome(login, `/instances/${id}/events`, sent);
    tally.case(
      isKept(told, verdict, at, event),
      () => `${workflow.id} ${event} by ${login} in ${at.phase}: ${told}, the policy says ${verdict}`,
    );
  });
  const changed = changedIn(before, await marksOf(who.target.owner));
  // a `never` is answered by its rule, and kept as a refused line
  const moved = changed.filter((name) => !['journal', 'streams', 'contents', 'keys'].includes(name));
  tally.case(moved.length === 0, () => `${workflow.id} in ${at.phase}: refusals wrote ${moved.join(', ')}`);
  const [now] = await who.rows('select version from homeward.instances where id = $1', id);
  tally.case(
    now!.version === version,
    () => `${workflow.id} in ${at.phase}: version ${version} became ${now!.version}`,
  );
  return jobs.length;
}

/** To whom the case is not there is told so; everybody else reads it. */
export async function readCase(who: Attacker, at: Case, tally: Tally): Promise<void> {
  await inTurns(seats, 24, async (seat) => {
    const sight = sightIn(seat, at.matter);
    const login = await who.able(seat.login);
    if (login === undefined) return void tally.case(false, () => `${seat.login} cannot sign in any longer`);
    const told = await who.outcome(login, `/instances/${at.id}`);
    tally.case(
      told === (sight === 'none' ? '404 not_found' : '200'),
      () => `${at.workflow.id} read by ${login} in ${at.phase}: ${told}, sight ${sight}`,
    );
  });
}
