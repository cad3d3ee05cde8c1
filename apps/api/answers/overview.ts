/** Answers of indicators, boards, registers and exports. */
import { z } from 'zod';
import { divisions } from '../../../libs/indicators';
import { actorRole, area, brokenRule, count, day, due, id, initials, instant, page, reach, role, text } from './shared';
import { task } from './work';

const share = {
  numerator: count.nullable().meta({ description: 'null: fewer than 5, or it would tell such a number' }),
  denominator: count.nullable(),
  value: z.number().nullable(),
  suppressed: z.boolean(),
};
const group = z.strictObject({ key: z.string(), ...share });

const indicator = z
  .strictObject({
    id: z.string(),
    title: text,
    definition: text,
    shape: z.enum(['share', 'quantiles', 'list']),
    available: z.boolean(),
    reason: text.nullable().meta({ description: 'why there are no numbers yet' }),
    area: reach,
    from: day,
    to: day,
    asOf: day,
    state: z.boolean().nullable().meta({ description: 'true: at the as-of date; false: in the period' }),
    ...share,
    median: z.number().nullable(),
    p90: z.number().nullable(),
    unit: text.nullable(),
    any: z.boolean().nullable().meta({ description: 'for a list: whether anybody is on it' }),
    parts: z.array(z.strictObject({ key: z.string(), ...share, text: text.nullable() })).nullable(),
    by: z.strictObject({ division: z.enum(divisions), groups: z.array(group) }).nullable(),
    divisions: z.array(z.enum(divisions)),
    list: z.string().nullable().meta({ description: 'query of the rows behind it' }),
  })
  .meta({ id: 'Indicator' });
export const indicators = page(indicator);

export const indicatorItems = page(
  z
    .strictObject({
      id,
      kind: z.enum(['child', 'instance', 'institution', 'task', 'person', 'group']),
      child: id.nullable(),
      institution: id.nullable(),
      instance: id.nullable(),
      reference: z.string().nullable(),
      area: reach,
      counted: z.boolean().nullable(),
      value: z.number().nullable(),
      part: z.string().nullable(),
      at: instant,
    })
    .meta({ id: 'IndicatorItem', description: 'One thing that an indicator counts, without names' }),
);

const cell = z
  .strictObject({ count: count.nullable(), suppressed: z.boolean() })
  .meta({ id: 'Cell', description: 'A count as published: null where it is 1 to 4 or would tell such a count' });
const cells = {
  requests: cell,
  approvals: cell,
  refusals: cell,
  presentAuthorised: cell,
  presentUnauthorised: cell,
  overdueTasks: cell,
};
const month = z.string().regex(/^\d{4}-\d{2}$/);
export const overview = z.strictObject({
  asOf: day,
  months: z.array(month),
  items: z.array(z.strictObject({ province: area, name: text, months: z.array(z.strictObject({ month, ...cells })) })),
  next: z.null(),
});

const number = z.strictObject({
  count,
  more: z.boolean().meta({ description: 'the list is longer than was counted' }),
  list: z.string().meta({ description: 'query whose list has exactly that many items' }),
});
export const counts = z.strictObject({
  tasks: number,
  overdue: number,
  soon: number,
  alerts: number,
  approvals: number,
  incidents: number,
  requests: number,
});

export const soon = z.strictObject({ items: z.array(task), next: z.null(), until: instant });

const load = {
  open: count,
  overdue: count,
  oldestOverdueDays: count.nullable(),
  ageing: z.strictObject({ week: count, month: count, quarter: count, longer: count }),
};
export const team = z.strictObject({
  items: z.array(
    z
      .strictObject({
        appointment: id,
        person: id,
        name: text,
        role,
        area: reach,
        deputy: z.boolean(),
        ...load,
        cases: count,
        level: z.enum(['normal', 'alert', 'block']).nullable(),
        span: z.strictObject({ led: count, over: z.boolean() }).nullable(),
        leaveUntil: instant.nullable(),
      })
      .meta({ id: 'TeamLine' }),
  ),
  next: z.string().nullable(),
  unassigned: z.array(z.strictObject({ role, ...load })),
  limits: z.strictObject({ alert: count, block: count, span: count }),
});

export const reassigned = z.strictObject({
  items: z.array(
    z.strictObject({
      task: id,
      assigned: z.boolean(),
      assignee: id.nullable(),
      code: z.string().nullable(),
      title: text.nullable(),
    }),
  ),
});

const rule = z.strictObject({ id: z.string(), source: z.string(), text });
export const requests = page(
  z
    .strictObject({
      id: id.nullable(),
      reference: z.string(),
      workflow: z.string(),
      title: text,
      request: text.nullable(),
      area: reach,
      status: z.enum(['open', 'closed']),
      openedAt: instant,
      changedAt: instant.nullable(),
      limited: z.boolean().meta({ description: 'you do not see the case: only that it runs or is closed' }),
      initials: initials.meta({ description: 'none where the case is not yours to see' }),
      state: z.array(text),
      next: z.strictObject({ text: text.nullable(), role, who: text.nullable(), by: day }).nullable(),
      outcome: z.strictObject({ id: z.string(), text: text.nullable() }).nullable(),
      rules: z.array(rule),
    })
    .meta({ id: 'Request' }),
);

