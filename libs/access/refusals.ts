import type { Text } from '../../workflows/workflow';
import { Problem, refusedByDatabase, type DatabaseError, type ProblemCode } from '../engine';

/** What the constraints of the access tables say when they refuse. */
export const accessRefusals: Record<string, { code: ProblemCode; text: Text; path?: string }> = {
  people_national_id_key: {
    code: 'conflict',
    text: {
      en: 'This national id belongs to a person who is already recorded.',
      km: 'លេខអត្តសញ្ញាណប័ណ្ណនេះជារបស់បុគ្គលដែលបានកត់ត្រារួចហើយ។',
    },
  },
  credentials_login: {
    code: 'conflict',
    text: { en: 'This login is taken. Choose another.', km: 'ឈ្មោះចូលនេះមានគេប្រើហើយ។ សូមជ្រើសរើសថ្មី។' },
  },
  credentials_pkey: {
    code: 'conflict',
    text: {
      en: 'This person has a login already. A lost one is renewed by two other people.',
      km: 'បុគ្គលនេះមានឈ្មោះចូលរួចហើយ។ បើបាត់ ត្រូវបន្តដោយមនុស្សពីរនាក់ផ្សេង។',
    },
  },
  person_exists: {
    code: 'not_found',
    text: { en: 'There is no such person.', km: 'គ្មានបុគ្គលនេះទេ។' },
  },
  appointment_level: {
    code: 'form_invalid',
    path: 'area',
    text: { en: 'The role is not appointed at this level of area.', km: 'តួនាទីនេះមិនត្រូវបានតែងតាំងនៅកម្រិតតំបន់នេះទេ។' },
  },
  appointment_period: {
    code: 'form_invalid',
    path: 'until',
    text: { en: 'The appointment ends before it begins.', km: 'ការតែងតាំងបញ្ចប់មុនពេលចាប់ផ្តើម។' },
  },
  appointment_institution: {
    code: 'form_invalid',
    path: 'institution',
    text: {
      en: 'The director of an institution is appointed with the institution, and nobody else is.',
      km: 'នាយកគ្រឹះស្ថានត្រូវតែងតាំងជាមួយគ្រឹះស្ថាន ហើយអ្នកផ្សេងមិនមែនទេ។',
    },
  },
  appointment_by_another: {
    code: 'second_person',
    text: {
      en: 'Nobody appoints themselves. Another person must give this appointment.',
      km: 'គ្មាននរណាតែងតាំងខ្លួនឯងបានទេ។ អ្នកផ្សេងត្រូវតែងតាំង។',
    },
  },
  appointment_acting: {
    code: 'form_invalid',
    path: 'actingFor',
    text: {
      en: 'Who acts for somebody takes the same role in the same area, and is someone else.',
      km: 'អ្នកធ្វើការជំនួស ត្រូវមានតួនាទីដដែល តំបន់ដដែល និងជាមនុស្សផ្សេង។',
    },
  },
  appointment_open: {
    code: 'conflict',
    text: { en: 'There is no such appointment, or it has ended.', km: 'គ្មានការតែងតាំងនេះ ឬបានបញ្ចប់ហើយ។' },
  },
  appointments_area_code_fkey: {
    code: 'form_invalid',
    path: 'area',
    text: { en: 'There is no such area.', km: 'គ្មានតំបន់នេះទេ។' },
  },
  leave_period: {
    code: 'form_invalid',
    path: 'until',
    text: { en: 'The leave ends before it begins.', km: 'ច្បាប់ឈប់បញ្ចប់មុនពេលចាប់ផ្តើម។' },
  },
  on_call_holder: {
    code: 'form_invalid',
    path: 'person',
    text: {
      en: 'On call is somebody who holds the role there for the whole time.',
      km: 'អ្នកប្រចាំការត្រូវជាអ្នកកាន់តួនាទីនៅទីនោះពេញរយៈពេល។',
    },
  },
  on_call_period: {
    code: 'form_invalid',
    path: 'until',
    text: { en: 'The duty ends before it begins.', km: 'ការប្រចាំការបញ្ចប់មុនពេលចាប់ផ្តើម។' },
  },
  break_glass_reason: {
    code: 'form_invalid',
    path: 'reason',
    text: { en: 'Say why, in at least 20 characters.', km: 'សូមសរសេរមូលហេតុ យ៉ាងតិច ២០ តួអក្សរ។' },
  },
  break_glass_limit: {
    code: 'form_invalid',
    path: 'hours',
    text: { en: 'Such access lasts at most 24 hours.', km: 'ការចូលមើលបែបនេះមានរយៈពេលយ៉ាងច្រើន ២៤ ម៉ោង។' },
  },
  break_glass_reviewer: {
    code: 'second_person',
    text: { en: 'Someone else must review this access.', km: 'អ្នកផ្សេងត្រូវពិនិត្យការចូលមើលនេះ។' },
  },
  break_glass_open: {
    code: 'conflict',
    text: { en: 'There is no such access, or it has been reviewed.', km: 'គ្មានការចូលមើលនេះ ឬបានពិនិត្យហើយ។' },
  },
  renewal_by_others: {
    code: 'second_person',
    text: {
      en: 'Nobody renews their own sign-in. Two other people must.',
      km: 'គ្មាននរណាបន្តការចូលរបស់ខ្លួនឯងបានទេ។ ត្រូវមានមនុស្សពីរនាក់ផ្សេង។',
    },
  },
  renewal_by_two: {
    code: 'second_person',
    text: { en: 'You asked for this renewal. A second person must approve it.', km: 'អ្នកជាអ្នកស្នើបន្ត។ មនុស្សទីពីរត្រូវអនុម័ត។' },
  },
  renewal_open: {
    code: 'conflict',
    text: {
      en: 'There is no such renewal, or its time is over. Ask again.',
      km: 'គ្មានការបន្តនេះ ឬហួសពេលហើយ។ សូមស្នើម្តងទៀត។',
    },
  },
  credentials_person_fkey: {
    code: 'form_invalid',
    path: 'person',
    text: { en: 'There is no such person.', km: 'គ្មានបុគ្គលនេះទេ។' },
  },
  appointments_person_fkey: {
    code: 'form_invalid',
    path: 'person',
    text: { en: 'There is no such person.', km: 'គ្មានបុគ្គលនេះទេ។' },
  },
  renewals_person_fkey: {
    code: 'form_invalid',
    path: 'person',
    text: { en: 'There is no such person.', km: 'គ្មានបុគ្គលនេះទេ។' },
  },
  interests_person_fkey: {
    code: 'form_invalid',
    path: 'person',
    text: { en: 'There is no such person.', km: 'គ្មានបុគ្គលនេះទេ។' },
  },
  on_call_person_fkey: {
    code: 'form_invalid',
    path: 'person',
    text: { en: 'There is no such person.', km: 'គ្មានបុគ្គលនេះទេ។' },
  },
  interests_other_fkey: {
    code: 'form_invalid',
    path: 'other',
    text: { en: 'There is no such person.', km: 'គ្មានបុគ្គលនេះទេ។' },
  },
  agencies_area_code_fkey: {
    code: 'form_invalid',
    path: 'area',
    text: { en: 'There is no such area.', km: 'គ្មានតំបន់នេះទេ។' },
  },
};

/** The Problem for what the door's database refused. */
export function refusalOf(error: DatabaseError): Problem {
  const known = accessRefusals[error.constraint];
  if (known) {
    const { code, path, text } = known;
    return new Problem(code, { detail: text, ...(path && { errors: [{ path, code: 'invalid', message: text }] }) });
  }
  return refusedByDatabase(error);
}
