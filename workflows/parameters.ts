/** The parameters P-xx of the domain: meaning, default and source. Values in force come from the database, versioned. */
import { z } from 'zod';
import type { Text } from './workflow';

export const amount = z.strictObject({
  amount: z.number().int().positive().max(36_500),
  unit: z.enum(['hours', 'days', 'workingDays', 'months']),
});
export type Amount = z.infer<typeof amount>;

/** Values in force at one moment, with the version of the whole set that a decision names. */
export interface Parameters {
  version: number;
  values: Record<string, any>;
}

export interface ParameterSpec {
  id: string;
  text: Text;
  value: z.ZodType;
  default: unknown;
  /** evidence tag of the domain */
  source: string;
  /** `verified`: read in a source; `analogue`: another country's or practice's number; `proposal`: no law says it */
  certainty: 'verified' | 'analogue' | 'proposal';
}

const byRisk = z.strictObject({ high: amount, medium: amount, low: amount });
/** One step of a follow-up schedule, counted from the day of the placement; `window` names how long before it opens (P-21). */
const scheduled = z.strictObject({
  step: z.string().regex(/^[A-Z][A-Z0-9+]{0,7}$/),
  kind: z.enum(['call', 'visit']),
  after: z.strictObject({ amount: z.number().int().positive().max(3650), unit: z.enum(['days', 'months']) }),
  window: z.enum(['weekly', 'monthly', 'quarterly']),
});
const schedule = z
  .array(scheduled)
  .min(1)
  .max(80)
  .refine((steps) => new Set(steps.map((s) => s.step)).size === steps.length, 'a step is there twice');
export type ScheduledStep = z.infer<typeof scheduled>;
/** One rung of a ladder: fires `days` after the due day (or instant); `to` are roles resolved when it fires. */
const rung = z.strictObject({
  rung: z.string().regex(/^[a-z0-9-]+$/),
  days: z.number().int().min(-60).max(365),
  to: z.enum(['worker', 'supervisor', 'province', 'ministry']),
});
const ladder = z.array(rung).min(1).max(12);
export type Rung = z.infer<typeof rung>;

const days = (n: number): Amount => ({ amount: n, unit: 'days' });
const workingDays = (n: number): Amount => ({ amount: n, unit: 'workingDays' });
const hours = (n: number): Amount => ({ amount: n, unit: 'hours' });
const months = (n: number): Amount => ({ amount: n, unit: 'months' });

type Window = ScheduledStep['window'];
const call = (n: number): ScheduledStep => ({
  step: `D+${n}`,
  kind: 'call',
  after: { amount: n, unit: 'days' },
  window: 'weekly',
});
const onDay = (n: number, window: Window = 'weekly'): ScheduledStep => ({ ...call(n), kind: 'visit', window });
const inMonth = (n: number, window: Window): ScheduledStep => ({
  step: `M${n}`,
  kind: 'visit',
  after: { amount: n, unit: 'months' },
  window,
});
const monthly = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => inMonth(from + i, 'monthly'));
const every = (step: number, from: number, to: number) =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step);

function spec(
  id: string,
  en: string,
  km: string,
  value: z.ZodType,
  standard: unknown,
  source: string,
  certainty: ParameterSpec['certainty'],
): ParameterSpec {
  return { id, text: { en, km }, value, default: standard, source, certainty };
}

