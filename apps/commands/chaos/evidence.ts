/** What the database holds after a run, read by SQL of our own. It shares no code with the product. */
import Redis from 'ioredis';
import { Client } from 'pg';

export interface Line {
  stream: string;
  seq: number;
  version: number | null;
  kind: string;
  /** epoch ms of the world's clock */
  at: number;
  /** epoch ms of PostgreSQL's own clock, which never jumps: when it was written */
  written: number;
  person: string | null;
  route: string | null;
  key: string | null;
  entry: string;
  hash: string;
  /** digest beside the content, and the SHA-256 of the content itself as PostgreSQL gave it to us */
  content: { digest: string; body: string | null; removed: boolean } | null;
}

export interface Head {
  id: string;
  seq: number;
  head: string;
  /** of an instance */
  version: number | null;
  status: string | null;
  area: string | null;
}

export interface TaskRow {
  id: string;
  instance: string | null;
  key: string;
  role: string;
  area: string;
  due: number;
  on: string;
  exact: boolean;
  ladder: 'normal' | 'high';
  parameters: number;
  openedVersion: number;
  opened: number;
  closedVersion: number | null;
  closed: number | null;
  /** kind of the line that closed it */
  closedBy: string | null;
  /** first instant of the window of a visit */
  opens: number | null;
}

export interface TimerRow {
  instance: string;
  timer: string;
  armed: number;
  due: number;
  status: string;
}

export interface AlertRow {
  task: string | null;
  instance: string | null;
  kind: string;
  rung: string;
  occurrence: string;
  due: number;
  fired: number;
  /** epoch ms of PostgreSQL's own clock: when its row was committed, as it is now */
  written: number;
  nobody: boolean;
  deliveries: number;
}

export interface Child {
  id: string;
  name: string;
}

/** A file of a case that has its bytes. */
export interface FileRow {
  id: string;
  instance: string;
  /** its line */
  seq: number;
}

export interface Seat {
  role: string;
  area: string;
}

/** A job of the queue: the row for which it is to wake somebody up. */
export interface Job {
  id: string;
  kind: string;
  instance?: string;
  timer?: string;
  version?: number;
  task?: string;
}

export interface Evidence {
  lines: Line[];
  /** the list of keys of requests, each with its line */
  keys: { key: string; stream: string; seq: number }[];
  heads: Head[];
  tasks: TaskRow[];
  timers: TimerRow[];
  alerts: AlertRow[];
  children: Child[];
  files: FileRow[];
  seats: Seat[];
  areas: Set<string>;
  anchored: { stream: string; seq: number; hash: string }[];
  jobs: Job[];
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** Reads everything in one snapshot; `redisUrl` is the queue's. */
export async function readEvidence(ownerUrl: string, redisUrl: string | undefined): Promise<Evidence> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return { ...(await readRows(client)), jobs: await readJobs(redisUrl) };
  } finally {
    await client.end();
  }
}

/** What the tables hold, as a connection sees them. */
export async function readRows(client: Client): Promise<Omit<Evidence, 'jobs'>> {
  const rows = async <T>(sql: string): Promise<T[]> => (await client.query(sql)).rows as T[];
  return {
    lines: await rows<Line>(
      `select j.stream, j.seq, j.version, j.kind, ${ms('j.at')} as at, ${ms('j.recorded_at')} as written, j.person, j.route, j.key, j.entry, encode(j.hash, 'hex') as hash,
         case when c.stream is not null then json_build_object('digest', c.digest, 'body', c.body, 'removed', c.removed_at is not null) end as content
       from homeward.journal j left join homeward.contents c using (stream, seq) order by j.stream, j.seq`,
    ),
    keys: await rows('select key, stream, seq from homeward.keys'),
    heads: await rows<Head>(
      `select id, seq, encode(head, 'hex') as head, version, status, area from homeward.instances
       union all select id, seq, encode(head, 'hex'), null, null, null from homeward.streams`,
    ),
    tasks: await rows<TaskRow>(
      `select id, instance, key, role, area, ${ms('due_at')} as due, due_on::text as "on", exact, ladder, parameters, opened_version as "openedVersion",
         ${ms('opened_at')} as opened, closed_version as "closedVersion", ${ms('closed_at')} as closed, closed_by as "closedBy", ${ms('opens_at')} as opens from homeward.tasks`,
    ),
    timers: await rows<TimerRow>(
      `select instance, timer, armed_version as armed, ${ms('due_at')} as due, status from homeward.timers`,
    ),
    alerts: await rows<AlertRow>(
      `select task, instance, kind, rung, occurrence, ${ms('due_at')} as due, ${ms('fired_at')} as fired,
         ${ms('coalesce(pg_xact_commit_timestamp(a.xmin), clock_timestamp())')} as written, nobody,
         (select count(*)::int from homeward.deliveries d where d.alert = a.id) as deliveries from homeward.alerts a`,
    ),
    children: await rows<Child>(
      `select child as id, latin as name from homeward.child_names where latin like 'Invented %'`,
    ),
    files: await rows<FileRow>(
      'select a.id, a.instance, a.seq from homeward.attachments a join homeward.attachment_contents c on c.id = a.content',
    ),
    seats: await rows<Seat>('select role, area from homeward.appointments where ends_at is null'),
    areas: new Set((await rows<{ code: string }>('select code from homeward.areas')).map(({ code }) => code)),
    anchored: await rows(`select stream, seq, encode(hash, 'hex') as hash from homeward.anchor_heads`),
  };
}

/** Every job that lies in Redis; none where there is no Redis. */
export async function readJobs(url: string | undefined): Promise<Job[]> {
  if (url === undefined) return [];
  const redis = new Redis(url);
  try {
    const jobs: Job[] = [];
    for (const key of await redis.keys('bull:homeward-due:*')) {
      if ((await redis.type(key)) !== 'hash') continue;
      const data = await redis.hget(key, 'data');
      if (data) jobs.push({ ...(JSON.parse(data) as Job), id: key.slice('bull:homeward-due:'.length) });
    }
    return jobs;
  } finally {
    redis.disconnect();
  }
}

/** A list's elements by name, each group in its order. */
export function grouped<T>(list: T[], name: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = name(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
