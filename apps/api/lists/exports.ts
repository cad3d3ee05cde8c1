/** The lists that may leave as a file: their columns, who may take them, and all of their rows. No names of children. */
import { z } from 'zod';
import { may } from '../../../libs/access';
import { divisions } from '../../../libs/indicators';
import { roles, type Actor, type Text } from '../../../workflows/workflow';
import type { ApiRequest } from '../authentication';
import { ratingsQuery } from '../inspection-plan-schemas';
import { readRatings } from '../inspection-ratings';
import type { Context } from '../context';
import { decisionsQuery, indicatorsQuery, requestsQuery, teamQuery } from '../overview-schemas';
import { exportTexts, headings as h } from '../overview-texts';
import { Register } from '../register';
import { area, date, incidentsQuery, institutionsQuery, tasksQuery } from '../schemas';
import type { Value } from '../sheets';
import { listDecisions } from './decisions';
import { listIncidents } from './incidents';
import { listIndicators } from './indicators';
import { listRequests } from './requests';
import { listTasks } from './tasks';
import { listTeam } from './team';
import { walk } from './walk';

/** Most rows of one file. */
export const mostRows = 5_000;
const size = { limit: 200 };

/** Every filter that some list knows; each list refuses those of the others. */
const filter = z.string().max(100).optional();
export const exportQuery = z.strictObject({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  lang: z.enum(['km', 'en']).default('km'),
  area: area.optional(),
  from: date.optional(),
  to: date.optional(),
  'as-of': date.optional(),
  by: z.enum(divisions).optional(),
  role: z.enum(roles).optional(),
  mine: filter,
  overdue: filter,
  child: filter,
  institution: filter,
  instance: filter,
  status: filter,
  kind: filter,
  outcome: filter,
  standing: filter,
  operator: filter,
  year: filter,
});

interface Source {
  context: Context;
  request: ApiRequest;
  actor: Actor;
  lang: 'en' | 'km';
}

interface Table {
  rows: Value[][];
  more: boolean;
  /** children whose places in cases the file tells */
  children: string[];
}

interface Export {
  query: z.ZodObject;
  may(actor: Actor): boolean;
  columns: Text[];
  read(source: Source, query: any): Promise<Table>;
}

/** Records of single cases leave only with those who supervise. */
const supervises = (actor: Actor) => may(actor, 'task.assign', { area: actor.area });
const paged = { cursor: true, limit: true } as const;

async function tableOf<T>(
  read: (cursor?: string) => Promise<{ items: T[]; next: string | null }>,
  row: (item: T) => Value[],
  childrenOf: (item: T) => readonly string[] = () => [],
): Promise<Table> {
  const { items, more } = await walk(read, mostRows);
  return { rows: items.map(row), more, children: [...new Set(items.flatMap(childrenOf))] };
}

const said = (text: { en: string | null; km: string | null } | null | undefined, lang: 'en' | 'km'): string =>
  text?.[lang] ?? '';
const flagged = (yes: boolean, lang: 'en' | 'km'): string => (yes ? h.yes : h.no)[lang];

const tasks: Export = {
  query: tasksQuery.omit(paged),
  may: supervises,
  columns: [h.reference, h.what, h.role, h.area, h.due, h.overdue, h.opened],
  read: ({ context, actor, lang }, query: z.infer<typeof tasksQuery>) =>
    tableOf(
      (cursor) => listTasks(context, actor, { ...query, ...size, cursor }),
      (t) => [
        t.reference,
        said(t.text, lang),
        t.role,
        t.area,
        t.due.on ?? null,
        flagged(t.overdue, lang),
        t.openedAt.slice(0, 10),
      ],
      (t) => t.children,
    ),
};

const incidents: Export = {
  query: incidentsQuery.omit(paged),
  may: supervises,
  columns: [h.id, h.kind, h.what, h.role, h.area, h.opened, h.due, h.status, h.resolved],
  read: ({ context, actor, lang }, query: z.infer<typeof incidentsQuery>) =>
    tableOf(
      (cursor) => listIncidents(context, actor, { ...query, ...size, cursor }),
      (n) => [
        n.id,
        n.kind,
        said(n.text, lang),
        n.role,
        n.area,
        n.openedAt.slice(0, 10),
        n.dueAt.slice(0, 10),
        n.status,
        n.resolvedAt?.slice(0, 10) ?? null,
      ],
      (n) => (n.child === null ? [] : [n.child]),
    ),
};

const requests: Export = {
  query: requestsQuery.omit(paged),
  may: (actor) => actor.role !== 'administrator',
  columns: [h.reference, h.what, h.area, h.opened, h.status, h.state, h.next, h.role, h.due, h.outcome, h.rules],
  read: ({ context, actor, lang }, query: z.infer<typeof requestsQuery>) =>
    tableOf(
      (cursor) => listRequests(context, actor, { ...query, ...size, cursor }),
      (r) => [
        r.reference,
        said(r.request, lang),
        r.area,
        r.openedAt.slice(0, 10),
        r.status,
        r.state.map((text) => text[lang]).join('; '),
        said(r.next?.text, lang),
        r.next?.role ?? null,
        r.next?.by ?? null,
        said(r.outcome?.text, lang),
        r.rules.map((rule) => rule.id).join(', '),
      ],
    ),
};

