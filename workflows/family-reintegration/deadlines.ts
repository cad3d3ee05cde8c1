/** When what is due: each deadline counts from an anchor in the context and names its parameter. */
import type { Amount } from '../parameters';
import { addDays, birthday, dateOf, day, dueAfter, endOf, startOf, type Due } from '../time';
import type { Deadline, Given } from '../workflow';
import type { Context, Risk } from './context';
import { nextChange } from './schedule';

type Anchor = keyof Context['anchors'];
type Pick = (value: any, context: Context) => Amount;

function after(
  parameter: string,
  anchor: Anchor,
  en: string,
  km: string,
  pick: Pick = (value) => value as Amount,
): Deadline<Context> {
  return {
    parameter,
    text: { en, km },
    due: (context, given) =>
      dueAfter(
        context.anchors[anchor] ?? given.now,
        pick(given.parameters.values[parameter], context),
        given,
        parameter,
      ),
  };
}

/** A due date that no single amount gives: `at` is its instant, `on` its last good day. */
function due(parameter: string, at: number, on: string, counted: { from: number; amount: number }, given: Given): Due {
  return {
    at,
    on,
    exact: false,
    provisional: false,
    why: {
      parameter,
      parameterVersion: given.parameters.version,
      calendarVersion: given.calendar.version,
      clock: 'calendar',
      anchor: counted.from,
      amount: counted.amount,
      unit: 'days',
      skipped: [],
    },
  };
}

/** Start of the birthday on which the youngest person whom the interval allows turns the age: 29 February on 1 March. */
function turns(age: 'prepare' | 'adult', en: string, km: string): Deadline<Context> {
  return {
    parameter: 'P-58',
    text: { en, km },
    due: (context, given) => {
      const birth = context.birth?.to ?? dateOf(given.now);
      const on = birthday(birth, given.parameters.values['P-58'][age] as number);
      const from = startOf(birth);
      return due('P-58', startOf(on), on, { from, amount: Math.round((startOf(on) - from) / day) }, given);
    },
  };
}

interface Reviews {
  days: number[];
  then: number;
  opens: number;
  trigger: Amount;
}

/** Nominal day of the next review: the first that the last review has not reached, then one every so many days. */
export function nextReview(context: Context, given: Given): string {
  const { days, then, opens } = given.parameters.values['P-51'] as Reviews;
  const { placed: placedAt = given.now, lastReview } = context.anchors;
  const placed = dateOf(placedAt);
  const last = dateOf(lastReview ?? placedAt);
  // a review that is held once its task is open is the review of that day
  const reached = lastReview === undefined ? placed : addDays(last, opens);
  const listed = days.map((n) => addDays(placed, n)).find((on) => on > reached);
  return listed ?? addDays(last, then);
}

const review = (early: boolean, en: string, km: string): Deadline<Context> => ({
  parameter: 'P-51',
  text: { en, km },
  due: (context, given) => {
    const { opens, trigger } = given.parameters.values['P-51'] as Reviews;
    if (!early && context.anchors.wanted !== undefined) return dueAfter(context.anchors.wanted, trigger, given, 'P-51');
    const on = nextReview(context, given);
    const from = context.anchors.placed ?? given.now;
    const amount = Math.round((startOf(on) - startOf(dateOf(from))) / day);
    if (!early) return due('P-51', endOf(on), on, { from, amount }, given);
    const at = addDays(on, -opens);
    return due('P-51', startOf(at), at, { from, amount: amount - opens }, given);
  },
});

