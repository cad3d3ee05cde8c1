/** Every event of a procedure for each role, at home and in another province, in each state that a case goes through. */
import type { AccessSubject } from '../../../libs/engine';
import { cellOf, isDirected, isSecretTo, reaches, sightOf } from '../../../libs/access';
import { workflows } from '../../../workflows';
import { roles, type Actor, type EventSpec, type Role, type Workflow } from '../../../workflows/workflow';
import { acts, chainArea } from '../bench/chain';
import { accountOf, demoId } from '../../demo';
import { Attacker, inTurns, type Answer } from './attacker';
import { uses } from './doors';
import { concern, type Made } from './doors-use';
import { loginsOf, newChild } from './kandal';
import { changedIn, marksOf } from './marks';
import type { Tally } from './report';

/** What the policy says of one event: the case is not there for them; not their act; never theirs, by a rule; or let in. */
type Verdict = 'hidden' | 'forbidden' | 'never' | 'admitted';

const actorOf = (login: string): Actor => {
  const { person, role, area, institution, agency } = accountOf(login);
  return { person, role, area, institution, agency };
};

/** The policy, from its table: what sight the role has of the case, and what the matrix gives it in that act. */
function verdictOf(actor: Actor, spec: EventSpec | undefined, subject: AccessSubject): Verdict {
  if (isSecretTo(actor, subject) || sightOf(actor, subject) === 'none') return 'hidden';
  const role = actor.role as Role;
  if (!spec) return 'admitted';
  if (!spec.by.includes(role)) return 'forbidden';
  const cell = spec.action === undefined ? 'yes' : cellOf(spec.action, role);
  if (cell === 'never') return 'never';
  if (cell === 'no' || (typeof cell === 'object' && 'part' in cell)) return 'forbidden';
  return reaches(actor, subject, spec.action) ? 'admitted' : 'forbidden';
}

/** Answers that keep the policy. Whoever is let in sends a form that cannot be taken, so that nothing moves. */
const right: Record<Verdict, (told: string) => boolean> = {
  hidden: (told) => told === '404 not_found',
  forbidden: (told) => ['403 forbidden', '409 event_not_possible', '409 instance_closed'].includes(told),
  never: (told) => /^(422 (refused_by_rule|form_invalid)|409 (event_not_possible|instance_closed))$/.test(told),
  admitted: (told) => /^(422 |409 (event_not_possible|instance_closed|line_)|403 signature_required)/.test(told),
};

/** A form of the event that can be taken, told of this child. */
function formOf(workflow: Workflow, event: string, child: string): unknown {
  const sample = workflow.samples.events.find((s) => s.event === event && !s.refusedBy?.length);
  const text = JSON.stringify(sample?.data ?? {})
    .replaceAll('11111111-0000-4000-8000-000000000001', child)
    .replaceAll('22222222-0000-4000-8000-000000000001', demoId('institution KDL-003'))
    .replaceAll('00000000-0000-4000-8000-000000000003', demoId('person dsw.kandal'));
  return JSON.parse(text);
}

/** An open case and what the policy asks of it, as the database holds it. */
interface Case {
  id: string;
  child: string;
  workflow: Workflow;
  version: number;
  state: string;
  subject: AccessSubject;
}

export async function caseOf(who: Attacker, id: string, child: string): Promise<Case> {
  const [row] = await who.rows(
    `select i.workflow, i.version, i.phase, i.status, i.area, i.guests,
       array(select s.subject from homeward.subjects s where s.instance = i.id and s.kind = 'child') as children,
       (select s.subject from homeward.subjects s where s.instance = i.id and s.kind = 'institution' limit 1) as institution,
       array(select t.assignee from homeward.tasks t where t.instance = i.id and t.closed_at is null and t.assignee is not null) as assigned,
       (select jsonb_build_object('roles', x.roles, 'persons', x.persons) from homeward.secrets x where x.instance = i.id and x.until_at is null) as secret
     from homeward.instances i where i.id = $1`,
    id,
  );
  const workflow = workflows.find((w) => w.id === row!.workflow)!;
  const { area, guests, children, institution, assigned, secret } = row!;
  const subject = {
    area,
    guests,
    children,
    institution: institution ?? undefined,
    assigned,
    secret: secret ?? undefined,
    instance: id,
  };
  return {
    id,
    child,
    workflow,
    version: row!.version,
    state: `${row!.phase}${row!.status === 'closed' ? ' (closed)' : ''}`,
    subject,
  };
}