const decisions: Export = {
  query: decisionsQuery.omit(paged),
  may: supervises,
  columns: [h.date, h.reference, h.area, h.what, h.outcome, h.children, h.decidedBy, h.rules, h.parameters, h.appeal],
  read: ({ context, actor, lang }, query: z.infer<typeof decisionsQuery>) =>
    tableOf(
      (cursor) => listDecisions(context, actor, { ...query, ...size, cursor }),
      (d) => [
        d.date,
        d.reference,
        d.area,
        said(d.text, lang),
        d.outcomes.map((outcome) => said(outcome.text, lang) || outcome.id).join('; '),
        d.outcomes.reduce((sum, outcome) => sum + outcome.children, 0),
        d.decidedBy.role,
        d.rules.map((rule) => rule.id).join(', '),
        d.parameters,
        said(d.appeal?.text, lang),
      ],
    ),
};

const indicators: Export = {
  query: indicatorsQuery,
  may: (actor) => may(actor, 'indicators.read', { area: actor.area }),
  columns: [h.id, h.title, h.group, h.numerator, h.denominator, h.value, h.median, h.p90, h.asOf, h.note, h.definition],
  async read({ context, actor, lang }, query: z.infer<typeof indicatorsQuery>) {
    const { items } = await listIndicators(context, actor, query);
    const note = (one: { suppressed: boolean }) => (one.suppressed ? exportTexts.suppressed[lang] : '');
    const rows = items.flatMap((i) => {
      const groups = [
        ...(i.parts ?? []).map((part) => ({ ...part, group: said(part.text, lang) || part.key })),
        ...(i.by?.groups ?? []).map((group) => ({ ...group, group: `${i.by!.division}: ${group.key}` })),
      ];
      const first: Value[] = [
        i.id,
        i.title[lang],
        null,
        i.numerator,
        i.denominator,
        i.value,
        i.median,
        i.p90,
        i.asOf,
        said(i.reason, lang) || note(i),
        i.definition[lang],
      ];
      return [
        first,
        ...groups.map((g): Value[] => [
          i.id,
          i.title[lang],
          g.group,
          g.numerator,
          g.denominator,
          g.value,
          null,
          null,
          i.asOf,
          note(g),
          null,
        ]),
      ];
    });
    return { rows, more: false, children: [] };
  },
};

const institutions: Export = {
  query: institutionsQuery.omit(paged),
  may: (actor) => may(actor, 'institution.read', { area: actor.area, institution: actor.institution }),
  columns: [h.code, h.name, h.kind, h.operator, h.area, h.standing, h.capacity, h.occupied, h.inspected],
  read: ({ context, request, lang }, query: z.infer<typeof institutionsQuery>) =>
    tableOf(
      (cursor) => new Register(context).institutions(request, { ...query, ...size, cursor }),
      (n) => [
        n.code,
        lang === 'km' ? n.nameKm : n.nameEn,
        n.kind,
        n.operator,
        n.area,
        n.standing,
        n.authorisedCapacity,
        n.occupied,
        n.lastInspection,
      ],
    ),
};

const team: Export = {
  query: teamQuery.omit(paged),
  may: supervises,
  columns: [h.name, h.role, h.area, h.open, h.overdue, h.oldest, h.cases, h.level, h.leave],
  async read({ context, actor, lang }, query: z.infer<typeof teamQuery>) {
    const { unassigned } = await listTeam(context, actor, { ...query, limit: 1 });
    const people = await tableOf(
      (cursor) => listTeam(context, actor, { ...query, ...size, cursor }),
      (w) => [
        w.name[lang],
        w.role,
        w.area,
        w.open,
        w.overdue,
        w.oldestOverdueDays,
        w.cases,
        w.level,
        w.leaveUntil?.slice(0, 10) ?? null,
      ],
    );
    const queues = unassigned.map((q): Value[] => [
      h.nobody[lang],
      q.role,
      null,
      q.open,
      q.overdue,
      q.oldestOverdueDays,
      null,
      null,
      null,
    ]);
    return { ...people, rows: [...people.rows, ...queues] };
  },
};

/** What can be taken as a file, by the name of the list. */
/** Published ratings, for everybody: one line for each, the parts of the checklist as counts of what is met, partly met and failed. */
const ratings: Export = {
  query: ratingsQuery,
  may: () => true,
  columns: [h.code, h.name, h.area, h.inspected, h.rating, h.published, h.before, h.changes, h.parts],
  async read({ context, actor, lang }, query: z.infer<typeof ratingsQuery>) {
    const { items } = await readRatings(context, actor, query);
    const rows = items.map((one): Value[] => [
      one.institution.code,
      one.institution.name[lang],
      one.institution.area,
      one.on,
      one.rating,
      one.publishedAt.slice(0, 10),
      one.earlier ? `${one.earlier.rating} (${one.earlier.on})` : null,
      one.changes.map(({ from, to, at }) => `${from} → ${to} (${at.slice(0, 10)})`).join('; '),
      one.parts.map((part) => `${part.text[lang]}: ${part.meets}/${part.partly}/${part.fails}`).join('; '),
    ]);
    return { rows, more: false, children: [] };
  },
};

export const exportable = { ratings, tasks, incidents, requests, decisions, indicators, institutions, team };
export type ExportName = keyof typeof exportable;
export const exportNames = Object.keys(exportable) as [ExportName, ...ExportName[]];
