/** The forms of the order, its freeze, its appeal and its end. */
import { z } from 'zod';
import { choice, choices, date, institution, text, under, yes, type Label } from '../../fields';
import { count, on, note, reasons } from './shared';

const kinds = {
  voluntary: ['voluntary transition of the provider', 'ការផ្លាស់ប្តូរដោយស្ម័គ្រចិត្តរបស់ប្រតិបត្តិករ'],
  regulatory: ['after the ladder of sanctions', 'បន្ទាប់ពីវិធានការតាមលំដាប់'],
  emergency: ['emergency: children are in danger', 'បន្ទាន់៖ កុមារស្ថិតក្នុងគ្រោះថ្នាក់'],
  abandonment: ['abandoned by the provider', 'ត្រូវប្រតិបត្តិករបោះបង់'],
} as const satisfies Record<string, Label>;
const kind = () => choice(['Kind of closure', 'ប្រភេទនៃការបិទ'], kinds);

const order = {
  ...under('order', {
    institution: institution(),
    kind: kind(),
    legalBasis: text('Legal basis', 'មូលដ្ឋានច្បាប់'),
    reasons: reasons(),
    targetOn: date('Empty by', 'ត្រូវអស់កុមារត្រឹមថ្ងៃទី'),
    transition: yes(
      'The provider goes on with services in the community, without beds',
      'ប្រតិបត្តិករបន្តផ្តល់សេវាក្នុងសហគមន៍ ដោយគ្មានគ្រែ',
    ),
  }),
  ...under('capacity', {
    danger: yes('Children are in danger now', 'កុមារកំពុងស្ថិតក្នុងគ្រោះថ្នាក់'),
    shortReason: text(
      'Why the order is signed although caseworkers or foster places are short',
      'មូលហេតុចុះហត្ថលេខា ទោះបីខ្វះអ្នកគ្រប់គ្រងករណី ឬកន្លែងគ្រួសារធម៌',
    ).optional(),
  }),
};

export const orderForms = {
  'engagement.recorded': z.strictObject({
    ...under('order', {
      institution: institution(),
      kind: kind(),
      on: on(),
      minutes: text('Minutes: staff, board, donors', 'កំណត់ហេតុ៖ បុគ្គលិក ក្រុមប្រឹក្សា ម្ចាស់ជំនួយ'),
      flightRisk: yes('Children may be taken away before the order', 'កុមារអាចត្រូវនាំចេញមុនដីកា'),
    }),
  }),
  'engagement.ended': z.strictObject({ reasons: reasons() }),
  'capacity.checked': z.strictObject({ ...under('capacity', { on: on(), note: note() }) }),
  'order.signed': z.strictObject(order),
  'freeze.acknowledged': z.strictObject({
    ...under('freeze', {
      understood: yes('No child is admitted, no file is removed', 'មិនទទួលកុមារ និងមិនយកឯកសារចេញ'),
      note: note(),
    }),
  }),
  'obstruction.recorded': z.strictObject({
    ...under('freeze', {
      on: on(),
      by: choices(['Who stands in the way', 'អ្នកដែលរារាំង'], {
        director: ['the director', 'នាយក'],
        staff: ['staff', 'បុគ្គលិក'],
        owner: ['the owner or the board', 'ម្ចាស់ ឬក្រុមប្រឹក្សា'],
        donor: ['a donor', 'ម្ចាស់ជំនួយ'],
        other: ['somebody else', 'អ្នកផ្សេង'],
      }),
      what: text(
        'What they do: talk families or children out of it, hide a file or a child, refuse entry',
        'អ្វីដែលគេធ្វើ៖ បញ្ចុះបញ្ចូលគ្រួសារ ឬកុមារកុំឱ្យទៅ លាក់ឯកសារ ឬកុមារ បដិសេធមិនឱ្យចូល',
      ),
    }),
  }),
  'freezeVisit.recorded': z.strictObject({
    ...under('freeze', {
      on: on(),
      served: yes('The notice was handed over or posted at the gate', 'លិខិតជូនដំណឹងត្រូវបានប្រគល់ ឬបិទនៅច្រកទ្វារ'),
      newChildren: count('Children who came after the order', 'កុមារដែលមកក្រោយដីកា', 500),
      note: note(),
    }),
  }),
  'extension.signed': z.strictObject({
    ...under('order', { targetOn: date('New date', 'កាលបរិច្ឆេទថ្មី'), reasons: reasons() }),
  }),
  'appeal.filed': z.strictObject({ ...under('order', { on: on(), grounds: text('Grounds', 'មូលហេតុ') }) }),
  'appeal.decided': z.strictObject({
    ...under('order', {
      on: on(),
      result: choice(['Result', 'លទ្ធផល'], {
        dismissed: ['dismissed: the order stands', 'ច្រានចោល៖ ដីកានៅជាធរមាន'],
        granted: ['granted: the order is to be withdrawn', 'ទទួលយក៖ ដីកាត្រូវដកវិញ'],
      }),
      reasons: reasons(),
    }),
  }),
  'abandonment.recorded': z.strictObject({ ...under('order', { on: on(), reasons: reasons() }) }),
  'order.withdrawn': z.strictObject({
    ...under('order', {
      reasons: reasons(),
      reinspectedOn: date('Re-inspected on', 'ត្រួតពិនិត្យឡើងវិញនៅថ្ងៃទី'),
      standardsMet: yes('All standards are met', 'បានបំពេញតាមស្តង់ដារទាំងអស់'),
    }),
  }),
  'freeze.lifted': z.strictObject({ ...under('order', { reasons: reasons() }) }),
  'order.upheld': z.strictObject({ ...under('order', { on: on(), reasons: reasons() }) }),
} satisfies Record<string, z.ZodType>;
