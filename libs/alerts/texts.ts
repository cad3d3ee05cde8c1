import type { Text } from '../../workflows/workflow';
import type { Rung } from '../../workflows/parameters';
import { shortDate, writtenDate, writtenInstant } from '../calendar';

/** Sentences of the ladder. A message says the reference, the task and the date; never a name, an address, an allegation. */
export const alertTexts = {
  reminder: {
    en: 'Reminder: {task} ({reference}) is due on {date}.',
    km: 'រំលឹក៖ {task} ({reference}) ត្រូវបញ្ចប់នៅ{date}។',
  },
  reminderOpens: {
    en: 'Reminder: {task} ({reference}) may be done from {opens} and is due on {date}.',
    km: 'រំលឹក៖ {task} ({reference}) អាចធ្វើបានចាប់ពី{opens} ហើយត្រូវបញ្ចប់នៅ{date}។',
  },
  opens: {
    en: '{task} ({reference}) may be done from {opens}; it is due on {date}.',
    km: '{task} ({reference}) អាចធ្វើបានចាប់ពី{opens} ហើយត្រូវបញ្ចប់នៅ{date}។',
  },
  worker: {
    en: 'Overdue: {task} ({reference}) was due on {date}.',
    km: 'ហួសកាលកំណត់៖ {task} ({reference}) ត្រូវបញ្ចប់នៅ{date}។',
  },
  supervisor: {
    en: 'Overdue in your district, please act: {task} ({reference}) was due on {date}.',
    km: 'ហួសកាលកំណត់ក្រោមការត្រួតពិនិត្យរបស់អ្នក សូមចាត់វិធានការ៖ {task} ({reference}) ត្រូវបញ្ចប់នៅ{date}។',
  },
  province: {
    en: 'Overdue in your province and not resolved: {task} ({reference}) was due on {date}.',
    km: 'ហួសកាលកំណត់ក្នុងខេត្តរបស់អ្នក ហើយមិនទាន់ដោះស្រាយ៖ {task} ({reference}) ត្រូវបញ្ចប់នៅ{date}។',
  },
  ministry: {
    en: 'Overdue and not resolved by the province: {task} ({reference}) was due on {date}.',
    km: 'ហួសកាលកំណត់ ហើយខេត្តមិនទាន់ដោះស្រាយ៖ {task} ({reference}) ត្រូវបញ្ចប់នៅ{date}។',
  },
  incident: { en: 'An incident', km: 'ឧប្បត្តិហេតុ' },
  task: { en: 'A task', km: 'កិច្ចការ' },
  trouble: {
    en: 'A record could not be handled and is tried again: {reference}. See the report of the doctor.',
    km: 'កំណត់ត្រាមួយមិនអាចដំណើរការបាន ហើយកំពុងព្យាយាមម្តងទៀត៖ {reference}។ សូមមើលរបាយការណ៍ពិនិត្យប្រព័ន្ធ។',
  },
  unsent: {
    en: 'Messages about {reference} could not be sent for an hour. Reach the people another way.',
    km: 'សារអំពី {reference} មិនអាចផ្ញើបានអស់រយៈពេលមួយម៉ោងហើយ។ សូមទាក់ទងតាមមធ្យោបាយផ្សេង។',
  },
  undelivered: {
    en: 'A message by {channel} to the {role} of {area} could not be delivered. Tell them another way, and have the address put right.',
    km: 'សារតាម{channel}ទៅកាន់{role} ({area}) មិនអាចផ្ញើដល់បានទេ។ សូមប្រាប់គាត់តាមមធ្យោបាយផ្សេង ហើយឱ្យកែអាសយដ្ឋានឱ្យត្រឹមត្រូវ។',
  },
  undeliveredAtAll: {
    en: 'Messages by {channel} could not be delivered. Have the connection put right, and send them again.',
    km: 'សារតាម{channel}មិនអាចផ្ញើដល់បានទេ។ សូមឱ្យជួសជុលការតភ្ជាប់ ហើយផ្ញើសារម្តងទៀត។',
  },
  delivered: { en: 'The message was sent after all.', km: 'សារនេះត្រូវបានផ្ញើបានវិញហើយ។' },
  country: { en: 'the country', km: 'ទូទាំងប្រទេស' },
  digest: {
    en: 'Overdue in your area: {total} tasks, {high} of them at high risk.',
    km: 'ហួសកាលកំណត់ក្នុងតំបន់របស់អ្នក៖ កិច្ចការ {total} ក្នុងនោះ {high} មានហានិភ័យខ្ពស់។',
  },
  acknowledged: {
    en: 'The alert has been acknowledged already.',
    km: 'ការជូនដំណឹងនេះត្រូវបានទទួលស្គាល់រួចហើយ។',
  },
} as const satisfies Record<string, Text>;

