/** What each way out of the home needs, and who is counted as found or seen. */
import type { Rule } from '../../workflow';
import type { Context } from '../context';
import { isOldEnough, named, rule, say, unless } from './checks';

export const childRules: Rule<Context>[] = [
  rule(
    'institution-closure.of-age',
    'step 8, P-84, N-22 [DP]',
    say(
      'To live on its own goes who is old enough and has been assessed.',
      'អ្នកទៅរស់នៅឯករាជ្យត្រូវមានអាយុគ្រប់គ្រាន់ និងបានវាយតម្លៃរួច។',
    ),
    ['dsw', 'pdosvyOfficer'],
    true,
    (context, given) => {
      const least = given.parameters.values['P-84'] as number;
      const row = named(context, given);
      return unless(
        !row || given.data.destination !== 'independent' || (isOldEnough(given) && row.stage !== 'counted'),
        `Not younger than ${least}, and assessed in the child’s own case (Form 2).`,
        `អាយុមិនតិចជាង ${least} ឆ្នាំ ហើយបានវាយតម្លៃក្នុងករណីរបស់កុមារ (ទម្រង់ទី២)។`,
      );
    },
  ),
  rule(
    'institution-closure.lost',
    'missing is never terminal, B.2.6 [DP]',
    say('The child is missing, or was not found at the census.', 'កុមារបាត់ ឬរកមិនឃើញនៅពេលជំរឿន។'),
    ['dsw', 'police'],
    true,
    (context, given) =>
      unless(
        named(context, given)?.lost === true && given.data.seen === true,
        'Only for a child who was lost, and who has been seen in person.',
        'សម្រាប់តែកុមារដែលបាត់ ហើយដែលបានជួបផ្ទាល់។',
      ),
  ),
  rule(
    'institution-closure.independent',
    'step 8, P-84 [DP]',
    say(
      'Supported independent living is for those old enough, cleared to go.',
      'ការរស់នៅឯករាជ្យមានការគាំទ្រ សម្រាប់អ្នកមានអាយុគ្រប់គ្រាន់ ហើយត្រូវបានអនុញ្ញាតឱ្យទៅ។',
    ),
    ['pdosvyOfficer'],
    true,
    (context, given) => {
      const row = named(context, given);
      const least = given.parameters.values['P-84'] as number;
      return unless(
        row?.destination === 'independent' && !row.lost && isOldEnough(given),
        `Not younger than ${least}, and cleared for it by the province.`,
        `អាយុមិនតិចជាង ${least} ឆ្នាំ ហើយខេត្តបានអនុញ្ញាត។`,
      );
    },
  ),
  rule(
    'institution-closure.arrived',
    'N-13, step 8 [DP]',
    say(
      'At another institution a child has arrived when gatekeeping decided so and the register knows it there.',
      'កុមារបានទៅដល់គ្រឹះស្ថានផ្សេង លុះត្រាតែច្រកទ្វារបានសម្រេច ហើយបញ្ជីដឹងថាកុមារនៅទីនោះ។',
    ),
    ['commune', 'rciDirector', 'pdosvyOfficer'],
    true,
    (context, given) => {
      const row = named(context, given);
      const fact = given.facts.children?.find(({ id }) => id === given.data.child);
      const there = fact?.authority?.status === 'inForce' ? fact.authority.institution : undefined;
      return unless(
        row?.destination === 'byDecision' &&
          !row.lost &&
          there !== undefined &&
          there !== context.institution &&
          fact?.presentAt === there,
        'Cleared by the province, with a decision in force for the other place, and recorded as arrived there.',
        'ខេត្តបានអនុញ្ញាត មានសេចក្តីសម្រេចជាធរមានសម្រាប់កន្លែងផ្សេង ហើយបានកត់ត្រាការទៅដល់ទីនោះ។',
      );
    },
  ),
  rule(
    'institution-closure.seen',
    'N-32 [V:S1, S18]',
    say('A destination is verified by seeing the child there.', 'កន្លែងទៅត្រូវបានផ្ទៀងផ្ទាត់ដោយជួបកុមារផ្ទាល់នៅទីនោះ។'),
    ['dsw', 'ngoCaseworker', 'pdosvyOfficer'],
    true,
    (context, given) => {
      const row = named(context, given);
      const here = row?.accounted === 'independent' || row?.accounted === 'byDecision';
      // after a merge somebody else looks, wherever the child lives
      const again = row?.unseen === true && row.accounted !== undefined;
      return unless(
        (here || again) && !row?.lost && given.data.contactType === 'inPerson' && given.data.childSeen === true,
        'See the child in person. For a child in a family, the first visit of its own case counts.',
        'សូមជួបកុមារផ្ទាល់។ ចំពោះកុមារនៅក្នុងគ្រួសារ ការចុះជួបលើកដំបូងក្នុងករណីរបស់កុមារត្រូវបានរាប់។',
      );
    },
  ),
];
