/** The "never" rules of an inspection (domain B.0.3). */
import type { Rule } from '../../workflow';
import { inspectors, supervisors, type Context } from '../context';
import { say, unless, rule, isFreeTeam, happened } from './checks';

export const neverRules: Rule<Context>[] = [
  rule(
    'N-36',
    '[DP]',
    say('Only what has happened is recorded.', 'កត់ត្រាតែអ្វីដែលបានកើតឡើងហើយប៉ុណ្ណោះ។'),
    inspectors,
    true,
    (context, given) =>
      unless(
        happened(context, given),
        'The date lies in the future, or before the team was assigned. Give the day on which it took place.',
        'កាលបរិច្ឆេទស្ថិតនៅអនាគត ឬមុនពេលចាត់តាំងក្រុម។ សូមបញ្ជាក់ថ្ងៃដែលវាបានកើតឡើង។',
      ),
  ),
  rule(
    'N-40',
    '[DP]; [V2:S7]',
    say(
      'No inspector has an interest in the institution, and nobody inspects alone.',
      'អធិការមិនត្រូវមានផលប្រយោជន៍ក្នុងគ្រឹះស្ថាន ហើយមិនត្រូវធ្វើអធិការកិច្ចតែម្នាក់ឯងឡើយ។',
    ),
    supervisors,
    true,
    (context, given) =>
      unless(
        isFreeTeam(context, given),
        'Name two people at least. None of them may be tied to the institution, to the persons behind it or to the office that operates it.',
        'សូមជ្រើសយ៉ាងតិចពីរនាក់ ដែលគ្មានទំនាក់ទំនងជាមួយគ្រឹះស្ថាន អ្នកនៅពីក្រោយ ឬស្ថាប័នដែលដំណើរការគ្រឹះស្ថាន។',
      ),
  ),
  rule(
    'N-41',
    '[DP]',
    say('A report is submitted once and never changed.', 'របាយការណ៍ត្រូវដាក់ជូនតែម្តង និងមិនអាចកែប្រែបានឡើយ។'),
    [],
    true,
    ({ submitted }, { data, facts }) =>
      unless(
        !submitted && data.digest === facts.inspection?.digest,
        'The pieces have changed since the report was signed, or not all of them have arrived. Send what is missing and sign once more.',
        'ទិន្នន័យបានផ្លាស់ប្តូរក្រោយពេលចុះហត្ថលេខា ឬមិនទាន់មកដល់ទាំងអស់។ សូមផ្ញើឱ្យគ្រប់ រួចចុះហត្ថលេខាម្តងទៀត។',
      ),
  ),
  rule(
    'N-42',
    '[DP]',
    say(
      'No inspection is finished with an unreconciled headcount.',
      'អធិការកិច្ចមិនអាចបញ្ចប់បានឡើយ បើចំនួនកុមារមិនទាន់ផ្ទៀងផ្ទាត់គ្រប់។',
    ),
    inspectors,
    true,
    (_c, { data, facts: { inspection: f } }) => {
      const [beds, named] = [f?.beds ?? 0, f?.found.length ?? 0];
      return (
        unless(
          f?.unreconciled === 0,
          'Say of every child who is expected or was met whether it is there, with which decision, and where the absent ones are.',
          'សូមបញ្ជាក់អំពីកុមារម្នាក់ៗ ថានៅទីនោះឬអត់ មានសេចក្តីសម្រេចឬទេ និងកុមារអវត្តមាននៅទីណា។',
        ) ??
        unless(
          (f?.rooms ?? 0) > 0,
          'Count the beds, room by room; where a room has none, say so with 0.',
          'សូមរាប់គ្រែតាមបន្ទប់នីមួយៗ។ បើបន្ទប់គ្មានគ្រែ សូមសរសេរ ០។',
        ) ??
        unless(
          beds <= named || data.beds !== undefined,
          `beds: ${beds} beds were counted and ${named} children named. Call the children who are missing from the roll, or say of the other beds (${beds - named}) who sleeps in them and how you know.`,
          `beds៖ រាប់បានគ្រែ ${beds} តែមានឈ្មោះកុមារ ${named} នាក់។ សូមហៅឈ្មោះកុមារដែលខ្វះក្នុងបញ្ជី ឬបញ្ជាក់អំពីគ្រែផ្សេងទៀត (${beds - named}) ថានរណាគេង និងដឹងដោយរបៀបណា។`,
        )
      );
    },
  ),
];