function filled(text: Text, values: Record<string, Text>): Text {
  const fill = (language: 'en' | 'km') =>
    text[language].replace(/\{(\w+)\}/g, (_, key: string) => values[key]?.[language] ?? '');
  return { en: fill('en'), km: fill('km') };
}

const same = (text: string): Text => ({ en: text, km: text });

/** What a sentence of the ladder says of a task. `dueOn` is the last good day; exact clocks name the minute in Phnom Penh. */
export interface Told {
  title: Text;
  reference: string;
  dueOn: string;
  dueAt: number;
  exact: boolean;
  /** first day of its window, where the sentence is to name it */
  opensOn?: string;
}

/** The sentence of a rung, or of the opening of a window where there is none. */
export function rungText(rung: Rung | undefined, { title, reference, dueOn, dueAt, exact, opensOn }: Told): Text {
  const date = exact ? writtenInstant(dueAt) : writtenDate(dueOn);
  const reminder = opensOn === undefined ? alertTexts.reminder : alertTexts.reminderOpens;
  const text = !rung ? alertTexts.opens : rung.days < 0 ? reminder : alertTexts[rung.to];
  const opens = opensOn === undefined ? same('') : writtenDate(opensOn);
  return filled(text, { task: title, reference: same(reference), date, opens });
}

/** A text about a reference alone. */
export function referenceText(kind: 'trouble' | 'unsent', reference: string): Text {
  return filled(alertTexts[kind], { reference: same(reference) });
}

/** Channels outside, as a sentence names them. */
export const channelNames: Record<string, Text> = {
  email: { en: 'e-mail', km: 'អ៊ីមែល' },
  sms: { en: 'text message', km: 'សារទូរស័ព្ទ (SMS)' },
  webhook: { en: 'the connection to another system', km: 'ការតភ្ជាប់ទៅប្រព័ន្ធផ្សេង' },
};

/** What channels outside say: shorter, and never the words of a procedure, which may speak of what is alleged. */
export const outsideTexts = {
  reminder: { en: 'Homeward: {reference} is due on {date}.', km: 'Homeward៖ {reference} ត្រូវបញ្ចប់នៅ {date}។' },
  overdue: { en: 'Homeward: {reference} is overdue since {date}.', km: 'Homeward៖ {reference} ហួសកាលកំណត់តាំងពី {date}។' },
  news: { en: 'There is news about {reference}.', km: 'មានព័ត៌មានថ្មីអំពី {reference}។' },
  urgent: { en: '{reference} needs you now.', km: '{reference} ត្រូវការអ្នកជាបន្ទាន់។' },
  due: { en: 'Due', km: 'កាលកំណត់' },
  open: { en: 'Open it in Homeward', km: 'បើកក្នុង Homeward' },
  act: { en: 'To act: {roles}.', km: 'អ្នកត្រូវធ្វើ៖ {roles}។' },
  copy: { en: 'A copy for your information. To act: {roles}.', km: 'ច្បាប់ចម្លងសម្រាប់ជូនជ្រាប។ អ្នកត្រូវធ្វើ៖ {roles}។' },
  copySubject: { en: 'Copy', km: 'ច្បាប់ចម្លង' },
  late: { en: 'days overdue: {days}', km: 'ហួស {days} ថ្ងៃ' },
  high: { en: 'high risk', km: 'ហានិភ័យខ្ពស់' },
  more: { en: 'and {count} more', km: 'និង {count} ទៀត' },
  why: {
    en: 'You are told because of your appointment. Choose how you are told:',
    km: 'អ្នកទទួលសារនេះដោយសារតួនាទីរបស់អ្នក។ ជ្រើសរើសរបៀបជូនដំណឹង៖',
  },
} as const satisfies Record<string, Text>;

/** A text of the channels with its places filled, each in its language. */
export function outsideText(kind: keyof typeof outsideTexts, values: Record<string, Text | string> = {}): Text {
  return filled(
    outsideTexts[kind],
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? same(value) : value]),
    ),
  );
}

/** The sentence of an alert of this lib with its places filled. */
export function alertText(kind: 'undelivered' | 'undeliveredAtAll' | 'digest', values: Record<string, Text>): Text {
  return filled(alertTexts[kind], values);
}

/** The due date of a task as messages outside write it. */
export const shortDue = (dueOn: string, dueAt: number, exact: boolean): Text =>
  exact ? writtenInstant(dueAt) : shortDate(dueOn);
