/** The numbers about closures and inspections, over rows written straight into the tables, so that every count is known. */
import { randomUUID } from 'node:crypto';
import { createRegister, type Register } from '../../test/support/register';
import { endOf, startOf } from '../../workflows/time';
import { countIndicator, findIndicator, listUnits, type Counted, type Numbers } from '.';

let r: Register;
let home: { id: string; area: string };
beforeAll(async () => {
  r = await createRegister();
  const { rows } = await r.db.owner.query<{ id: string; area: string }>(
    `select id, area from homeward.institutions where homeward.residential_kind(kind) and standing <> 'closed' order by code limit 1`,
  );
  home = rows[0]!;
}, 120_000);
afterAll(() => r?.close());

const asked = (asOf = '2017-12-31') => ({
  area: home.area.slice(0, 2),
  since: startOf('2017-01-01'),
  till: endOf(asOf),
  asOf: endOf(asOf) - 1,
  reviewDays: 90,
  caseload: 25,
});
const numbersOf = (id: string, asOf = '2017-12-31'): Promise<Numbers> =>
  countIndicator(r.db.pool, findIndicator(id) as Counted, asked(asOf));

const inspection = randomUUID();
/** An inspection told as a fact of its own case. */
async function inspected(at: string, detail: object): Promise<void> {
  await r.db.owner.query(
    `insert into homeward.instances (id, reference, workflow, workflow_version, area, version, seq, head, state, phase, status, parameters, opened_at, changed_at)
     values ($1, 'IN-2017', 'inspection', 1, $2, 1, 1, '\\x00', '{}', 'open', 'open', 1, $3, $3) on conflict do nothing`,
    [inspection, home.area, '2017-01-01T10:00:00+07:00'],
  );
  await r.db.owner.query(
    `insert into homeward.facts (id, kind, institution, at, recorded_at, stream, seq, detail, instance)
     select $1, 'inspection', $2, $3, $3, stream, seq, $4, $5 from homeward.journal limit 1`,
    [randomUUID(), home.id, at, detail, inspection],
  );
}

describe('inspections (I-16, I-17)', () => {
  it('shows the share of inspections that nobody announced apart from the coverage', async () => {
    for (let n = 1; n <= 5; n += 1) {
      await inspected(`2017-0${n}-10T10:00:00+07:00`, { announced: true, found: 10, authorised: 10 });
      await inspected(`2017-0${n}-20T10:00:00+07:00`, { announced: false, found: 10, authorised: 8 });
    }
    const reach = { condition: () => ({ sql: 'true', values: [] }), limit: 1000 };
    const rows = await listUnits(r.db.pool, findIndicator('I-16')!, asked(), reach, false);
    const unannounced = rows.filter(({ part }) => part === 'unannounced');
    expect([unannounced.length, unannounced.filter(({ counted }) => counted).length]).toEqual([10, 5]);
    expect(rows.find(({ part, id }) => part === 'inspected' && id === home.id)).toMatchObject({ counted: true });
  });

  it('counts by how much headcounts differ from what was decided', async () => {
    expect(await numbersOf('I-17')).toMatchObject({ numerator: 5, denominator: 10, median: 10, p90: 20 });
  });
});
