/** Every state of every procedure: who may do what in it, and that what they do happens. */
import { randomUUID } from 'node:crypto';
import { codeAt } from '../../../libs/access';
import { workflows } from '../../../workflows';
import { roles, type Workflow } from '../../../workflows/workflow';
import { demoId } from '../../demo';
import { Attacker, inTurns } from './attacker';
import { caseOf, readCase, seats, someOf, tryCase } from './cases';
import { seatOf, signingOfficer } from './neighbours';
import { Gardener, type Planted } from './plant';
import { verdictIn, type Seat } from './policy';
import type { Tally } from './report';
import { walk, type State } from './walk';

/** How much of it is tried. */
export interface Share {
  /** states of each procedure, drawn by the seed; absent: all */
  states?: number;
  /** steps tried to come by them; absent: so many that all are */
  steps?: number;
  /** seats for an event that does not lead on there */
  idle: number;
}

/** One closure at a time may be open about a place, and the attack's world has one: these are about the other home of Kandal. */
const closure = 'institution-closure';
const stateCentre = demoId('institution KDL-001');

/** So many of the list, the same for the same seed. */
export function drawn<T>(list: readonly T[], count: number | undefined, seed: number): T[] {
  if (count === undefined || count >= list.length) return [...list];
  const step = Math.max(1, Math.floor(list.length / count));
  return Array.from({ length: count }, (_, i) => list[(seed + i * step) % list.length]!);
}

/** Every event by every seat in every state, and each of them once by one who may, with a form that can be taken. */
export async function attackStates(
  who: Attacker,
  tally: Tally,
  share: Share,
  procedures: readonly Workflow[] = workflows,
): Promise<void> {
  const gardener = await Gardener.at(who);
  const before = await casesOf(who);
  for (const workflow of procedures) {
    const all = walk(workflow, share.steps);
    const states = drawn(all, share.states, who.seed);
    const counts = { planted: 0, tried: 0, done: 0, refused: 0, unsent: new Set<string>() };
    for (const [i, state] of states.entries()) {
      const planted = await gardener.plant(state, workflow.id === closure ? stateCentre : undefined);
      counts.planted += 1;
      const at = await caseOf(who, planted.id);
      const some = someOf(share.idle, who.seed + i * 7);
      counts.tried += await tryCase(who, at, tally, (_, possible) => (possible ? seats : some()));
      await readCase(who, at, tally);
      await leaveAlone(who, [planted.id]);
      await doAll(who, gardener, state, tally, counts);
    }
    const { planted, tried, done, refused, unsent } = counts;
    tally.note(
      `${workflow.id}: ${planted} of ${all.length} states, ${new Set(states.flatMap(({ node }) => node.leaves)).size} leaves; ` +
        `${tried} events × seats; ${done} were done, ${refused} refused by a rule` +
        (unsent.size > 0 ? `; sent by no person: ${[...unsent].join(', ')}` : ''),
    );
  }
  // and what they have opened: a day that goes by later is not to be told thousands of times
  const known = new Set(before);
  await leaveAlone(
    who,
    (await casesOf(who)).filter((id) => !known.has(id)),
  );
}

const casesOf = async (who: Attacker): Promise<string[]> =>
  (await who.rows<{ id: string }>('select id from homeward.instances')).map(({ id }) => id);

