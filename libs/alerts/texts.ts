import type { Text } from '../../workflows/workflow';
import type { Rung } from '../../workflows/parameters';
import { writtenDate, writtenInstant } from '../calendar';

/** Sentences of the ladder. A message says the reference, the task and the date; never a name, an address, an allegation. */
export const alertTexts = {
  reminder: {
    en: 'Reminder: {task} ({reference}) is due on {date}.',
    km: 'រំលឹក៖ {task} ({reference}) ត្រូវបញ្ចប់នៅ{date}។',
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

/** The sentence of a rung. `dueOn` is the last good day; exact clocks name the minute in Phnom Penh. */
export function rungText(
  rung: Rung,
  task: { title: Text; reference: string; dueOn: string; dueAt: number; exact: boolean },
): Text {
  const date = task.exact ? writtenInstant(task.dueAt) : writtenDate(task.dueOn);
  const text = rung.days < 0 ? alertTexts.reminder : alertTexts[rung.to];
  return filled(text, { task: task.title, reference: same(task.reference), date });
}

/** A text about a reference alone. */
export function referenceText(kind: 'trouble' | 'unsent', reference: string): Text {
  return filled(alertTexts[kind], { reference: same(reference) });
}