const seats = (['kandal', 'battambang'] as const)
  .flatMap((place) => roles.map((role) => loginsOf(place)[role]))
  .filter((login, i, all) => all.indexOf(login) === i);

/** All events of its procedure by everybody on one case as it stands; nothing of it may move. */
export async function attackState(
  who: Attacker,
  at: Case,
  tally: Tally,
  some: (event: string) => boolean,
): Promise<void> {
  const { id, workflow, version, subject } = at;
  const before = await marksOf(who.target.owner);
  const timers = ['xstate.after.P-09.gatekeeping.emergency', 'xstate.init', 'xstate.stop', 'clock'];
  const jobs = [...Object.keys(workflow.events), ...timers]
    .filter(some)
    .flatMap((event) => seats.map((login) => ({ event, login })));
  await inTurns(jobs, 8, async ({ event, login }) => {
    const spec = workflow.events[event];
    const verdict = verdictOf(actorOf(login), spec, subject);
    const data = verdict === 'hidden' || verdict === 'forbidden' ? formOf(workflow, event, at.child) : { '~': 1 };
    const sent = { body: { type: event, data }, headers: { 'If-Match': `"${version}"` } };
    const told = await who.outcome(login, `/instances/${id}/events`, sent);
    const kept = spec || verdict === 'hidden' ? right[verdict](told) : told === '422 event_unknown';
    tally.case(kept, () => `${workflow.id} ${event} by ${login} in ${at.state}: ${told}, the policy says ${verdict}`);
  });
  const changed = changedIn(before, await marksOf(who.target.owner));
  // a `never` is answered by its rule, and kept as a refused line
  const moved = changed.filter((name) => !['journal', 'streams', 'contents'].includes(name));
  tally.case(moved.length === 0, () => `${workflow.id} in ${at.state}: refusals wrote ${moved.join(', ')}`);
  const [now] = await who.rows(`select version from homeward.instances where id = $1`, id);
  tally.case(
    now!.version === version,
    () => `${workflow.id} in ${at.state}: version ${version} became ${now!.version}`,
  );
}

/** Reads of a case that stand in the table of doors, which hold in every state; the first three also for limited sight, a chart not for a director. */
const caseReads = ['', '/chart/text', '/documents', '/attachments', '/journal'].map(
  (end) => `GET /instances/{id}${end}`,
);

/** Who sees the case reads it as far as the table of doors says; to everybody else it is not there. */
async function readState(who: Attacker, at: Case, tally: Tally): Promise<void> {
  for (const [i, route] of caseReads.entries()) {
    const welcome = new Set((uses[route]?.own ?? '').split(' '));
    await inTurns(seats, 8, async (login) => {
      const actor = actorOf(login);
      const sight = isSecretTo(actor, at.subject) ? 'none' : sightOf(actor, at.subject);
      const answer: Answer = await who.send(login, route.slice(4).replace('{id}', at.id));
      const limited = i < 3 && !(isDirected(actor) && route.includes('/chart/'));
      const inside = sight === 'limited' ? limited : sight === 'full' && welcome.has(actor.role);
      const kept = inside
        ? answer.status === 200
        : sight === 'none'
          ? answer.status === 404
          : [403, 404].includes(answer.status);
      tally.case(kept, () => `${route} by ${login} in ${at.state}: ${Attacker.told(answer)}, sight ${sight}`);
    });
  }
}