export const approvals = page(
  z
    .strictObject({
      id,
      kind: z.string(),
      text,
      task: z.string().nullable().meta({ description: 'name of the task, where one waits' }),
      about: text.nullable(),
      reason: z.string().nullable(),
      child: id.nullable(),
      instance: id.nullable(),
      area: reach,
      since: instant,
      due: instant.nullable(),
      approve: z.string().nullable(),
    })
    .meta({ id: 'Approval', description: 'What waits for a second person' }),
);

export const agenda = z.strictObject({
  date: day,
  items: z.array(
    z
      .strictObject({
        id,
        reference: z.string(),
        workflow: z.string(),
        area: reach,
        children: z.array(id),
        initials,
        institution: id.nullable(),
        task: id,
        text: text.nullable(),
        waitingSince: instant,
        due,
        late: z.boolean(),
        complete: z.boolean(),
        missing: z.array(brokenRule),
      })
      .meta({ id: 'AgendaItem' }),
  ),
  next: z.null(),
});

export const decisions = page(
  z
    .strictObject({
      id,
      seq: count,
      at: instant,
      date: day,
      reference: z.string(),
      area: reach,
      workflow: z.string(),
      workflowVersion: z.int(),
      event: z.string(),
      text: text.nullable(),
      outcomes: z.array(z.strictObject({ id: z.string(), text: text.nullable(), children: count })),
      decidedBy: z.strictObject({ role: actorRole, name: text.nullable() }),
      rules: z.array(z.strictObject({ id: z.string(), text: text.nullable() })),
      parameters: z.int().nullable(),
      appeal: z.strictObject({ event: z.string(), text: text.nullable(), at: instant }).nullable(),
    })
    .meta({ id: 'DecisionLine' }),
);

const state = z.enum(['ok', 'late']);
export const watch = z.strictObject({
  now: instant,
  state,
  items: z.array(
    z.strictObject({
      id: z.string(),
      state,
      count: count.nullable(),
      seconds: z.number().nullable(),
      at: instant.nullable(),
      title: text,
      todo: text.nullable(),
    }),
  ),
  workers: z.array(z.strictObject({ kind: z.string(), at: instant, seconds: z.number() })),
  escalations: z.array(
    z.strictObject({
      id,
      rung: z.string(),
      instance: id.nullable(),
      reference: z.string().nullable(),
      area: reach,
      firedAt: instant,
      text,
    }),
  ),
});

export const messages = page(
  z
    .strictObject({
      id,
      alert: id,
      kind: z.string(),
      channel: z.string(),
      person: id,
      role: z.string(),
      dueAt: instant,
      attempts: count,
      error: z.string().nullable(),
      retryAt: instant.nullable(),
      givenUpAt: instant
        .nullable()
        .meta({ description: 'not tried any more: the task of who stands above the person' }),
      copy: z.boolean().meta({ description: 'for information: somebody else must act' }),
    })
    .meta({ id: 'Message', description: 'A message that was not sent; never what it says' }),
);
export const messageAgain = z
  .strictObject({ id, retryAt: instant })
  .meta({ id: 'MessageAgain', description: 'A message that was given up and is tried again' });

export const journalFound = page(
  z
    .strictObject({
      id,
      reference: z.string().nullable(),
      area: z.string().nullable(),
      seq: count,
      version: z.int().nullable(),
      kind: z.string(),
      at: instant,
      recordedAt: instant,
      event: z.string().nullable(),
      person: z.string().nullable(),
      role: z.string().nullable(),
      hash: z.string(),
    })
    .meta({ id: 'JournalFound', description: 'A line of the journal without its content' }),
);

const resident = z.strictObject({
  child: id,
  since: instant.nullable(),
  authorised: z.boolean(),
  authority: z.strictObject({ id, kind: z.string(), status: z.string(), until: instant }).nullable(),
  instance: id.nullable(),
  reference: z.string().nullable(),
  incident: id.nullable(),
});
export const presence = z
  .strictObject({
    id,
    code: z.string(),
    name: text,
    area: reach,
    kind: z.string(),
    operator: z.string(),
    standing: z.string(),
    standingSince: instant,
    capacity: count,
    counts: z.strictObject({
      present: count,
      authorised: count,
      unauthorised: count,
      awaited: count,
      overCapacity: count,
    }),
    present: z.array(resident),
    awaited: z.array(resident),
    history: z.array(
      z.strictObject({
        at: instant,
        standing: z.string().nullable(),
        reason: z.string().nullable(),
        role: z.string(),
      }),
    ),
    incidents: z.array(
      z.strictObject({
        id,
        kind: z.string(),
        child: id.nullable(),
        status: z.string(),
        openedAt: instant,
        dueAt: instant,
      }),
    ),
  })
  .meta({ id: 'Presence' });

export const file = z.string().meta({ description: 'A CSV file in UTF-8, or an XLSX file' });