/** P-01 to P-34 as the domain has them, P-35 onwards our own proposals; those of later procedures come with them. */
export const parameterSpecs: ParameterSpec[] = [
  spec(
    'P-01',
    'Minimum age in years for any placement in a residential care institution',
    'អាយុអប្បបរមា (ឆ្នាំ) សម្រាប់ការដាក់ក្នុងគ្រឹះស្ថានថែទាំ',
    z.number().int().min(3).max(18),
    3,
    '[V:S0b, S8]',
    'verified',
  ),
  spec(
    'P-02',
    'Acknowledge an admission request',
    'ការទទួលស្គាល់ពាក្យស្នើសុំ',
    amount,
    workingDays(1),
    '[DP]; analogue [V:S37]',
    'proposal',
  ),
  spec(
    'P-03',
    'Assign a caseworker',
    'ការចាត់តាំងអ្នកគ្រប់គ្រងករណី',
    z.strictObject({ normal: amount, high: amount }),
    { normal: hours(3), high: hours(1) },
    '[V:S2]',
    'analogue',
  ),
  spec(
    'P-04',
    'First meeting in person, by risk',
    'ការជួបផ្ទាល់លើកដំបូង តាមកម្រិតហានិភ័យ',
    byRisk,
    { high: workingDays(2), medium: workingDays(5), low: workingDays(10) },
    '[V:S34]',
    'analogue',
  ),
  spec(
    'P-05',
    'Form 2 complete, from registration',
    'បញ្ចប់ទម្រង់ទី២ គិតពីការចុះបញ្ជី',
    amount,
    days(14),
    '[DP]; analogue [V:S37]',
    'proposal',
  ),
  spec(
    'P-06',
    'Form 3 plan, from registration or placement',
    'ផែនការតាមទម្រង់ទី៣',
    amount,
    days(30),
    '[V:S35]',
    'analogue',
  ),
  spec('P-07', 'Decision after a complete file', 'ការសម្រេចក្រោយសំណុំរឿងពេញលេញ', amount, workingDays(5), '[DP]', 'proposal'),
  spec(
    'P-08',
    'Validity of an unused admission authority',
    'សុពលភាពនៃការអនុញ្ញាតដែលមិនទាន់ប្រើ',
    amount,
    days(14),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-09',
    'Emergency placement authority, from the moment the child was taken into care',
    'សិទ្ធិដាក់បន្ទាន់ គិតពីពេលទទួលកុមារ',
    amount,
    hours(72),
    '[V:S36]',
    'analogue',
  ),
  spec(
    'P-10',
    'Emergency: the district social worker has seen the child in person',
    'ករណីបន្ទាន់៖ បុគ្គលិកសង្គមកិច្ចស្រុកបានជួបកុមារផ្ទាល់',
    amount,
    hours(24),
    '[V:S36]',
    'analogue',
  ),
  spec('P-11', 'Placement review', 'ការពិនិត្យឡើងវិញនៃការដាក់', amount, days(90), '[V:S3]', 'verified'),
  spec(
    'P-12',
    'Longest single authority for residential care',
    'រយៈពេលអតិបរមានៃការអនុញ្ញាតម្តង',
    amount,
    days(180),
    '[V:S10]; rule [DP]',
    'proposal',
  ),
  spec('P-13', 'Longest emergency foster care', 'រយៈពេលអតិបរមានៃគ្រួសារធម៌បន្ទាន់', amount, days(90), '[V:S38]', 'analogue'),
  spec(
    'P-14',
    'Report of suspected abuse: target and legal limit',
    'របាយការណ៍សង្ស័យការរំលោភ៖ គោលដៅ និងកំណត់តាមច្បាប់',
    z.strictObject({ target: amount, limit: amount }),
    { target: hours(24), limit: hours(48) },
    '[V2:S5]',
    'verified',
  ),
  spec(
    'P-15',
    'Follow-up after a placement: standard schedule',
    'កាលវិភាគតាមដានក្រោយការដាក់៖ ធម្មតា',
    schedule,
    [
      call(1),
      ...[3, 7, 14, 21, 28].map((n) => onDay(n)),
      ...monthly(2, 6),
      inMonth(9, 'quarterly'),
      inMonth(12, 'quarterly'),
    ],
    '[DP]; analogues [V:S31, S32, S33]',
    'proposal',
  ),
  spec(
    'P-16',
    'Follow-up after a placement: schedule for high risk',
    'កាលវិភាគតាមដានក្រោយការដាក់៖ ហានិភ័យខ្ពស់',
    schedule,
    [
      call(1),
      onDay(2),
      ...every(7, 7, 56).map((n) => onDay(n)),
      ...every(14, 70, 182).map((n) => onDay(n)),
      ...monthly(7, 12),
      ...every(3, 15, 24).map((n) => inMonth(n, 'quarterly')),
    ],
    '[DP]; analogue [V:S31]',
    'proposal',
  ),
  spec(
    'P-17',
    'Longest time without any contact, by risk; a telephone call counts here, never as a visit',
    'រយៈពេលអតិបរមាគ្មានទំនាក់ទំនង តាមកម្រិតហានិភ័យ (ទូរស័ព្ទរាប់ត្រឹមនេះ មិនរាប់ជាការចុះជួប)',
    byRisk,
    { high: days(7), medium: days(14), low: months(1) },
    '[V:S33]',
    'analogue',
  ),
  spec(
    'P-18',
    'Least time of monitoring before a case is closed',
    'រយៈពេលតាមដានអប្បបរមាមុនបិទករណី',
    amount,
    months(12),
    '[DP]',
    'proposal',
  ),
  spec('P-19', 'Full reassessment', 'ការវាយតម្លៃឡើងវិញពេញលេញ', amount, months(6), '[V:S1]', 'analogue'),
  spec('P-20', 'Longest time without a case note', 'រយៈពេលអតិបរមាគ្មានកំណត់ត្រាករណី', amount, days(30), '[V:S1]', 'analogue'),
  spec(
    'P-21',
    'Days before the nominal day from which a visit counts, by the step of the schedule',
    'ចំនួនថ្ងៃមុនថ្ងៃកំណត់ ដែលការចុះជួបចាប់រាប់',
    z.strictObject({
      weekly: z.number().int().min(0).max(60),
      monthly: z.number().int().min(0).max(60),
      quarterly: z.number().int().min(0).max(60),
    }),
    { weekly: 3, monthly: 7, quarterly: 14 },
    '[DP]',
    'proposal',
  ),
  spec(
    'P-22',
    'Overdue ladder',
    'ជណ្តើរជូនដំណឹងពេលហួសកំណត់',
    z.strictObject({ normal: ladder, high: ladder }),
    {
      normal: [
        { rung: 'reminder-7', days: -7, to: 'worker' },
        { rung: 'reminder-1', days: -1, to: 'worker' },
        { rung: 'worker', days: 1, to: 'worker' },
        { rung: 'supervisor', days: 3, to: 'supervisor' },
        { rung: 'province', days: 7, to: 'province' },
        { rung: 'ministry', days: 14, to: 'ministry' },
      ],
      high: [
        { rung: 'worker', days: 0, to: 'worker' },
        { rung: 'supervisor', days: 1, to: 'supervisor' },
        { rung: 'province', days: 2, to: 'province' },
        { rung: 'ministry', days: 3, to: 'ministry' },
      ],
    },
    '[DP]; [V:S1]',
    'proposal',
  ),
  spec(
    'P-23',
    'Unannounced welfare check after two scheduled visits in a row without the child seen in person',
    'ការពិនិត្យសុខុមាលភាពដោយមិនជូនដំណឹង ក្រោយខកខានជួបកុមារពីរលើកជាប់គ្នា',
    amount,
    hours(48),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-24',
    'Longest time since the last full inspection of an institution that may admit',
    'រយៈពេលអតិបរមាពីអធិការកិច្ចពេញលេញចុងក្រោយ',
    amount,
    { amount: 12, unit: 'months' },
    '[V:S10]; count [DP]',
    'proposal',
  ),
  spec(
    'P-31',
    'Active cases of one worker: alert and block',
    'ចំនួនករណីក្នុងបុគ្គលិកម្នាក់៖ ព្រមាន និងទប់ស្កាត់',
    z.strictObject({ alert: z.number().int().positive(), block: z.number().int().positive() }),
    { alert: 25, block: 30 },
    '[GK]; [V:S2]',
    'analogue',
  ),
  spec(
    'P-32',
    'Workers whom one supervisor can lead',
    'ចំនួនបុគ្គលិកអតិបរមាក្រោមប្រធានម្នាក់',
    z.number().int().positive().max(100),
    6,
    '[V:S64]; [GK]',
    'analogue',
  ),
  spec(
    'P-33',
    'Block on a repeated request after a refusal',
    'ការទប់ស្កាត់ពាក្យស្នើសុំដដែលក្រោយការបដិសេធ',
    amount,
    days(90),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-34',
    'Policy date after which no institution is authorised; null until the register is imported',
    'កាលបរិច្ឆេទគោលនយោបាយ ក្រោយពីនោះគ្មានគ្រឹះស្ថានថ្មីត្រូវបានអនុញ្ញាត',
    z.iso.date().nullable(),
    null,
    '[V:S0b]',
    'verified',
  ),
  spec(
    'P-35',
    'Quorum of the gatekeeping meeting: members, and different agencies among them',
    'កូរ៉ុមនៃកិច្ចប្រជុំ៖ ចំនួនសមាជិក និងស្ថាប័នផ្សេងគ្នា',
    z.strictObject({ members: z.number().int().min(2).max(12), agencies: z.number().int().min(1).max(12) }),
    { members: 4, agencies: 3 },
    '[DP]; [V:S36]',
    'proposal',
  ),
  spec(
    'P-36',
    'Period for an appeal after the decision',
    'រយៈពេលប្តឹងតវ៉ាក្រោយការសម្រេច',
    amount,
    days(30),
    '[DP]',
    'proposal',
  ),
  spec('P-37', 'Supervisor quality check', 'ការត្រួតពិនិត្យគុណភាពដោយប្រធាន', amount, workingDays(2), '[DP]', 'proposal'),
  spec('P-38', 'Safety triage of a concern', 'ការវាយតម្លៃសុវត្ថិភាពដំបូង', amount, hours(24), '[DP]', 'proposal'),
  spec(
    'P-39',
    'Follow-up after a refusal or withdrawal',
    'ការតាមដានក្រោយការបដិសេធ ឬការដកពាក្យ',
    amount,
    days(30),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-40',
    'Repeat of the alert on a lapsed emergency authority, until acknowledged',
    'ការជូនដំណឹងឡើងវិញពេលសិទ្ធិបន្ទាន់ផុតកំណត់',
    amount,
    hours(1),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-41',
    'Emergency entries by one referrer to one facility that raise a pattern alert: more than `count` in `days`',
    'ចំនួនករណីបន្ទាន់ដដែលៗដែលបង្កើតការព្រមាន',
    z.strictObject({ count: z.number().int().positive(), days: z.number().int().positive() }),
    { count: 2, days: 90 },
    '[DP]',
    'proposal',
  ),
  spec(
    'P-42',
    'Admissions from one village to one institution that raise a pattern alert: at least `count` in 365 days',
    'ចំនួនកុមារពីភូមិមួយទៅគ្រឹះស្ថានមួយដែលបង្កើតការព្រមាន',
    z.strictObject({ count: z.number().int().positive() }),
    { count: 3 },
    '[DP]',
    'proposal',
  ),
  spec(
    'P-43',
    'Answer to a request for more information',
    'ការឆ្លើយតបសំណើព័ត៌មានបន្ថែម',
    amount,
    workingDays(10),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-44',
    'Decision of the ministry on an exception or appeal',
    'ការសម្រេចរបស់ក្រសួងលើករណីលើកលែង ឬបណ្តឹងតវ៉ា',
    amount,
    workingDays(10),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-45',
    'Inquiry at the court about a referral',
    'ការសាកសួរតុលាការអំពីសំណុំរឿងបញ្ជូន',
    amount,
    days(30),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-46',
    'Notice of the decision to family, child, commune and institution',
    'ការជូនដំណឹងសេចក្តីសម្រេច',
    amount,
    hours(24),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-47',
    'Answer of a service to a referral',
    'ការឆ្លើយតបរបស់សេវាចំពោះការបញ្ជូន',
    amount,
    workingDays(5),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-50',
    'A visit entered later than this after its day is kept, but counts as no visit',
    'ការចុះជួបដែលបញ្ចូលយឺតជាងនេះត្រូវបានរក្សាទុក ប៉ុន្តែមិនរាប់ជាការចុះជួប',
    amount,
    days(7),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-51',
    'Reviews of a placement in a family: days after it, then every so many days; days before that the review opens; and the time for a review on a trigger',
    'ការពិនិត្យឡើងវិញនៃការដាក់ក្នុងគ្រួសារ',
    z.strictObject({
      days: z.array(z.number().int().positive().max(3650)).min(1).max(12),
      then: z.number().int().positive().max(3650),
      opens: z.number().int().min(0).max(60),
      trigger: amount,
    }),
    { days: [90, 180, 365], then: 180, opens: 14, trigger: days(2) },
    '[DP]; analogue [V:S36]',
    'proposal',
  ),
  spec(
    'P-52',
    'A transfer nobody has accepted: both provinces, then the ministry',
    'ការផ្ទេរករណីដែលគ្មានអ្នកទទួល៖ មន្ទីរខេត្តទាំងពីរ បន្ទាប់មកក្រសួង',
    z.strictObject({ province: amount, ministry: amount }),
    { province: hours(168), ministry: hours(336) },
    '[DP]',
    'proposal',
  ),
  spec(
    'P-53',
    'Safety concern: decision after the report',
    'ក្តីបារម្ភសុវត្ថិភាព៖ ការសម្រេចក្រោយរបាយការណ៍',
    amount,
    hours(72),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-54',
    'Search before "not traced": attempts, days from first to last, different sources',
    'ការស្វែងរកមុនសន្និដ្ឋានថារកមិនឃើញ៖ ចំនួនដង ចំនួនថ្ងៃ និងប្រភព',
    z.strictObject({
      attempts: z.number().int().min(1).max(50),
      days: z.number().int().min(0).max(365),
      sources: z.number().int().min(1).max(10),
    }),
    { attempts: 3, days: 30, sources: 2 },
    '[DP]',
    'proposal',
  ),
  spec(
    'P-55',
    'Search before a child is given up as lost',
    'រយៈពេលស្វែងរកមុនសន្និដ្ឋានថាបាត់ដំណឹង',
    amount,
    days(90),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-56',
    'Latest sighting in person before a case is closed',
    'ការជួបផ្ទាល់ចុងក្រោយមុនបិទករណី',
    amount,
    days(30),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-57',
    'Time without a missed visit before a case is closed',
    'រយៈពេលគ្មានការខកខានចុះជួបមុនបិទករណី',
    amount,
    months(6),
    '[DP]',
    'proposal',
  ),
  spec(
    'P-58',
    'Ages in years from which leaving care is prepared, and at which it is due',
    'អាយុ (ឆ្នាំ) ដែលចាប់ផ្តើមរៀបចំការចាកចេញ និងអាយុពេញវ័យ',
    z.strictObject({ prepare: z.number().int().min(12).max(25), adult: z.number().int().min(16).max(25) }),
    { prepare: 17, adult: 18 },
    '[DP]; [GK]',
    'proposal',
  ),
  spec(
    'P-59',
    'Search for a family, and preparation of the return',
    'ការស្វែងរកគ្រួសារ និងការរៀបចំការត្រឡប់',
    amount,
    days(60),
    '[DP]',
    'proposal',
  ),
];

/** The defaults as a parameter set; version 1 of a new database. */
export function defaultParameters(): Parameters {
  return { version: 1, values: Object.fromEntries(parameterSpecs.map((p) => [p.id, p.default])) };
}
