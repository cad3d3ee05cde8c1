/** The alerts and visits that the product has, against those of the reference. */
import { Client } from 'pg';
import type { Year } from './outage-year-plan';
import { alertsOf, lineOf, type Climbing } from './outage-year-reference';

export interface Compared {
  alerts: {
    predicted: number;
    sent: number;
    /** kinds that are no part of the comparison, such as digests */
    others: Record<string, number>;
    /** longest time (ms of the hand-set clock) between an alert's instant and its firing */
    latest: number;
  };
  /** each alert as `child obligation rung instant person` */
  missing: string[];
  extra: string[];
  doubled: string[];
  visits: { counts: Record<string, number>; lost: string[] };
}

/** Kinds that the reference predicts besides the ladder. */
const predicted = [
  ...['notSeen', 'safetyConcern', 'reportOverdue', 'reportLimit', 'lateEntry', 'phoneOnly', 'riskHigh', 'allGoodTwice'],
].map((kind) => `reintegration.${kind}`);

/** Reads what was sent, as the owner, and compares; `instances` are the cases by the number of their child. */
export async function compare(ownerUrl: string, year: Year, instances: string[]): Promise<Compared> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const expected = [
      ...year.children.flatMap((child) => child.alerts(year.offices, year.end)),
      ...(await ofOtherTasks(client, year, instances)),
    ];
    const { lines, others, latest } = await readSent(client, instances);
    const { missing, extra, doubled } = difference(expected, lines);
    const visits = await compareVisits(client, year, instances);
    return {
      alerts: { predicted: expected.length, sent: lines.length, others, latest },
      missing,
      extra,
      doubled,
      visits,
    };
  } finally {
    await client.end();
  }
}

/** Tasks of the cases that are no visits: their dates are the product's, their ladders the reference's. */
async function ofOtherTasks(client: Client, { offices, end }: Year, instances: string[]): Promise<string[]> {
  const { rows } = await client.query(
    `select id, instance, key, role, area, assignee, due_at, due_on::text as on, exact, ladder, opened_at, closed_at, closed_by
     from homeward.tasks where instance = any($1) and not starts_with(key, 'visit:')`,
    [instances],
  );
  return rows.flatMap((row) => {
    const climbing: Climbing = {
      ...{
        key: row.id,
        role: row.role,
        area: row.area,
        assignee: row.assignee,
        ladder: row.ladder,
        on: row.on,
        exact: row.exact,
      },
      due: row.due_at.getTime(),
      planned: row.opened_at.getTime(),
      ...(row.closed_at && { closed: row.closed_at.getTime(), closedFirst: row.closed_by === 'timer' }),
    };
    return alertsOf(instances.indexOf(row.instance), climbing, offices, end);
  });
}

async function readSent(client: Client, instances: string[]) {
  const { rows } = await client.query(
    `select a.kind, a.instance, a.rung, t.id as task, t.key, a.due_at, a.fired_at, d.person from homeward.alerts a
       left join homeward.deliveries d on d.alert = a.id and d.channel = 'inbox' left join homeward.tasks t on t.id = a.task`,
  );
  const others: Record<string, number> = {};
  const lines: string[] = [];
  let latest = 0;
  const numbers = new Map(instances.map((instance, number) => [instance, number]));
  for (const { kind, instance, rung, task, key, due_at, fired_at, person } of rows) {
    const number = numbers.get(instance);
    if (number === undefined || !(task || predicted.includes(kind))) {
      others[kind] = (others[kind] ?? 0) + 1;
      continue;
    }
    latest = Math.max(latest, fired_at - due_at);
    const what = !task ? kind.slice('reintegration.'.length) : key.startsWith('visit:') ? key : task;
    lines.push(lineOf(number, what, rung, due_at.getTime(), person ?? 'nobody'));
  }
  return { lines, others, latest };
}

/** What a list lacks of another, what it has besides, and what it has too often. */
export function difference(expected: string[], sent: string[]): Pick<Compared, 'missing' | 'extra' | 'doubled'> {
  const wanted = new Map<string, number>();
  for (const line of expected) wanted.set(line, (wanted.get(line) ?? 0) + 1);
  const extra: string[] = [];
  const doubled: string[] = [];
  const seen = new Set<string>();
  for (const line of sent) {
    const left = wanted.get(line) ?? 0;
    if (left > 0) wanted.set(line, left - 1);
    else (seen.has(line) ? doubled : extra).push(line);
    seen.add(line);
  }
  return { missing: [...wanted].flatMap(([line, n]) => Array<string>(n).fill(line)), extra, doubled };
}

/** Every contact that was ever owed has its row, and stands as the reference says. */
async function compareVisits(client: Client, { children }: Year, instances: string[]): Promise<Compared['visits']> {
  const { rows } = await client.query(
    `select instance, key, due_on::text as on, status, made_on::text as made from homeward.visits where instance = any($1)`,
    [instances],
  );
  const told = (number: number, key: string, on: string, status: string, made: string | null) =>
    `${number} ${key} due ${on} ${status} ${made ?? ''}`.trim();
  const stored = new Set(
    rows.map(({ instance, key, on, status, made }) => told(instances.indexOf(instance), key, on, status, made)),
  );
  const owed = children.flatMap((child, number) =>
    child.owed.map(({ key, on, status, madeOn }) =>
      told(number, key.slice('visit:'.length), on, status, madeOn ?? null),
    ),
  );
  const counts: Record<string, number> = {};
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
  const known = new Set(owed);
  const lost = [
    ...owed.filter((line) => !stored.has(line)).map((line) => `expected ${line}`),
    ...[...stored].filter((line) => !known.has(line)).map((line) => `stored ${line}`),
  ];
  return { counts: { rows: rows.length, ...counts }, lost: lost.sort() };
}
