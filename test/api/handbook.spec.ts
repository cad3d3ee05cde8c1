/** Drawings and handbook over HTTP: who is kept out, what a case's drawing says, and that the page stands alone. */
import { randomUUID } from 'node:crypto';
import * as answers from '../../apps/api/answers/charts';
import { Town } from './town';

let town: Town;
let instance: string;
beforeAll(async () => {
  town = await Town.open();
  const child = await town.child();
  const data = {
    children: [child],
    reporter: 'neighbour',
    on: '2017-03-05',
    concern: 'Alone.',
    immediateDanger: false,
  };
  const opened = await town.send('commune.kandal', '/instances', {
    body: { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data },
  });
  instance = opened.body.id;
  const triage = { seenOn: '2017-03-06', reasons: 'Seen with an aunt.' };
  const sent = await town.send('dsw.kandal', `/instances/${instance}/events`, {
    body: { type: 'concern.triaged', data: triage },
    headers: { 'If-Match': '"1"' },
  });
  if (sent.status !== 200) throw new Error(JSON.stringify(sent.body));
}, 90_000);
afterAll(() => town.close());

const classOf = (svg: string, state: string): string =>
  new RegExp(`<g class="([^"]+)" data-state="${state}"`).exec(svg)?.[1] ?? 'absent';
const read = async (path: string) => {
  const answer = await fetch(`${town.api.url}${path}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const reads = async () => (await town.rows(`select 1 from homeward.read_log where subject = $1`, instance)).length;

describe('the drawing of a case', () => {
  it('is kept from strangers, from other provinces and from the administrator, as the case is', async () => {
    for (const path of [`/instances/${instance}/chart`, `/instances/${instance}/chart/text`]) {
      expect(await town.outcome(undefined, path)).toBe('401 unauthenticated');
      expect(await town.outcome('dsw.pursat', path)).toBe('404 not_found');
      expect(await town.outcome('admin', path)).toBe('404 not_found');
      expect(await town.outcome('supervisor.kandal', path.replace(instance, randomUUID()))).toBe('404 not_found');
    }
    expect(await town.outcome('supervisor.kandal', `/instances/${instance}/chart?part=nowhere`)).toBe('404 not_found');
    expect(await town.outcome('supervisor.kandal', `/instances/${instance}/chart?lang=fr`)).toBe('422 form_invalid');
  });

  it('marks where the case is and what was done, and logs that it was read', async () => {
    const before = await reads();
    const { status, headers, body } = await town.send('supervisor.kandal', `/instances/${instance}/chart?lang=en`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    const svg = Buffer.isBuffer(body) ? body.toString() : String(body);
    expect(classOf(svg, 'preparing')).toBe('state leaf here');
    expect(classOf(svg, 'concern')).toBe('state leaf done');
    expect(classOf(svg, 'open')).toBe('state parallel');
    expect(svg.match(/aria-current="step"/g)).toHaveLength(1);
    expect(svg).toContain('due 14 March 2017');
    expect(await reads()).toBe(before + 1);
  }, 60_000);

  it('says the same in words: where, what was done, what may follow, by whom and by when', async () => {
    const { body } = await town.send('supervisor.kandal', `/instances/${instance}/chart/text`);
    expect(answers.chartText.safeParse(body).error).toBeUndefined();
    expect(body.here.map((h: any) => h.line.map((l: any) => l.text.en))).toEqual([['Support for the family first']]);
    expect(body.done.map((d: any) => [d.event, d.by.en, d.to[0].path])).toEqual([
      ['concern.reported', 'commune officer (CCWC)', 'concern'],
      ['concern.triaged', 'district social worker', 'preparing'],
    ]);
    expect(body.next.tasks).toHaveLength(1);
    expect(body.next.tasks[0]).toMatchObject({ state: 'preparing', who: { role: 'commune' } });
    expect(body.next.tasks[0].due.explanation.en).toContain('5 working days');
    expect(body.next.events.map((e: any) => e.event)).toContain('request.submitted');
    expect(JSON.stringify(body)).not.toMatch(/Dara|Alone|aunt/);
  });
});

describe('a procedure', () => {
  it('is drawn for whoever is signed in, whole or in part, and for nobody else', async () => {
    expect(await town.outcome(undefined, '/workflows/gatekeeping/chart')).toBe('401 unauthenticated');
    expect(await town.outcome('village.takeo', '/workflows/nothing/chart')).toBe('404 workflow_unknown');
    const { body } = await town.send('village.takeo', '/workflows/gatekeeping/chart?part=assessing&lang=km');
    expect(classOf(String(body), 'open.steps.assessing.form2.pending')).toBe('state leaf');
    expect(String(body)).toContain('lang="km"');
    expect(String(body)).not.toContain('aria-current');
  }, 60_000);

  it('tells each step beside its form', async () => {
    const path = '/workflows/gatekeeping/steps';
    expect(await town.outcome(undefined, `${path}/assessing.form2.pending`)).toBe('401 unauthenticated');
    expect(await town.outcome('village.takeo', `${path}/nothing`)).toBe('404 not_found');
    const { body } = await town.send('village.takeo', `${path}/assessing.form2.pending`);
    expect(answers.step.safeParse(body).error).toBeUndefined();
    expect(body.state).toBe('open.steps.assessing.form2.pending');
    expect(body.task).toMatchObject({ who: { role: 'dsw' }, due: { parameter: 'P-05', certainty: 'proposal' } });
    const form2 = body.ways.find((way: any) => way.event === 'form2.submitted');
    expect(form2.rules.map((rule: any) => rule.id)).toEqual(expect.arrayContaining(['N-14', 'N-10']));
    expect(form2.fields.length).toBeGreaterThan(5);
    expect(body.handbook).toBe('/handbook/gatekeeping#state-open.steps.assessing.form2.pending');
  });
});

describe('the handbook', () => {
  it('lists every procedure to anybody, in both languages', async () => {
    for (const lang of ['km', 'en']) {
      const { status, text } = await read(`/handbook?lang=${lang}`);
      expect(status).toBe(200);
      for (const { id } of town.context.engine.definitions.all) expect(text).toContain(`/handbook/${id}?lang=${lang}`);
    }
    expect((await read('/handbook/nothing')).status).toBe(404);
    expect((await read('/handbook/gatekeeping?lang=fr')).status).toBe(422);
  });

  it('shows a whole procedure under a strict policy, with nothing from elsewhere', async () => {
    const { status, headers, text } = await read('/handbook/gatekeeping?lang=km');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toContain("style-src 'self'");
    expect(text).not.toMatch(/<script|<style|style="|(src|href)="(https?:)?\/\//);
    expect(text).toContain('id="state-open.steps.assessing.form2.pending"');
    expect(text).toContain('id="rule-N-03"');
    expect(text.match(/<svg /g)!.length).toBeGreaterThan(3);
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map((m) => m[1]!);
    expect(targets.filter((id) => !text.includes(`id="${id}"`))).toEqual([]);
    for (const file of ['handbook.css', 'noto-sans-khmer-400.woff2', 'noto-sans-khmer-700.woff2'])
      expect((await read(`/handbook/${file}`)).status).toBe(200);
    expect((await read('/handbook/other.woff2')).status).toBe(404);
  }, 240_000);
});
