/** The criteria of a decision to admit, in the order in which they are shown (domain B.1.3), and the rules that hold each. */
import type { BrokenRule } from '../../api';
import type { Text } from '../../language';

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

/** Rules that look at the answers of the decision's form: before it is sent nobody can say that they are kept. */
export const askedWithForm: ReadonlySet<string> = new Set([
  'N-01',
  'N-15',
  'N-11',
  'N-06',
  'N-05',
  'N-20',
  'N-13',
  'N-07',
  'N-09',
  'gatekeeping.contact-plan',
  'N-14',
]);

export type Standing = 'broken' | 'later' | 'kept' | 'look';

/** How a criterion stands, from the rules that stand in the way of an approval now. */
export function standingOf({ rules }: Criterion, broken: readonly BrokenRule[]): Standing {
  if (rules.length === 0) return 'look';
  if (broken.some(({ id }) => rules.includes(id))) return 'broken';
  return rules.some((id) => askedWithForm.has(id)) ? 'later' : 'kept';
}
