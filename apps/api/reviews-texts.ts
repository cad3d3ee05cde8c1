/** Texts of the queue of reports that wait for a review. */
import type { Text } from '../../workflows/workflow';

export const reviewTexts = {
  recorded: {
    en: 'It was looked at and recorded.',
    km: 'បានពិនិត្យ និងកត់ត្រារួចហើយ។',
  },
  setAside: {
    en: 'It was looked at and set aside; the reason is in the journal of the case.',
    km: 'បានពិនិត្យ និងទុកដោយឡែក មូលហេតុមាននៅក្នុងកំណត់ហេតុនៃករណី។',
  },
  decided: {
    en: 'Somebody has decided about this report already. Load the page again to see how.',
    km: 'មានអ្នកសម្រេចលើរបាយការណ៍នេះរួចហើយ។ សូមផ្ទុកទំព័រឡើងវិញដើម្បីមើល។',
  },
} satisfies Record<string, Text>;

/** Why an item was not recorded at once, by the code of the refusal. */
export const whyTexts: Record<string, Text> = {
  version_stale: {
    en: 'Something was recorded on the case before this arrived.',
    km: 'មានការកត់ត្រាផ្សេងក្នុងករណី មុនពេលរបាយការណ៍នេះមកដល់។',
  },
  event_not_possible: {
    en: 'The case had come to a state in which this form is not taken.',
    km: 'ករណីបានឈានដល់ស្ថានភាពដែលមិនទទួលទម្រង់នេះ។',
  },
  instance_closed: {
    en: 'The case was closed before this arrived.',
    km: 'ករណីបានបិទ មុនពេលរបាយការណ៍នេះមកដល់។',
  },
  forbidden: {
    en: 'The author’s appointment did not allow this any more when it arrived.',
    km: 'មុខងាររបស់អ្នកសរសេរមិនអនុញ្ញាតទៀតទេ ពេលរបាយការណ៍នេះមកដល់។',
  },
  not_found: {
    en: 'The case was not shown to the author any more when this arrived.',
    km: 'ករណីលែងបង្ហាញដល់អ្នកសរសេរ ពេលរបាយការណ៍នេះមកដល់។',
  },
};

/** What the task of a review is called: the form and the case, never a name. */
export const reviewTitle = (form: Text, reference: string): Text => ({
  en: `Written without a connection, to be looked at: ${form.en} (${reference})`,
  km: `សរសេរដោយគ្មានការតភ្ជាប់ ត្រូវពិនិត្យ៖ ${form.km} (${reference})`,
});
