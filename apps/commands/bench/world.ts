/** A grown world: so many cases of several years, most of them over, made from a few that were really played. */
import { Pool } from 'pg';
import { openYearsFrom } from '../../../libs/database';
import type { AppContext } from '../../context';
import { CommandRefusal } from '../options';
import { copyStatement, type Types } from './copies';
import { lookThrough, withoutIndexes } from './indexes';
import { makePlaces } from './places';
import { firstYear, playTemplates, type Template } from './templates';

/** Copies of one round of the pattern, and of one statement's numbers. */
const pattern = 100;
const chunk = 10_000;
/** What of the open tasks is overdue. */
const overdueShare = 0.3;
/** What of the cases are over, and what are placements at home; the others are requests for care. */
const shares = { over: 0.55, placement: 0.18 };

const tables = [
  'children',
  'child_names',
  'streams',
  'instances',
  'journal',
  'contents',
  'keys',
  'subjects',
  'facts',
  'incidents',
  'timers',
  'tasks',
  'visits',
  'alerts',
  'deliveries',
];

export interface World {
  instances: number;
  open: number;
  overdue: number;
  visits: number;
  lines: number;
  alerts: number;
  seconds: number;
}

type Share = keyof typeof shares | 'request';
const shareOf = ({ isClosed, tables: { visits } }: Template): Share =>
  isClosed ? 'over' : visits!.length > 0 ? 'placement' : 'request';

/** Which template each of the hundred places of the pattern holds, so that the share of overdue tasks is as wanted. */
export function patternOf(templates: readonly Template[]): number[] {
  const places: number[] = [];
  let open = 0;
  let overdue = 0;
  const used = templates.map(() => 0);
  while (places.length < pattern) {
    const has = (share: Share): number => places.filter((i) => shareOf(templates[i]!) === share).length;
    const lacks = (share: keyof typeof shares): boolean => has(share) < shares[share] * (places.length + 1);
    const wanted = lacks('over') ? 'over' : lacks('placement') ? 'placement' : 'request';
    const fit = (i: number): number => {
      const t = templates[i]!;
      return Math.abs((overdue + t.overdue) / (open + t.open || 1) - overdueShare) + used[i]! * 0.002;
    };
    const best = templates
      .map((_, i) => i)
      .filter((i) => shareOf(templates[i]!) === wanted)
      .reduce((a, b) => (fit(b) < fit(a) ? b : a));
    places.push(best);
    used[best]! += 1;
    open += templates[best]!.open;
    overdue += templates[best]!.overdue;
  }
  return places;
}

/** Grows one world step by step; the templates are played once. */
export class Growth {
  private constructor(
    private readonly owner: Pool,
    private readonly statements: string[],
    private readonly places: number[],
    private at = 0,
  ) {}

  /** Goes on with the same world over another connection, after the database was away. */
  over(owner: Pool): Growth {
    return new Growth(owner, this.statements, this.places, this.at);
  }

  /** Plays the templates in an empty database with the demo's people; its clock is by hand. */
  static async begin(context: AppContext, owner: Pool): Promise<Growth> {
    const { rows } = await owner.query<{ used: boolean }>('select exists (select from homeward.instances) as used');
    if (rows[0]!.used)
      throw new CommandRefusal('this database holds cases already: a grown world is made in an empty one');
    await openYearsFrom(owner, firstYear);
    const templates = await playTemplates(context, owner);
    const types = await typesOf(owner);
    return new Growth(
      owner,
      templates.map((template) => copyStatement(template, types)),
      patternOf(templates),
    );
  }

  /** Adds copies until there are so many; answers how the world is then. */
  async to(instances: number, say: (line: string) => void = () => undefined): Promise<World> {
    const started = performance.now();
    await makePlaces(this.owner, instances);
    await withoutIndexes(this.owner, tables, () => this.copy(instances, say));
    const copied = (performance.now() - started) / 1000;
    say(`${instances} copied and indexed after ${copied.toFixed(0)} s`);
    await lookThrough(this.owner, tables);
    await this.owner.query('analyze homeward.people, homeward.appointments, homeward.areas, homeward.institutions');
    say(`looked through after ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const { rows } = await this.owner.query<Omit<World, 'seconds'>>(
      `select (select count(*)::int from homeward.instances) as instances, (select count(*)::int from homeward.visits where status = 'planned') as visits,
         (select count(*)::int from homeward.journal) as lines, (select count(*)::int from homeward.alerts) as alerts,
         (select count(*)::int from homeward.tasks where closed_at is null) as open,
         (select count(*)::int from homeward.tasks, homeward.manual_clock where closed_at is null and due_at <= now) as overdue`,
    );
    return { ...rows[0]!, seconds: (performance.now() - started) / 1000 };
  }

  private async copy(instances: number, say: (line: string) => void): Promise<void> {
    const ranges: [number, number][] = [];
    for (let from = this.at; from < instances; from += chunk)
      ranges.push([from, Math.min(from + chunk, instances) - 1]);
    let done = 0;
    const lane = async (): Promise<void> => {
      const client = await this.owner.connect();
      try {
        await client.query(`set timezone = 'UTC'; set synchronous_commit = off; set work_mem = '64MB'; set jit = off`);
        for (let range = ranges.shift(); range; range = ranges.shift()) {
          for (const [i, statement] of this.statements.entries()) {
            const remainders = this.places.flatMap((which, place) => (which === i ? [place] : []));
            if (remainders.length > 0) await client.query(statement, [...range, remainders, pattern]);
          }
          done += 1;
          if (done % 10 === 0) say(`${done * chunk} of ${instances - this.at} copied`);
        }
      } finally {
        client.release(true);
      }
    };
    await Promise.all([lane(), lane()]);
    this.at = instances;
  }
}

async function typesOf(owner: Pool): Promise<Types> {
  const { rows } = await owner.query<{ name: string; type: string }>(
    `select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'homeward'::regnamespace and c.relname = any ($1) and a.attnum > 0 and not a.attisdropped`,
    [tables],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}
