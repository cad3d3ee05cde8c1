/** When what is due: each deadline counts from an anchor in the context and names its parameter. */
import type { Amount } from '../parameters';
import { dateOf, day, dueAfter, endOf, startOf, type Due } from '../time';
import type { Deadline, Given } from '../workflow';
import { isAssessed, isNeedy, type Context } from './context';

type Anchor = keyof Context['anchors'];
type Pick = (value: any, context: Context) => Amount;

function after(
  parameter: string,
  anchor: Anchor,
  en: string,
  km: string,
  pick: Pick = (v) => v as Amount,
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

/** A due date that no single amount gives: the last good day, and what it is counted from. */
function dayOf(
  parameter: string,
  en: string,
  km: string,
  find: (context: Context) => { from?: number; on?: string },
): Deadline<Context> {
  return {
    parameter,
    text: { en, km },
    due: (context, given: Given): Due => {
      const { from = given.now, on = dateOf(given.now) } = find(context);
      return {
        at: endOf(on),
        on,
        exact: false,
        provisional: false,
        why: {
          parameter,
          parameterVersion: given.parameters.version,
          calendarVersion: given.calendar.version,
          clock: 'calendar',
          anchor: from,
          amount: Math.max(0, Math.round((startOf(on) - startOf(dateOf(from))) / day)),
          unit: 'days',
          skipped: [],
        },
      };
    },
  };
}
/** The day that the order, or its last extension, names. */
const target = (en: string, km: string) =>
  dayOf('P-81', en, km, ({ anchors, target: on }) => ({ from: anchors.ordered, on }));

const assess = after('P-28', 'sealed', 'Form 2 of each child', 'ទម្រង់ទី២របស់កុមារម្នាក់ៗ', (value, { children }) =>
  children.some((row) => isNeedy(row) && !isAssessed(row)) ? value.urgent : value.normal,
);

export const deadlines = {
  checkCapacity: after('P-87', 'opened', 'Check what the area can carry', 'ពិនិត្យសមត្ថភាពក្នុងតំបន់'),
  signOrder: after('P-87', 'opened', 'Sign the order', 'ចុះហត្ថលេខាលើដីកា'),
  freeze: after('P-80', 'ordered', 'Acknowledged and visited after the freeze', 'ទទួលស្គាល់ និងចុះពិនិត្យក្រោយការបង្កក'),
  enforceFreeze: after('P-38', 'escalated', 'Enforce the freeze', 'អនុវត្តការបង្កក'),
  census: after('P-27', 'ordered', 'Census of the children', 'ជំរឿនកុមារ'),
  screen: after('P-27', 'ordered', 'A private talk with each child', 'ការនិយាយដោយឡែកជាមួយកុមារម្នាក់ៗ'),
  analysis: after('P-85', 'ordered', 'Analysis of the institution', 'ការវិភាគគ្រឹះស្ថាន'),
  assess,
  // the provider has left: sooner, and never later than what was promised already
  assessAtOnce: {
    parameter: 'P-28',
    text: { en: 'Form 2 of each child, at once', km: 'ទម្រង់ទី២របស់កុមារម្នាក់ៗ ជាបន្ទាន់' },
    due: (context, given) => {
      const { sealed = given.now, abandoned = sealed } = context.anchors;
      const soon = dueAfter(Math.max(sealed, abandoned), given.parameters.values['P-28'].urgent, given, 'P-28');
      const promised = assess.due(context, given);
      return promised.at < soon.at ? promised : soon;
    },
  },
  plan: after('P-29', 'ordered', 'Plan and destination of each child', 'ផែនការ និងកន្លែងទៅរបស់កុមារម្នាក់ៗ'),
  move: target('The last child has left', 'កុមារចុងក្រោយបានចាកចេញ'),
  settle: target('Staff, money and files are settled', 'បុគ្គលិក ថវិកា និងឯកសារត្រូវបានដោះស្រាយ'),
  empty: target('The premises are empty', 'អគារលែងមានអ្នកស្នាក់នៅ'),
  cash: after('P-82', 'cash', 'Check of the money', 'ពិនិត្យថវិកា'),
  secure: after('P-07', 'cash', 'Secure the money', 'ធានាថវិកា'),
  rebuild: after('P-85', 'sealed', 'Rebuild the files', 'រៀបចំឯកសារឡើងវិញ'),
  appeal: after('P-87', 'appealed', 'Decision on the appeal', 'ការសម្រេចលើបណ្តឹងជំទាស់'),
  lift: after('P-87', 'withdrawn', 'Lift the freeze, or let the order stand', 'លើកការបង្កក ឬរក្សាដីកាដដែល'),
  lookAgain: after('P-38', 'returned', 'A child is recorded in closed premises', 'មានការកត់ត្រាកុមារក្នុងអគារដែលបានបិទ'),
  verify: after('P-87', 'emptied', 'Unannounced verification', 'ការផ្ទៀងផ្ទាត់ដោយមិនជូនដំណឹងមុន'),
  certify: after('P-87', 'emptied', 'Certificate of closure', 'វិញ្ញាបនបត្រនៃការបិទ'),
  watch: dayOf('P-30', 'Premises and people are watched', 'ការតាមដានអគារ និងបុគ្គល', ({ anchors, visits }) => ({
    from: anchors.certified,
    on: visits.at(-1)?.on,
  })),
} satisfies Record<string, Deadline<Context>>;
export type DeadlineName = keyof typeof deadlines;