export const deadlines = {
  assessChild: after('P-05', 'opened', 'Form 2 of the child', 'ទម្រង់ទី២របស់កុមារ'),
  // a closure hurries the assessment, and never moves what was promised to a later day
  assessAtOnce: {
    parameter: 'P-28',
    text: { en: 'Form 2 of the child, at once', km: 'ទម្រង់ទី២របស់កុមារ ជាបន្ទាន់' },
    due: (context, given) => {
      const { urged = given.now, opened = urged } = context.anchors;
      const soon = dueAfter(urged, given.parameters.values['P-28'].urgent as Amount, given, 'P-28');
      const promised = dueAfter(opened, given.parameters.values['P-05'] as Amount, given, 'P-05');
      if (soon.at <= promised.at) return soon;
      return due(
        'P-28',
        promised.at,
        promised.on,
        { from: urged, amount: Math.round((promised.at - urged) / day) },
        given,
      );
    },
  },
  findFamily: after('P-59', 'assessed', 'Find a family', 'ស្វែងរកគ្រួសារ'),
  assessFamily: after('P-05', 'assessed', 'Form 2 of the family, at its home', 'ទម្រង់ទី២របស់គ្រួសារ នៅផ្ទះ'),
  makePlan: after('P-06', 'opened', 'Form 3 plan', 'ផែនការតាមទម្រង់ទី៣'),
  reviewPlacement: after('P-37', 'planned', 'Review before the placement', 'ការពិនិត្យមុនការដាក់'),
  confirmPlacement: after('P-37', 'reviewed', 'The province confirms', 'ខេត្តបញ្ជាក់'),
  prepare: after('P-59', 'preparing', 'Prepare the return', 'រៀបចំការត្រឡប់'),
  contactFloor: after(
    'P-17',
    'contact',
    'Keep in contact with child and family',
    'រក្សាទំនាក់ទំនងជាមួយកុមារ និងគ្រួសារ',
    (value: Record<Risk, Amount>, { risk }) => value[risk],
  ),
  reassess: after('P-19', 'reassessed', 'Form 2 once more', 'ទម្រង់ទី២ម្តងទៀត'),
  bringHome: after('P-08', 'wanted', 'Bring about what the review has decided', 'អនុវត្តការសម្រេចនៃការពិនិត្យ'),
  reviewOpens: review(true, 'The next review opens', 'ការពិនិត្យឡើងវិញបន្ទាប់ចាប់ផ្តើម'),
  holdReview: review(false, 'Review of the placement', 'ការពិនិត្យឡើងវិញនៃការដាក់'),
  nextVisit: {
    parameter: 'P-15',
    text: { en: 'The next visit opens or is over', km: 'ការចុះតាមដានបន្ទាប់ចាប់ផ្តើម ឬផុតកំណត់' },
    due: (context, given) => {
      const at = nextChange(context, given.now) ?? given.now;
      const from = context.anchors.placed ?? given.now;
      return due('P-15', at, dateOf(at - 1), { from, amount: Math.round((at - from) / day) }, given);
    },
  },
  approval: after('P-37', 'proposed', 'Answer the proposal', 'ឆ្លើយតបសំណើ'),
  report: after('P-14', 'concern', 'Report of suspected abuse', 'របាយការណ៍សង្ស័យការរំលោភ', (v) => v.target as Amount),
  reportLimit: after('P-14', 'concern', 'Legal limit of the report', 'កំណត់តាមច្បាប់នៃរបាយការណ៍', (v) => v.limit as Amount),
  seeSiblings: after('P-14', 'concern', 'See the other children', 'ជួបកុមារផ្សេងទៀត', (v) => v.target as Amount),
  investigate: after('P-53', 'reported', 'Decision on the safety concern', 'ការសម្រេចលើក្តីបារម្ភសុវត្ថិភាព'),
  protectionEnds: {
    parameter: 'P-13',
    text: { en: 'Protection away from home ends', km: 'ការការពារនៅក្រៅផ្ទះផុតកំណត់' },
    due: (context, given) => {
      const at = context.protectedUntil ?? given.now;
      const from = context.anchors.protected ?? given.now;
      return due('P-13', at, dateOf(at - 1), { from, amount: Math.max(0, Math.floor((at - from) / day)) }, given);
    },
  },
  findChild: after('P-38', 'missing', 'Find the child', 'ស្វែងរកកុមារ'),
  transferProvince: after(
    'P-52',
    'offered',
    'Answer of the district that is asked',
    'ចម្លើយរបស់ស្រុកដែលបានស្នើ',
    (v) => v.province as Amount,
  ),
  transferMinistry: after(
    'P-52',
    'offered',
    'The ministry learns of an unanswered transfer',
    'ក្រសួងត្រូវជូនដំណឹងអំពីការផ្ទេរដែលគ្មានចម្លើយ',
    (v) => v.ministry as Amount,
  ),
  nearlyAdult: turns('prepare', 'Prepare leaving care', 'រៀបចំការចាកចេញពីការថែទាំ'),
  adult: turns('adult', 'The young person comes of age', 'យុវជនគ្រប់អាយុពេញវ័យ'),
  checkVisit: after(
    'P-60',
    'drawn',
    'A second person checks the visit',
    'អ្នកទីពីរផ្ទៀងផ្ទាត់ការចុះតាមដាន',
    (v) => v.within as Amount,
  ),
  noteGap: after('P-20', 'noted', 'Nothing was written for long', 'គ្មានកំណត់ត្រាយូរ'),
  ageOut: after('P-07', 'adult', 'Close at eighteen', 'បិទករណីនៅអាយុ ១៨ ឆ្នាំ'),
} satisfies Record<string, Deadline<Context>>;
export type DeadlineName = keyof typeof deadlines;
