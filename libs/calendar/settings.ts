import type { Pool } from 'pg';
import type { Actor, Text, Workflow } from '../../workflows/workflow';
import { parameterSpecs, type ParameterSpec, type Parameters } from '../../workflows/parameters';
import { addDays, dateOf, startOf, type Calendar, type Due } from '../../workflows/time';
import { canonical, keptId, type Door, type Key, type Line, type Op } from '../engine';
import type { Clock, SettingsPort } from '../engine';
import { Problem } from '../engine';
import { findRepeat } from '../engine';
import { digestOf, isoOf } from '../engine';
import { explainDue } from './explain';
import type { Holiday } from './holidays';
import { khmerDigits, writtenDate } from './khmer';
import {
  holidayProposal,
  orThrow,
  parameterProposal,
  parsed,
  valueOf,
  wall,
  type HolidayProposal,
  type ParameterProposal,
} from './proposals';
import { movesTo, type Move, type Origins } from './reprojection';
import { Versions, type ParameterSet } from './versions';

/** Journal streams of the settings. */
export const parameterStream = '00000000-0000-0000-0000-0000000000a4';
export const calendarStream = '00000000-0000-0000-0000-0000000000ca';

/** Whether the calendar must be continued, and how to say so. */
export interface CalendarNeed {
  needed: boolean;
  version: number;
  until: string;
  /** negative once the calendar is passed */
  daysLeft: number;
  text: Text;
}

/** A parameter with its value in force and the values that are approved for later. */
export interface ParameterView extends Pick<ParameterSpec, 'id' | 'text' | 'source' | 'certainty'> {
  value: unknown;
  version: number;
  history: {
    version: number;
    value: unknown;
    effectiveFrom: string;
    reason: string;
    source: ParameterSet['source'];
  }[];
}

interface ProposalRow {
  id: string;
  status: 'open' | 'approved' | 'rejected';
  proposed_by: string;
  proposed_for: string | null;
  until?: string;
  added?: { date: string }[];
  removed?: { date: string; nameEn: string }[];
}

/** Ninety days before its end the calendar is asked for. */
const notice = 90;

/** Parameters and calendar in force, and the commands by which two people of the ministry change them. */
export class Settings implements SettingsPort {
  private readonly versions: Versions;

  constructor(
    private readonly pool: Pool,
    private readonly door: Door,
    private readonly clock: Clock,
    /** whose deadlines a new calendar moves; without them, those that their own explanation leads to */
    private readonly workflows: readonly Workflow[] = [],
  ) {
    this.versions = new Versions(pool);
  }

  async at(now: number): Promise<{ parameters: Parameters; calendar: Calendar }> {
    await this.versions.fresh();
    const { sets, calendars } = this.versions;
    const set = sets.findLast((s) => s.effectiveFrom <= now) ?? sets[0]!;
    const calendar = calendars.findLast((c) => c.madeAt <= now) ?? calendars[0]!;
    return { parameters: set.parameters, calendar: calendar.calendar };
  }

  async version(parameters: number, calendar: number): Promise<{ parameters: Parameters; calendar: Calendar }> {
    await this.versions.fresh(!this.versions.sets[parameters - 1] || !this.versions.calendars[calendar - 1]);
    const set = this.versions.sets[parameters - 1];
    if (!set) throw new Error(`there is no parameter set ${parameters}`);
    return { parameters: set.parameters, calendar: this.calendarOf(calendar) };
  }

  /** Why a due date is that date, with the names of holidays entered later. */
  explain(due: Due): Text {
    return explainDue(due, (date) => this.versions.nameOf(date));
  }

  /** Every parameter with meaning, source, certainty and history. */
  async parameters(): Promise<ParameterView[]> {
    const now = this.clock.now();
    const { parameters } = await this.at(now);
    return parameterSpecs.map(({ id, text, source, certainty }) => ({
      id,
      text,
      source,
      certainty,
      value: parameters.values[id],
      version: parameters.version,
      history: this.versions.sets
        .filter((s) => s.parameters.version === 1 || s.changed.includes(id))
        .map((s) => ({
          version: s.parameters.version,
          value: s.parameters.values[id],
          effectiveFrom: isoOf(s.effectiveFrom),
          reason: s.reason,
          source: s.source,
        })),
    }));
  }

  /** Holidays of a calendar version, by default the one in force. Throws `not_found` for one that never was. */
  async holidays(version?: number): Promise<Holiday[]> {
    const { calendar } = await this.at(this.clock.now());
    if (version !== undefined && !this.versions.calendars[version - 1]) throw new Problem('not_found');
    return this.versions.holidaysOf(version ?? calendar.version);
  }

  /** Open proposals of both kinds, oldest first. */
  async proposals(): Promise<Record<string, unknown>[]> {
    const { rows } = await this.pool.query<{ proposal: Record<string, unknown> }>(
      `select to_jsonb(p) || '{"kind": "parameter"}' as proposal, proposed_at from homeward.parameter_proposals p where status = 'open'
       union all
       select to_jsonb(h) || '{"kind": "holidays"}', proposed_at from homeward.holiday_proposals h where status = 'open'
       order by proposed_at`,
    );
    return rows.map((r) => r.proposal);
  }

