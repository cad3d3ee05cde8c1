/** Words of the profile and the calendar. */
import type { Text } from '../../workflows/workflow';

/** Ways in which an alert reaches a person. */
export const channelTexts = {
  inbox: { en: 'Inbox in Homeward', km: 'ប្រអប់សារក្នុង Homeward' },
  log: { en: 'Log of the system', km: 'កំណត់ហេតុប្រព័ន្ធ' },
  email: { en: 'E-mail', km: 'អ៊ីមែល' },
  sms: { en: 'Text message', km: 'សារទូរស័ព្ទ (SMS)' },
} satisfies Record<string, Text>;

/** Rungs of the ladder P-22, and what is no rung of it. */
export const rungTexts = {
  reminder: { en: 'Reminder before the date', km: 'ការរំលឹកមុនថ្ងៃកំណត់' },
  worker: { en: 'Overdue: told to who must act', km: 'ហួសកំណត់៖ ជូនដំណឹងដល់អ្នកត្រូវធ្វើ' },
  supervisor: { en: 'Overdue: told to the supervisor', km: 'ហួសកំណត់៖ ជូនដំណឹងដល់ប្រធានផ្ទាល់' },
  province: { en: 'Overdue: told to the province', km: 'ហួសកំណត់៖ ជូនដំណឹងដល់ខេត្ត' },
  ministry: { en: 'Overdue: told to the ministry', km: 'ហួសកំណត់៖ ជូនដំណឹងដល់ក្រសួង' },
  digest: { en: 'What is overdue, each morning', km: 'បញ្ជីហួសកំណត់រៀងរាល់ព្រឹក' },
  information: { en: 'For your information', km: 'សម្រាប់ជូនជ្រាប' },
} satisfies Record<string, Text>;

/** What a calendar program shows. */
export const calendarTexts = {
  name: { en: 'Homeward: my due dates', km: 'Homeward៖ កាលកំណត់របស់ខ្ញុំ' },
  task: { en: 'Task', km: 'កិច្ចការ' },
  incident: { en: 'Incident to handle', km: 'ឧប្បត្តិហេតុត្រូវដោះស្រាយ' },
} satisfies Record<string, Text>;
