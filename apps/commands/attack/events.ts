/** One case of gatekeeping on its real way, over HTTP: in each state everybody tries everything, then the one who may acts, and it counts. */
import { workflows } from '../../../workflows';
import type { Workflow } from '../../../workflows/workflow';
import { acts, chainArea } from '../bench/chain';
import { demoId } from '../../demo';
import { Attacker, inTurns, type Answer } from './attacker';
import { caseOf, readCase, seats, someOf, tryCase, type Case, type Choice } from './cases';
import { uses } from './doors';
import { concern, type Made } from './doors-use';
import { newChild } from './kandal';
import { sightIn } from './policy';
import type { Tally } from './report';

/** A form of the event that can be taken, told of this child. */
function formOf(workflow: Workflow, event: string, child: string): unknown {
  const sample = workflow.samples.events.find((s) => s.event === event && !s.refusedBy?.length);
  const text = JSON.stringify(sample?.data ?? {})
    .replaceAll('11111111-0000-4000-8000-000000000001', child)
    .replaceAll('22222222-0000-4000-8000-000000000001', demoId('institution KDL-003'))
    .replaceAll('00000000-0000-4000-8000-000000000003', demoId('person dsw.kandal'));
  return JSON.parse(text);
}

/** Reads of a case that stand in the table of doors, which hold in every state; the first two also for limited sight, a chart not for a director. */
const caseReads = ['/chart/text', '/documents', '/attachments', '/journal'].map((end) => `GET /instances/{id}${end}`);

/** Who sees the case reads of it what the table of doors says; to everybody else it is not there. */
async function readState(who: Attacker, at: Case, tally: Tally): Promise<void> {
  await readCase(who, at, tally);
  for (const [i, route] of caseReads.entries()) {
    const welcome = new Set((uses[route]?.own ?? '').split(' '));
    await inTurns(seats, 24, async (seat) => {
      const sight = sightIn(seat, at.matter);
      const answer: Answer = await who.send(seat.login, route.slice(4).replace('{id}', at.id));
      const limited = i < 2 && !(seat.role === 'rciDirector' && route.includes('/chart/'));
      const inside = sight === 'limited' ? limited : sight === 'full' && welcome.has(seat.role);
      const kept = inside
        ? answer.status === 200
        : sight === 'none'
          ? answer.status === 404
          : [403, 404].includes(answer.status);
      tally.case(kept, () => `${route} by ${seat.login} in ${at.phase}: ${Attacker.told(answer)}, sight ${sight}`);
    });
  }
}

/** Everybody at what leads on, and some at each event that does not. */
function everybody(): Choice {
  const some = someOf(3, 0);
  return (_, possible) => (possible ? seats : some());
}

/** Takes one case from a request to the panel: in each state everybody tries everything, then the one who may acts, and it counts. */
export async function attackEvents(who: Attacker, made: Made, tally: Tally, steps: number): Promise<void> {
  const child = (
    await who.made('commune.kandal', '/children', newChild('kandal', { names: [{ latin: 'Dara Walked' }] }))
  ).id as string;
  const [opening, ...rest] = acts;
  const body = { workflow: 'gatekeeping', area: chainArea, event: opening!.event, data: opening!.dataFor(child) };
  const { id } = await who.made(opening!.login, '/instances', body);
  const states: string[] = [];
  const everyone = async (): Promise<Case> => {
    const at = await caseOf(who, id);
    states.push(at.phase);
    await tryCase(who, at, tally, everybody());
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
  await attackOthers(who, made, tally);
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
async function attackOthers(who: Attacker, made: Made, tally: Tally): Promise<void> {
  for (const name of ['inspection', 'closure']) await tryCase(who, await caseOf(who, made[name]!), tally, everybody());
  const [support] = await who.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'family-support' limit 1`,
  );
  if (support) await tryCase(who, await caseOf(who, support.id), tally, everybody());
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
  const shut = await caseOf(who, withdrawn.id);
  tally.case(/closed/.test(shut.phase), () => `a case that was withdrawn stands in ${shut.phase}`);
  await tryCase(who, shut, tally, everybody());
}
