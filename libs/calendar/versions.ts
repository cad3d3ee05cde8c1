import { performance } from 'node:perf_hooks';
import type { Pool } from 'pg';
import type { Text } from '../../workflows/workflow';
import { defaultParameters, type Parameters } from '../../workflows/parameters';
import type { Calendar } from '../../workflows/time';
import type { Holiday } from './holidays';

export interface ParameterSet {
  parameters: Parameters;
  /** epoch ms */
  effectiveFrom: number;
  changed: string[];
  reason: string;
  /** defaults of the domain, a proposal approved by a second person, or the import of the register */
  source: 'default' | 'proposal' | 'import';
}

export interface CalendarVersion {
  calendar: Calendar;
  /** epoch ms from which it counts */
  madeAt: number;
  reason: string;
}

interface HolidayRow {
  date: string;
  name_en: string;
  name_km: string;
  kind: Holiday['kind'];
  source: string;
  status: Holiday['status'];
  since: number;
  removed: number | null;
}

/** How long, in real milliseconds, another process may go on with the versions it has read. */
const stale = 1_000;

/** All versions of parameters and calendar, read once; rows never change, so only new versions are looked for. */
export class Versions {
  sets: ParameterSet[] = [];
  calendars: CalendarVersion[] = [];
  private rows: HolidayRow[] = [];
  private readonly names = new Map<string, Text>();
  private known = '';
  private read = -Infinity;
  private reading?: Promise<void>;

  constructor(private readonly pool: Pool) {}

  /** Makes sure that what is held is at most a second old; `now` asks the database in any case. */
  async fresh(now = false): Promise<void> {
    if (!now && performance.now() - this.read < stale) return;
    this.reading ??= this.load().finally(() => (this.reading = undefined));
    await this.reading;
  }

  /** Holidays of one calendar version. */
  holidaysOf(version: number): Holiday[] {
    return this.rows
      .filter((r) => r.since <= version && (r.removed === null || r.removed > version))
      .map((r) => ({
        date: r.date,
        name: { en: r.name_en, km: r.name_km },
        kind: r.kind,
        source: r.source,
        status: r.status,
      }));
  }

  /** Name of the holidays on a date, in whatever version. */
  nameOf(date: string): Text | undefined {
    return this.names.get(date);
  }

  private async load(): Promise<void> {
    const started = performance.now();
    const { rows } = await this.pool.query<{ known: string }>({
      name: 'settings-versions',
      text: `select (select max(version) from homeward.parameter_sets) || ':' || (select max(version) from homeward.calendars) as known`,
    });
    const known = rows[0]!.known;
    if (known === null) throw new Error('the settings are not seeded: run the migrations');
    if (known !== this.known) await this.loadAll();
    this.known = known;
    this.read = started;
  }

  private async loadAll(): Promise<void> {
    const sets = await this.pool.query<{
      version: number;
      from: Date;
      values: Record<string, unknown>;
      changed: string[];
      reason: string;
      source: ParameterSet['source'];
    }>(
      `select version, effective_from as "from", "values", changed, reason, source from homeward.parameter_sets order by version`,
    );
    const calendars = await this.pool.query<{
      version: number;
      from: string;
      until: string;
      made: Date;
      reason: string;
    }>(
      `select version, from_date::text as "from", until_date::text as until, made_at as made, reason from homeward.calendars order by version`,
    );
    const holidays = await this.pool.query<HolidayRow>(
      `select date::text, name_en, name_km, kind, source, status, since, removed from homeward.holidays order by date, since, name_en`,
    );
    const defaults = defaultParameters().values;
    this.sets = sets.rows.map((r) => ({
      // a parameter that came with a later release has its default in the sets before it
      parameters: { version: r.version, values: { ...defaults, ...r.values } },
      effectiveFrom: r.from.getTime(),
      changed: r.changed,
      reason: r.reason,
      source: r.source,
    }));
    this.rows = holidays.rows;
    this.names.clear();
    for (const { date, name_en: en, name_km: km } of this.rows) {
      const other = this.names.get(date);
      if (other?.en.includes(en)) continue;
      this.names.set(date, other ? { en: `${other.en} and ${en}`, km: `${other.km} និង${km}` } : { en, km });
    }
    this.calendars = calendars.rows.map((r) => ({
      calendar: {
        version: r.version,
        from: r.from,
        until: r.until,
        holidays: new Set(this.holidaysOf(r.version).map((h) => h.date)),
      },
      madeAt: r.made.getTime(),
      reason: r.reason,
    }));
  }
}
