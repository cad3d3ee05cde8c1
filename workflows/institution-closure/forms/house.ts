/** The forms of files, staff, money, verification, certificate and watch. */
import { z } from 'zod';
import { child, choice, choices, date, labelled, line, official, text, under, yes } from '../../fields';
import { count, worker, on, note } from './shared';

export const houseForms = {
  'records.copied': z.strictObject({
    ...under('records', {
      children: labelled(z.array(child()).min(1).max(500), ['Children', 'កុមារ']),
      on: on(),
      worker: worker(),
    }),
  }),
  'records.destroyed': z.strictObject({ ...under('records', { on: on(), what: text('What is gone', 'អ្វីដែលបាត់បង់') }) }),
  'records.rebuilt': z.strictObject({
    ...under('records', { on: on(), from: text('From which sources', 'ពីប្រភពណា') }),
  }),
  'records.filed': z.strictObject({
    ...under('records', { on: on(), place: line('Where they are kept', 'កន្លែងរក្សាទុក') }),
  }),
  'analysis.submitted': z.strictObject({
    ...under('staff', { staff: count('Staff', 'បុគ្គលិក'), staffPlan: text('Plan for the staff', 'ផែនការសម្រាប់បុគ្គលិក') }),
    ...under('money', {
      assets: text('Inventory of what the home owns', 'បញ្ជីសារពើភណ្ឌទ្រព្យសម្បត្តិ'),
      donors: text('Donors, and what they were told', 'ម្ចាស់ជំនួយ និងអ្វីដែលបានជូនដំណឹង'),
      guaranteedUntil: date('Minimum operation guaranteed until', 'ធានាដំណើរការអប្បបរមារហូតដល់'),
      enough: yes('The money lasts until the last child has left', 'ថវិកាគ្រប់រហូតដល់កុមារចុងក្រោយចាកចេញ'),
    }),
  }),
  'staff.settled': z.strictObject({
    ...under('staff', {
      redeployed: count('Redeployed or retrained', 'ត្រូវបានផ្លាស់ ឬបណ្តុះបណ្តាលឡើងវិញ'),
      released: count('Released', 'ត្រូវបានបញ្ចប់ការងារ'),
      left: count('Left by themselves', 'ចាកចេញដោយខ្លួនឯង').optional(),
      unvetted: count('Of those redeployed: not vetted', 'ក្នុងចំណោមអ្នកផ្លាស់៖ មិនទាន់ពិនិត្យប្រវត្តិ'),
      openAllegations: count('Of those redeployed: an allegation is open', 'ក្នុងចំណោមអ្នកផ្លាស់៖ មានការចោទប្រកាន់'),
    }),
  }),
  'cash.checked': z.strictObject({
    ...under('money', {
      on: on(),
      enough: yes('The money lasts', 'ថវិកាគ្រប់គ្រាន់'),
      months: count('Months covered', 'ចំនួនខែ', 240),
    }),
  }),
  'donor.left': z.strictObject({ ...under('money', { on: on(), note: note() }) }),
  'assets.settled': z.strictObject({
    ...under('money', { on: on(), deeds: text('Deeds and agreements', 'លិខិតផ្ទេរ និងកិច្ចព្រមព្រៀង') }),
  }),
  'premises.emptied': z.strictObject({
    ...under('verification', { on: on(), beds: text('What became of the beds', 'ការដោះស្រាយគ្រែ') }),
  }),
  'verification.recorded': z.strictObject({
    ...under('verification', {
      on: on(),
      unannounced: yes('Unannounced', 'មិនជូនដំណឹងមុន'),
      empty: yes('Nobody sleeps there any more', 'លែងមាននរណាស្នាក់នៅ'),
      members: labelled(
        z
          .array(official(['Member', 'សមាជិក'], ['mosvy', 'pdosvyOfficer', 'pdosvyDirector']))
          .min(1)
          .max(10),
        ['Who verified: ministry and province', 'អ្នកផ្ទៀងផ្ទាត់៖ ក្រសួង និងខេត្ត'],
      ),
      note: note(),
    }),
  }),
  'certificate.signed': z.strictObject({
    ...under('verification', {
      note: note(),
      filesAt: line('Files are kept at', 'ឯកសាររក្សាទុកនៅ'),
      memorandum: line(
        'Memorandum under which the provider serves the community, without beds',
        'អនុស្សរណៈដែលប្រតិបត្តិករផ្តល់សេវាក្នុងសហគមន៍ ដោយគ្មានគ្រែ',
      ).optional(),
      noMemorandumBecause: line(
        'Why the provider does not go on, although the order says so',
        'មូលហេតុដែលប្រតិបត្តិករមិនបន្ត ទោះបីដីកាចែង',
      ).optional(),
    }),
  }),
  'visit.recorded': z.strictObject({
    ...under('surveillance', {
      visitOn: date('Visited on', 'ថ្ងៃចុះពិនិត្យ'),
      unannounced: yes('Unannounced', 'មិនជូនដំណឹងមុន'),
      found: choice(['Found', 'លទ្ធផល'], {
        empty: ['empty, or used for something else', 'ទទេ ឬប្រើសម្រាប់គោលបំណងផ្សេង'],
        suspicious: ['signs that children sleep there', 'មានសញ្ញាថាមានកុមារស្នាក់នៅ'],
        childrenSleep: ['children sleep there', 'មានកុមារស្នាក់នៅ'],
      }),
      people: choices(['Seen there', 'បានឃើញនៅទីនោះ'], {
        director: ['the former director', 'អតីតនាយក'],
        staff: ['former staff', 'អតីតបុគ្គលិក'],
        children: ['children of the census', 'កុមារក្នុងជំរឿន'],
        nobody: ['nobody of the home', 'គ្មាននរណាពីគ្រឹះស្ថាន'],
      }),
      note: note(),
    }),
  }),
} satisfies Record<string, z.ZodType>;