/** Takes one case from a request to the panel: in each state everybody tries everything, then the one who may acts, and it counts. */
export async function attackEvents(
  who: Attacker,
  made: Made,
  tally: Tally,
  steps: number,
  some: (event: string) => boolean,
): Promise<void> {
  const child = (
    await who.made('commune.kandal', '/children', newChild('kandal', { names: [{ latin: 'Dara Walked' }] }))
  ).id as string;
  const [opening, ...rest] = acts;
  const body = { workflow: 'gatekeeping', area: chainArea, event: opening!.event, data: opening!.dataFor(child) };
  const { id } = await who.made(opening!.login, '/instances', body);
  const states: string[] = [];
  const everyone = async (): Promise<Case> => {
    const at = await caseOf(who, id, child);
    states.push(at.state);
    await attackState(who, at, tally, some);
    await readState(who, at, tally);
    return at;
  };
  for (const act of rest.slice(0, steps)) {
    const at = await everyone();
    const sent = { body: { type: act.event, data: act.dataFor(child) }, headers: { 'If-Match': `"${at.version}"` } };
    const answer = await who.send(act.login, `/instances/${id}/events`, sent);
    const [after] = await who.rows('select version from homeward.instances where id = $1', id);
    const took = answer.status === 200 && after!.version === at.version + 1;
    if (!tally.case(took, () => `${act.event} by ${act.login}, who may: ${JSON.stringify(answer.body).slice(0, 400)}`))
      return;
  }
  await everyone();
  if (steps >= rest.length) {
    await closeCase(who, id, tally);
    await everyone();
  }
  await attackOthers(who, made, tally, some);
  tally.note(
    `${states.length} states of gatekeeping: ${states.map((state) => /steps\.([\w.]+)/.exec(state)?.[1] ?? state).join(', ')}`,
  );
}

/** The director refuses with a signature; without one, and with a code of the wrong hour, nothing counts. */
async function closeCase(who: Attacker, id: string, tally: Tally): Promise<void> {
  const [{ version } = { version: 0 }] = await who.rows<{ version: number }>(
    'select version from homeward.instances where id = $1',
    id,
  );
  const data = { reasons: 'The mother can care for her.', needs: ['material'], referrals: ['idpoor'] };
  const sent = (headers: Record<string, string>) => ({
    body: { type: 'decision.refusedFamilySupport', data },
    headers: { 'If-Match': `"${version}"`, ...headers },
  });
  const path = `/instances/${id}/events`;
  for (const headers of [{}, { 'Homeward-Totp': '000000' }, { 'Homeward-Totp': 'aaaaaa' }] as Record<
    string,
    string
  >[]) {
    const told = await who.outcome('director.kandal', path, sent(headers));
    tally.case(
      told === '403 signature_required',
      () => `a decision signed with ${headers['Homeward-Totp'] ?? 'nothing'}: ${told}`,
    );
  }
  const signed = await who.send(
    'director.kandal',
    path,
    sent({ 'Homeward-Totp': await who.codeOf('director.kandal') }),
  );
  tally.case(
    signed.status === 200,
    () => `the decision of the director, signed: ${JSON.stringify(signed.body).slice(0, 400)}`,
  );
}

/** The cases of the other procedures as they stand, and a case that was closed. */
async function attackOthers(who: Attacker, made: Made, tally: Tally, some: (event: string) => boolean): Promise<void> {
  for (const name of ['inspection', 'closure'])
    await attackState(who, await caseOf(who, made[name]!, made.child!), tally, some);
  const [support] = await who.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'family-support' limit 1`,
  );
  if (support) await attackState(who, await caseOf(who, support.id, made.child!), tally, some);
  const withdrawn = await who.made('commune.kandal', '/instances', {
    workflow: 'gatekeeping',
    area: chainArea,
    event: 'concern.reported',
    data: concern(made.twin!),
  });
  const gatekeeping = workflows.find(({ id }) => id === 'gatekeeping')!;
  for (const [i, type] of ['concern.triaged', 'request.withdrawn'].entries()) {
    const body = { type, data: formOf(gatekeeping, type, made.twin!) };
    const headers = { 'If-Match': `"${i + 1}"` };
    const told = await who.outcome('commune.kandal', `/instances/${withdrawn.id}/events`, { body, headers });
    tally.case(told === '200', () => `${type} by the commune, who may: ${told}`);
  }
  const shut = await caseOf(who, withdrawn.id, made.twin!);
  tally.case(/closed/.test(shut.state), () => `a case that was withdrawn stands in ${shut.state}`);
  await attackState(who, shut, tally, some);
}