  /** Puts a new value of one parameter forward; a second person of the ministry decides. */
  async proposeParameter(actor: Actor, input: ParameterProposal, key?: Key): Promise<{ id: string }> {
    mustBeMinistry(actor);
    const { parameter, value, effectiveFrom, reason } = parsed(parameterProposal, input);
    const checked = valueOf(parameter, value);
    if (startOf(effectiveFrom) < this.clock.now()) {
      throw new Problem('form_invalid', {
        errors: [
          {
            path: 'effectiveFrom',
            code: 'in_the_past',
            message: { en: 'Tomorrow at the earliest.', km: 'យ៉ាងឆាប់ត្រឹមថ្ងៃស្អែក។' },
          },
        ],
      });
    }
    const id = keptId();
    const data = { id, parameter, value: checked, effectiveFrom: isoOf(startOf(effectiveFrom)), reason };
    return this.write(parameterStream, 'parameter.propose', 'parameter.proposed', actor, data, { id }, input, key);
  }

  /** Approves a proposal of somebody else; answers with the number of the new set. */
  async approveParameter(actor: Actor, id: string, key?: Key): Promise<{ id: string; effectiveFrom: string }> {
    await this.mustBeOpen(actor, 'parameter_proposals', id, true);
    const { rows } = await this.pool.query<{ at: Date }>(
      'select effective_from as at from homeward.parameter_proposals where id = $1',
      [id],
    );
    const answer = { id, effectiveFrom: rows[0]!.at.toISOString() };
    return this.write(parameterStream, 'parameter.approve', 'parameter.approved', actor, { id }, answer, { id }, key);
  }

  async rejectParameter(actor: Actor, id: string, why: string, key?: Key): Promise<{ id: string }> {
    await this.mustBeOpen(actor, 'parameter_proposals', id, false);
    return this.write(
      parameterStream,
      'parameter.reject',
      'parameter.rejected',
      actor,
      { id, why },
      { id },
      { id, why },
      key,
    );
  }

  /** Puts a new calendar forward and shows which open deadlines it would move. */
  async proposeHolidays(actor: Actor, input: HolidayProposal, key?: Key): Promise<{ id: string; moves: Move[] }> {
    mustBeMinistry(actor);
    const { until, add, remove, reason } = parsed(holidayProposal, input) as Required<HolidayProposal>;
    await this.versions.fresh(true);
    const id = keptId();
    const data = {
      id,
      until: until ?? this.newest().until,
      add: add.map(({ name, ...h }) => ({ ...h, nameEn: name.en, nameKm: name.km })),
      remove,
      reason,
    };
    const first = await this.write(
      calendarStream,
      'holiday.propose',
      'holidays.proposed',
      actor,
      data,
      { id },
      input,
      key,
    );
    return { id: first.id, moves: await this.previewHolidays(first.id) };
  }

  /** Which open deadlines a proposed calendar would move, old date and new, as of now. */
  async previewHolidays(id: string): Promise<Move[]> {
    await this.versions.fresh(true);
    const proposal = await this.getProposal('holiday_proposals', id);
    const now = this.newest();
    const dates = new Set(
      this.versions
        .holidaysOf(now.version)
        .filter((h) => !proposal.removed!.some((r) => r.date === h.date && r.nameEn === h.name.en))
        .map((h) => h.date),
    );
    for (const added of proposal.added!) dates.add(added.date);
    const until = proposal.until! > now.until ? proposal.until! : now.until;
    return movesTo(this.pool, { ...now, version: now.version + 1, until, holidays: dates }, this.origins());
  }

  /** Approves somebody else's calendar and moves the open deadlines to it; answers with what moved. */
  async approveHolidays(actor: Actor, id: string, key?: Key): Promise<{ id: string; moves: Move[] }> {
    await this.mustBeOpen(actor, 'holiday_proposals', id, true);
    await this.write(calendarStream, 'holiday.approve', 'holidays.approved', actor, { id }, { id }, { id }, key);
    return { id, moves: await this.adoptCalendar(actor) };
  }

  async rejectHolidays(actor: Actor, id: string, why: string, key?: Key): Promise<{ id: string }> {
    await this.mustBeOpen(actor, 'holiday_proposals', id, false);
    return this.write(
      calendarStream,
      'holiday.reject',
      'holidays.rejected',
      actor,
      { id, why },
      { id },
      { id, why },
      key,
    );
  }

  /**
   * Moves open deadlines that still rest on an older calendar to the newest, one journal line per instance.
   * Safe to repeat: what a crash left undone is done by the next call.
   */
  async adoptCalendar(actor: Actor): Promise<Move[]> {
    await this.versions.fresh(true);
    const newest = this.newest();
    const moves = await movesTo(this.pool, newest, this.origins());
    const instances = groupByInstance(moves);
    await Promise.all([...instances].map(([instance, of]) => this.adopt(actor, newest.version, instance, of)));
    return moves;
  }

