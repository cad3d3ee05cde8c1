import type { Text } from './language/language';

export const signInTexts = {
  title: { en: 'Sign in', km: 'ចូលប្រើប្រាស់' },
  problem: { en: 'There is a problem', km: 'មានបញ្ហា' },
  login: { en: 'Login', km: 'ឈ្មោះគណនី' },
  password: { en: 'Password', km: 'ពាក្យសម្ងាត់' },
  totp: { en: 'Code of the authenticator app', km: 'លេខកូដពីកម្មវិធីផ្ទៀងផ្ទាត់' },
  totpHint: { en: '6 digits', km: 'លេខ ៦ ខ្ទង់' },
  send: { en: 'Sign in', km: 'ចូលប្រើប្រាស់' },
  handbook: { en: 'Handbook of the procedures', km: 'សៀវភៅណែនាំនីតិវិធី' },
  about: { en: 'About this system', km: 'អំពីប្រព័ន្ធ' },
  code: { en: 'Enter the code of your authenticator app as well.', km: 'សូមបញ្ចូលលេខកូដពីកម្មវិធីផ្ទៀងផ្ទាត់ផងដែរ។' },
  locked: {
    en: 'Too many attempts. Wait, then try again. If you have an authenticator app, you need not wait: add its code.',
    km: 'ព្យាយាមច្រើនដងពេក។ សូមរង់ចាំ រួចព្យាយាមម្តងទៀត។ បើអ្នកមានកម្មវិធីផ្ទៀងផ្ទាត់ អ្នកមិនចាំបាច់រង់ចាំទេ៖ សូមបញ្ចូលលេខកូដ។',
  },
  missing: { en: 'Enter your login and your password.', km: 'សូមបញ្ចូលឈ្មោះគណនី និងពាក្យសម្ងាត់។' },
  unreached: {
    en: 'The server cannot be reached. Look at your connection and try again.',
    km: 'មិនអាចភ្ជាប់ទៅម៉ាស៊ីនមេបានទេ។ សូមពិនិត្យការតភ្ជាប់ រួចព្យាយាមម្តងទៀត។',
  },
} satisfies Record<string, Text>;