/** Each possible event once, on a case of its own, by one whom the policy lets in. */
async function doAll(
  who: Attacker,
  gardener: Gardener,
  state: State,
  tally: Tally,
  counts: { done: number; refused: number; unsent: Set<string> },
): Promise<void> {
  const { workflow } = state;
  await inTurns([...state.possible], workflow.id === closure ? 1 : 4, async ([event, taken]) => {
    const sample = taken ?? workflow.samples.events.find((one) => one.event === event && !one.refusedBy?.length)!;
    const isDirectors = workflow.samples.roles[event]?.join() === 'rciDirector';
    const house = isDirectors ? stateCentre : await houseOf(who);
    const planted = await gardener.plant(state, house);
    const at = await caseOf(who, planted.id);
    const own = planted.loginFor(sample);
    const may = [
      ...(own === undefined ? [] : [seatOf(own)]),
      ...(isDirectors ? [seatOf('rci.kdl-001')] : [...seats, seatOf(signingOfficer)]),
    ].filter((seat) => verdictIn(seat, workflow, event, at.matter) === 'admitted');
    // where it is signed, first one who has a second factor
    const signed = workflow.events[event]?.signature === true;
    const one = may.find(({ login }) => !signed || seatOf(login).totpSecret !== undefined) ?? may[0];
    if (!one) {
      counts.unsent.add(event);
      const named = (workflow.samples.roles[event] ?? []).filter((role) => roles.includes(role));
      tally.case(named.length === 0, () => `${workflow.id} ${event} in ${at.phase}: nobody of ${named.join(', ')} may`);
      return leaveAlone(who, [planted.id]);
    }
    const { status, told } = await act(who, one, planted, event, planted.formOf(sample), at.version);
    const [now] = await who.rows('select version from homeward.instances where id = $1', planted.id);
    await leaveAlone(who, [planted.id]);
    const isDone = status >= 200 && status < 300;
    counts[isDone ? 'done' : 'refused'] += 1;
    tally.case(
      isDone ? now!.version > at.version : now!.version === at.version && /^(422 refused_by_|409 )/.test(told),
      () =>
        `${workflow.id} ${event} (${sample.name}) by ${one.login}, who may, in ${at.phase}: ${told}, version ${at.version} is ${now!.version}`,
    );
  });
}

const signing = new Map<string, Promise<unknown>>();

/** Sends it, with a signature where the event asks for one: a code counts once, so who signs waits for no other code. */
async function act(
  who: Attacker,
  { login, person }: Seat,
  { id, state }: Planted,
  event: string,
  data: unknown,
  version: number,
): Promise<{ status: number; told: string }> {
  const send = async (more: Record<string, string> = {}): Promise<{ status: number; told: string }> => {
    const headers = { 'If-Match': `"${version}"`, ...more };
    const answer = await who.send(login, `/instances/${id}/events`, { body: { type: event, data }, headers });
    const path = answer.body?.errors?.[0];
    return { status: answer.status, told: `${Attacker.told(answer)}${path ? ` ${JSON.stringify(path)}` : ''}` };
  };
  const secret = seatOf(login).totpSecret;
  if (!state.workflow.events[event]!.signature || secret === undefined) return send();
  const turn = (signing.get(login) ?? Promise.resolve()).then(async () => {
    await who.rows('update homeward.credentials set totp_step = null, totp_use = null where person = $1', person);
    return send({ 'Homeward-Totp': codeAt(secret, Date.now()) });
  });
  signing.set(login, turn);
  return turn;
}

/** A place in Kandal that nobody else has to do with; none is authorised any more (N-06). */
async function houseOf(who: Attacker): Promise<string> {
  const id = randomUUID();
  await who.rows(
    `insert into homeward.institutions select r.* from homeward.institutions i,
       jsonb_populate_record(i, jsonb_build_object('id', $2::text, 'code', $3::text, 'standing', 'unauthorised', 'ever_authorised', false, 'authorised_capacity', 0)) r where i.id = $1`,
    demoId('institution KDL-003'),
    id,
    `A-${id.slice(0, 8).toUpperCase()}`,
  );
  return id;
}

/** What was planted is nobody's concern any longer: no register tells it anything, none of its clocks runs, nobody is told of it. */
async function leaveAlone(who: Attacker, ids: readonly string[]): Promise<void> {
  await who.rows('delete from homeward.subjects where instance = any ($1)', ids);
  await who.rows(`update homeward.timers set status = 'cancelled' where instance = any ($1) and status = 'armed'`, ids);
  await who.rows('update homeward.tasks set next_rung_at = null, opening_at = null where instance = any ($1)', ids);
  await who.rows(
    'update homeward.alerts set resolved_at = fired_at where instance = any ($1) and resolved_at is null',
    ids,
  );
}
