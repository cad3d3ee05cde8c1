/** When what is due: each deadline counts from an anchor in the context and names its parameter. */
import type { Amount } from '../parameters';
import { addDays, dateOf, day, dueAfter, endOf, startOf, type Due } from '../time';
import type { Deadline, Given } from '../workflow';
import { isPlanned, type Context } from './context';

type Anchor = keyof Context['anchors'];

const after = (
  parameter: string,
  anchor: Anchor,
  en: string,
  km: string,
  pick: (value: any, context: Context) => Amount = (value) => value as Amount,
): Deadline<Context> => ({
  parameter,
  text: { en, km },
  due: (context, given) =>
    dueAfter(context.anchors[anchor] ?? given.now, pick(given.parameters.values[parameter], context), given, parameter),
});

/** A due date that no single amount gives: `at` is its instant, `on` its last good day. */
function due(parameter: string, at: number, on: string, from: number, given: Given, exact = false): Due {
  return {
    at,
    on,
    exact,
    provisional: false,
    why: {
      parameter,
      parameterVersion: given.parameters.version,
      calendarVersion: given.calendar.version,
      clock: 'calendar',
      anchor: from,
      amount: Math.max(0, Math.round((at - from) / day)),
      unit: 'days',
      skipped: [],
    },
  };
}

/** The next instant at which a corrective action falls due, or the last one that did. */
export function nextAction({ visits }: Context, now: number): number | undefined {
  const ahead = visits.filter((v) => isPlanned(v) && v.due > now).map((v) => v.due);
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}

const actions = (last: boolean, en: string, km: string): Deadline<Context> => ({
  parameter: 'P-26',
  text: { en, km },
  due: (context, given) => {
    const all = context.visits.filter(isPlanned).map((v) => v.due);
    const at = last ? Math.max(given.now, ...all) : (nextAction(context, given.now) ?? given.now);
    return due('P-26', at, dateOf(at - 1), context.anchors.classified ?? given.now, given, true);
  },
});

export const deadlines = {
  assign: {
    parameter: 'P-70',
    text: { en: 'Assign the team', km: 'ចាត់តាំងក្រុមអធិការ' },
    due: ({ kind, announced, plannedOn, anchors }, given) => {
      const from = anchors.opened ?? given.now;
      const { before, after: amount } = given.parameters.values['P-70'] as { before: number; after: Amount };
      const soon = dueAfter(from, amount, given, 'P-70');
      const today = dateOf(from);
      if (kind === 'abuse') return due('P-70', endOf(today), today, from, given);
      if (!announced || plannedOn === undefined) return soon;
      const on = addDays(plannedOn, -before);
      return endOf(on) <= soon.at ? soon : due('P-70', endOf(on), on, from, given);
    },
  },
  issue: after('P-70', 'assigned', 'Issue the package', 'ចេញកញ្ចប់ឯកសារ', (v) => v.after as Amount),
  enterOnDay: {
    parameter: 'P-24',
    text: { en: 'Enter on the planned day', km: 'ចូលធ្វើអធិការកិច្ចនៅថ្ងៃដែលបានគ្រោង' },
    due: ({ plannedOn, anchors }, given) => {
      const on = plannedOn ?? dateOf(anchors.opened ?? given.now);
      return due('P-24', endOf(on), on, Math.min(startOf(on), anchors.opened ?? given.now), given);
    },
  },
  enterSameDay: after(
    'P-25',
    'opened',
    'Enter on the day of the allegation',
    'ចូលធ្វើអធិការកិច្ចក្នុងថ្ងៃដដែល',
    (v) => v.abuse as Amount,
  ),
  enterWithin: after('P-25', 'opened', 'Enter after the complaint', 'ចូលធ្វើអធិការកិច្ចក្រោយបណ្តឹង', (v) => v.other as Amount),
  holdExit: after('P-72', 'entered', 'Exit meeting', 'កិច្ចប្រជុំបិទ', (v) => v.exit as Amount),
  submit: after('P-72', 'exit', 'Submit the report', 'ដាក់ជូនរបាយការណ៍', (v) => v.report as Amount),
  classify: after('P-73', 'submitted', 'Classify the report', 'ចាត់ថ្នាក់របាយការណ៍'),
  writePlan: after('P-74', 'plan', 'Corrective action plan', 'ផែនការសកម្មភាពកែតម្រូវ'),
  reviewPlan: after('P-37', 'proposed', 'Answer the plan', 'ឆ្លើយតបផែនការ'),
  nextAction: actions(false, 'A corrective action falls due', 'សកម្មភាពកែតម្រូវដល់កំណត់'),
  correct: actions(true, 'All corrective actions', 'សកម្មភាពកែតម្រូវទាំងអស់'),
  rateAgain: after('P-73', 'alarm', 'Rate again what was found since', 'ចាត់ថ្នាក់ឡើងវិញតាមអ្វីដែលបានរកឃើញ'),
  publish: after('P-75', 'classified', 'Publish the rating', 'ផ្សព្វផ្សាយចំណាត់ថ្នាក់'),
  reportAbuse: after('P-14', 'danger', 'Report of suspected abuse', 'របាយការណ៍សង្ស័យការរំលោភ', (v) => v.target as Amount),
  reportLimit: after('P-14', 'danger', 'Legal limit of the report', 'កំណត់តាមច្បាប់នៃរបាយការណ៍', (v) => v.limit as Amount),
  hearAlarm: after('P-76', 'alarm', 'Take note of the critical finding', 'ទទួលដឹងអំពីការរកឃើញធ្ងន់ធ្ងរ'),
  foster: after('P-77', 'underThree', 'Emergency foster family', 'គ្រួសារធម៌បន្ទាន់'),
  decide: after('P-78', 'asked', 'Decide on sanction or standing', 'សម្រេចលើទណ្ឌកម្ម ឬស្ថានភាព'),
  respite: after('P-79', 'ordered', 'What the order asks must be done', 'អនុវត្តតាមបញ្ជា'),
} satisfies Record<string, Deadline<Context>>;
export type DeadlineName = keyof typeof deadlines;
