/** When what is due: each deadline counts from an anchor in the context and names its parameter. */
import type { Amount } from '../parameters';
import { dateOf, day, dueAfter, startOf, type Due } from '../time';
import type { Deadline, Given } from '../workflow';
import type { Anchors, Context } from './context';

function after(parameter: string, anchor: keyof Anchors, en: string, km: string): Deadline<Context> {
  return {
    parameter,
    text: { en, km },
    due: (context, given) =>
      dueAfter(context.anchors[anchor] ?? given.now, given.parameters.values[parameter], given, parameter),
  };
}

/** An end that a decision named: as many calendar days after its start as the decision says. */
function until(parameter: string, from: number, end: number, given: Given): Due {
  const days = Math.round((startOf(dateOf(end)) - startOf(dateOf(from))) / day);
  return dueAfter(from, { amount: days, unit: 'days' }, given, parameter);
}

const risk = (context: Context) => context.risk ?? 'high';

export const deadlines = {
  triage: after('P-38', 'concern', 'Safety triage', 'ការវាយតម្លៃសុវត្ថិភាពដំបូង'),
  danger: after('P-10', 'concern', 'The child in danger is seen in person', 'កុមារក្នុងគ្រោះថ្នាក់ត្រូវបានជួបផ្ទាល់'),
  supportFirst: after('P-47', 'preparing', 'Answer of the services offered to the family', 'ចម្លើយរបស់សេវាដែលផ្តល់ជូនគ្រួសារ'),
  acknowledge: after('P-02', 'submitted', 'Acknowledge the request', 'ទទួលស្គាល់ពាក្យស្នើសុំ'),
  assign: {
    parameter: 'P-03',
    text: { en: 'Assign a caseworker', km: 'ចាត់តាំងអ្នកគ្រប់គ្រងករណី' },
    due: (context, given) => {
      const values = given.parameters.values['P-03'] as { normal: Amount; high: Amount };
      const amount = risk(context) === 'high' ? values.high : values.normal;
      return dueAfter(context.anchors.registered ?? given.now, amount, given, 'P-03');
    },
  },
  firstContact: {
    parameter: 'P-04',
    text: { en: 'First meeting in person', km: 'ជួបផ្ទាល់លើកដំបូង' },
    due: (context, given) => {
      const values = given.parameters.values['P-04'] as Record<'high' | 'medium' | 'low', Amount>;
      return dueAfter(context.anchors.registered ?? given.now, values[risk(context)], given, 'P-04');
    },
  },
  form2: after('P-05', 'registered', 'Form 2 complete', 'បញ្ចប់ទម្រង់ទី២'),
  plan: after('P-06', 'registered', 'Form 3 plan', 'ផែនការតាមទម្រង់ទី៣'),
  qualityCheck: after('P-37', 'recommended', 'Quality check by the supervisor', 'ការត្រួតពិនិត្យគុណភាពដោយប្រធាន'),
  decision: after('P-07', 'complete', 'Decision after a complete file', 'សេចក្តីសម្រេចក្រោយសំណុំរឿងពេញលេញ'),
  ministryDecision: after('P-44', 'referred', 'Decision of the ministry', 'សេចក្តីសម្រេចរបស់ក្រសួង'),
  challengeDecision: after('P-44', 'challenged', 'Decision on the challenge', 'សេចក្តីសម្រេចលើការជំទាស់'),
  information: after('P-43', 'asked', 'Answer to the request for information', 'ឆ្លើយតបសំណើព័ត៌មានបន្ថែម'),
  courtInquiry: after('P-45', 'referred', 'Inquiry at the court', 'ការសាកសួរតុលាការ'),
  notice: after('P-46', 'decided', 'Notice of the decision', 'ការជូនដំណឹងសេចក្តីសម្រេច'),
  appealPeriod: after('P-36', 'informed', 'Appeal period', 'រយៈពេលប្តឹងតវ៉ា'),
  authorityUnused: after('P-08', 'decided', 'Unused authority becomes void', 'ការអនុញ្ញាតមិនបានប្រើអស់សុពលភាព'),
  placementPlan: after('P-06', 'arrived', 'Form 3 plan after arrival', 'ផែនការតាមទម្រង់ទី៣ក្រោយពេលមកដល់'),
  review: after('P-11', 'reviewed', 'Review of the placement', 'ការពិនិត្យឡើងវិញនៃការដាក់'),
  redecide: after('P-07', 'suspended', 'New decision on the suspended admission', 'សម្រេចឡើងវិញលើការទទួលដែលត្រូវបានព្យួរ'),
  familyOption: after(
    'P-07',
    'held',
    'A family option for the suspended request',
    'ជម្រើសគ្រួសារសម្រាប់ពាក្យស្នើដែលត្រូវបានព្យួរ',
  ),
  emergencySeen: after('P-10', 'taken', 'The child is seen in person', 'កុមារត្រូវបានជួបផ្ទាល់'),
  emergencyAuthority: after('P-09', 'taken', 'Emergency authority ends', 'សិទ្ធិដាក់បន្ទាន់ផុតកំណត់'),
  interimEnds: {
    parameter: 'P-13',
    text: { en: 'Interim care ends', km: 'ការថែទាំបណ្តោះអាសន្នផុតកំណត់' },
    due: (context, given) => until('P-13', context.coverFrom ?? given.now, context.coverUntil ?? given.now, given),
  },
  authorityEnds: {
    parameter: 'P-12',
    text: { en: 'Authority for residential care ends', km: 'ការអនុញ្ញាតថែទាំក្នុងគ្រឹះស្ថានផុតកំណត់' },
    due: (context, given) => until('P-12', context.coverFrom ?? given.now, context.coverUntil ?? given.now, given),
  },
  lapseRepeat: {
    parameter: 'P-40',
    text: { en: 'Acknowledge the lapsed authority', km: 'ទទួលស្គាល់ការផុតកំណត់នៃសិទ្ធិ' },
    due: (_context, given) => dueAfter(given.now, given.parameters.values['P-40'], given, 'P-40'),
  },
  voidDecision: after(
    'P-07',
    'lapsed',
    'New decision for a child without authority',
    'សេចក្តីសម្រេចថ្មីសម្រាប់កុមារគ្មានការអនុញ្ញាត',
  ),
} satisfies Record<string, Deadline<Context>>;
export type DeadlineName = keyof typeof deadlines;