  /** Whether the calendar ends within 90 days, or is passed: somebody must enter the next years. */
  async covered(now = this.clock.now()): Promise<CalendarNeed> {
    const { calendar } = await this.at(now);
    const daysLeft = Math.round((startOf(calendar.until) - startOf(dateOf(now))) / 86_400_000);
    const until = writtenDate(calendar.until);
    return {
      needed: addDays(dateOf(now), notice) > calendar.until,
      version: calendar.version,
      until: calendar.until,
      daysLeft,
      text: {
        en: `The calendar of holidays (version ${calendar.version}) ends on ${until.en}. Later working-day dates are provisional; enter the holidays of the next year.`,
        km: `ប្រតិទិនថ្ងៃឈប់សម្រាក (កំណែទី${khmerDigits(calendar.version)}) បញ្ចប់នៅ${until.km}។ កាលកំណត់ក្រោយនោះជាបណ្តោះអាសន្ន សូមបញ្ចូលថ្ងៃឈប់សម្រាកឆ្នាំបន្ទាប់។`,
      },
    };
  }

  private newest(): Calendar {
    return this.versions.calendars.at(-1)!.calendar;
  }

  private calendarOf(version: number): Calendar {
    const found = this.versions.calendars[version - 1];
    if (!found) throw new Error(`there is no calendar ${version}`);
    return found.calendar;
  }

  private origins(): Origins {
    return {
      calendarOf: (version) => this.calendarOf(version),
      parametersOf: (version) => this.versions.sets[version - 1]!.parameters,
      workflows: this.workflows,
    };
  }

  private async adopt(actor: Actor, calendar: number, instance: string, moves: Move[]): Promise<void> {
    const rows = (kind: Move['kind']) => moves.filter((m) => m.kind === kind).map((m) => m.row);
    const op: Op = { op: 'calendar.adopt', data: { calendar, tasks: rows('task'), timers: rows('timer') } };
    const ledger = moves.map(({ kind, name, from, to }) => ({ kind, name, from, to }));
    orThrow(
      await this.door.write({
        lines: [this.line(instance, 'task', 'calendar.adopted', actor, { calendar, moves: ledger }, [op])],
        checks: [],
      }),
    );
  }

  private line(
    stream: string,
    kind: Line['kind'],
    event: string,
    actor: Actor,
    facts: Record<string, unknown>,
    ops: Op[],
  ): Line {
    const at = isoOf(this.clock.now());
    const { person, role, area, actingFor, appointment } = actor;
    return {
      stream,
      kind,
      at,
      entry: canonical({ event, actor: { person, role, area, actingFor, appointment }, at, ...facts }),
      ops,
    };
  }

  private async write<A extends { id: string }>(
    stream: string,
    op: string,
    event: string,
    actor: Actor,
    data: Record<string, unknown>,
    answer: A,
    request: unknown,
    key?: Key,
  ): Promise<A> {
    const body = digestOf(canonical(request));
    const repeat = key && (await findRepeat(this.pool, key, body));
    if (repeat) return repeat as unknown as A;
    const who = { by: actor.person, for: actor.actingFor ?? null, role: actor.role };
    const line = this.line(stream, 'registry', event, actor, { body, setting: data }, [
      { op, data: { ...data, ...who } },
    ]);
    const outcome = await this.door.write({ lines: [{ ...line, key, answer }], checks: [] });
    if (!outcome.ok && 'conflict' in outcome && outcome.conflict === 'key')
      return (await findRepeat(this.pool, key!, body)) as unknown as A;
    orThrow(outcome);
    await this.versions.fresh(true);
    return answer;
  }

  private async getProposal(table: 'parameter_proposals' | 'holiday_proposals', id: string): Promise<ProposalRow> {
    const more = table === 'holiday_proposals' ? ', until_date::text as until, added, removed' : '';
    const { rows } = await this.pool.query<ProposalRow>(
      `select id, status, proposed_by, proposed_for${more} from homeward.${table} where id = $1`,
      [id],
    );
    if (!rows[0]) throw wall('proposal_known');
    return rows[0];
  }

  private async mustBeOpen(
    actor: Actor,
    table: 'parameter_proposals' | 'holiday_proposals',
    id: string,
    second: boolean,
  ): Promise<void> {
    mustBeMinistry(actor);
    const proposal = await this.getProposal(table, id);
    const deciders = [actor.person, actor.actingFor].filter(Boolean);
    if (second && [proposal.proposed_by, proposal.proposed_for].some((p) => deciders.includes(p ?? undefined)))
      throw wall('second_person');
  }
}

function mustBeMinistry(actor: Actor): void {
  if (actor.role !== 'mosvy') throw wall('settings_ministry');
}

function groupByInstance(moves: Move[]): Map<string, Move[]> {
  const groups = new Map<string, Move[]>();
  for (const move of moves) groups.set(move.instance, [...(groups.get(move.instance) ?? []), move]);
  return groups;
}
