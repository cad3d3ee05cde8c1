/** The criteria of a decision to admit, in the order in which they are shown (domain B.1.3), and the rules that hold each. */
import type { BrokenRule } from '../../api';
import type { Text } from '../../language';
import type { Workflow } from '../cases/reads';

export interface Criterion {
  text: Text;
  rules: string[];
}

export const criteria: Criterion[] = [
  { text: { en: 'Is there immediate danger?', km: 'តើមានគ្រោះថ្នាក់ភ្លាមៗដែរឬទេ?' }, rules: [] },
  { text: { en: 'Is the child three or older on arrival?', km: 'តើកុមារមានអាយុចាប់ពីបីឆ្នាំ នៅថ្ងៃមកដល់ឬ?' }, rules: ['N-01'] },
  { text: { en: 'Is it a category of the sub-decree?', km: 'តើស្ថិតក្នុងប្រភេទនៃអនុក្រឹត្យឬ?' }, rules: ['N-12'] },
  {
    text: { en: 'Is there a ground besides poverty and school?', km: 'តើមានមូលហេតុក្រៅពីភាពក្រីក្រ និងការសិក្សាឬ?' },
    rules: ['N-02', 'N-15'],
  },
  {
    text: { en: 'Are the documents verified?', km: 'តើឯកសារត្រូវបានផ្ទៀងផ្ទាត់ឬ?' },
    rules: ['gatekeeping.documents-confirmed'],
  },
  { text: { en: 'Is the ladder of care exhausted?', km: 'តើបានសាកល្បងកម្រិតជម្រើសថែទាំទាំងអស់ឬ?' }, rules: ['N-11'] },
  {
    text: { en: 'May the institution receive the child today?', km: 'តើគ្រឹះស្ថានអាចទទួលកុមារនៅថ្ងៃនេះឬ?' },
    rules: ['N-06', 'N-05', 'N-20', 'N-13'],
  },
  { text: { en: 'Do brothers and sisters stay together?', km: 'តើបងប្អូននៅជាមួយគ្នាឬ?' }, rules: ['N-07'] },
  { text: { en: 'Is it as near to home as possible?', km: 'តើនៅជិតផ្ទះតាមដែលអាចធ្វើបានឬ?' }, rules: [] },
  {
    text: { en: 'Are there a plan, a goal and an end date?', km: 'តើមានផែនការ គោលដៅ និងកាលបរិច្ឆេទបញ្ចប់ឬ?' },
    rules: ['N-09', 'gatekeeping.contact-plan'],
  },
  {
    text: { en: 'Do the parents agree, or did a court order it?', km: 'តើឪពុកម្តាយយល់ព្រម ឬមានដីកាតុលាការឬ?' },
    rules: ['N-08'],
  },
  { text: { en: 'Were the views of the child sought?', km: 'តើបានស្តាប់យោបល់របស់កុមារឬ?' }, rules: ['N-14'] },
];

/** Rules that are asked for every decision, beside the criteria. */
export const alsoAsked = ['N-03', 'N-10', 'gatekeeping.level'];

/** What the standing of the institution itself breaks, whatever the form will say: N-05 where it is not authorised, N-20 where frozen. */
export function stoppedBy(
  institution: { code: string; standing: string } | undefined,
  rules: readonly Workflow['rules'][number][],
): BrokenRule[] {
  if (!institution || institution.standing === 'authorised') return [];
  const { code, standing } = institution;
  return rules
    .filter(({ id }) => id === 'N-05' || standing === 'frozen')
    .map(({ id, source, text }) => {
      const words = stops[id === 'N-20' ? 'frozen' : 'other'];
      return {
        id,
        source,
        message: text,
        missing: { en: `${code}: ${words.en}`, km: `${code}៖ ${words.km}` },
        who: ['mosvy'],
      };
    });
}
const stops = {
  frozen: { en: 'admissions are frozen by an order', km: 'ការទទួលចូលត្រូវបានបង្កកតាមដីកា' },
  other: { en: 'the institution may not receive children now', km: 'គ្រឹះស្ថានមិនអាចទទួលកុមារនៅពេលនេះទេ' },
};

type Rule = Pick<Workflow['rules'][number], 'id' | 'needsForm'>;
type Asked = Pick<Workflow, 'rules'> & { diagram: Pick<Workflow['diagram'], 'transitions'> };

export type Standing = 'broken' | 'later' | 'kept' | 'look';

/** How a rule stands: one that looks at the form's answers can be called kept by nobody before they are sent. */
export function standingOfRule({ id, needsForm }: Rule, broken: readonly BrokenRule[]): Standing {
  if (broken.some((one) => one.id === id)) return 'broken';
  return needsForm ? 'later' : 'kept';
}

/** How a criterion stands, from its rules: what stands in the way comes first, then what is yet to be checked. */
export function standingOf(rules: readonly Rule[], broken: readonly BrokenRule[]): Standing {
  const found = rules.map((rule) => standingOfRule(rule, broken));
  return found.find((is) => is === 'broken') ?? found.find((is) => is === 'later') ?? found[0] ?? 'look';
}

/** The rules of an event in the present states that are checked when it is sent, each once. */
export function checkedLater(workflow: Asked, states: readonly string[], event: string): Asked['rules'] {
  const here = (from: string) => from === '' || states.some((state) => `${state}.`.startsWith(`${from}.`));
  const asked = new Set(
    workflow.diagram.transitions.flatMap((one) => (one.event === event && here(one.from) ? one.rules : [])),
  );
  return workflow.rules.filter(({ id, needsForm }) => needsForm && asked.has(id));
}
