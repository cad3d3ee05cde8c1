/** The "never" rules on whom an admission may concern and where to: N-01, N-02, N-05, N-06, N-12, N-13, N-15, N-20. */
import type { InstitutionFact } from '../../facts';
import { dateOf } from '../../time';
import type { Rule } from '../../workflow';
import { categories, childrenOf, materialReasons, type Context } from '../context';
import type { Destination } from '../forms/vocabulary';
import { factOf, residentialKinds, rule, say, standingLacks, straddles, tooYoung } from './checks';

/** Is the place of the event a family or a hospital, which the age rule leaves open? */
function familyOrHospital(context: Context, given: Parameters<Rule<Context>['check']>[1]): boolean {
  const to = given.data?.destination as Destination | undefined;
  if (to === undefined) return false;
  const kind = given.facts.institution?.kind;
  return (
    ['relative', 'emergencyFoster', 'hospital'].includes(to) && (kind === undefined || !residentialKinds.includes(kind))
  );
}

/** Does a facility of this kind, or none, answer to the destination? Relatives are no facility; a family or hospital may go unnamed. */
function isOfKind(to: Destination, kind: InstitutionFact['kind'] | undefined): boolean {
  if (to === 'institution') return kind !== undefined && kind !== 'transitHome' && residentialKinds.includes(kind);
  if (to === 'transitHome') return kind === 'transitHome';
  return kind === undefined || kind === to;
}

export const groundRules: Rule<Context>[] = [
  rule(
    'N-01',
    '[V:S0b, S8]; UN para 22 [GK]',
    say('No child under three is ever placed in residential care.', 'កុមារអាយុក្រោមបីឆ្នាំ មិនត្រូវដាក់ក្នុងការថែទាំក្នុងគ្រឹះស្ថានឡើយ។'),
    ['dsw', 'districtSupervisor'],
    true,
    (context, given) => {
      if (familyOrHospital(context, given)) return undefined;
      if (tooYoung(context, given, dateOf(given.now)).length > 0)
        return say(
          'At least one child may be younger than three. Only a family is possible: relatives, a foster family, or in an emergency a hospital.',
          'យ៉ាងហោចណាស់កុមារម្នាក់អាចមានអាយុក្រោមបីឆ្នាំ។ មានតែគ្រួសារប៉ុណ្ណោះ៖ សាច់ញាតិ គ្រួសារធម៌ ឬមន្ទីរពេទ្យក្នុងករណីបន្ទាន់។',
        );
      if (given.type === 'decision.approved' && straddles(context, given))
        return say(
          'A child turned three after the request. A new Form 2 and new answers of relatives and foster families, both since the birthday, are needed.',
          'កុមារគ្រប់បីឆ្នាំក្រោយពេលដាក់ពាក្យ។ ត្រូវមានទម្រង់ទី២ថ្មី និងចម្លើយថ្មីពីសាច់ញាតិ និងគ្រួសារធម៌ ក្រោយថ្ងៃខួបកំណើត។',
        );
      return undefined;
    },
  ),
  rule(
    'N-02',
    '[V:S3 para 15; S55]',
    say('Poverty alone is never a ground for admission.', 'ភាពក្រីក្រតែមួយមុខ មិនមែនជាមូលហេតុនៃការទទួលចូលគ្រឹះស្ថានឡើយ។'),
    ['commune', 'dsw'],
    false,
    (context) =>
      context.reasons.length > 0 && context.reasons.every((r) => (materialReasons as readonly string[]).includes(r))
        ? say(
            'Every reason given is material. The only decision possible is a refusal with support for the family.',
            'មូលហេតុទាំងអស់ជាបញ្ហាសម្ភារៈ។ សេចក្តីសម្រេចតែមួយគត់គឺបដិសេធ ដោយផ្តល់ការគាំទ្រដល់គ្រួសារ។',
          )
        : undefined,
  ),
  rule(
    'N-12',
    '[V2:S4]',
    say('No admission outside the categories of Sub-Decree 119.', 'គ្មានការទទួលចូលក្រៅពីប្រភេទកំណត់ដោយអនុក្រឹត្យលេខ ១១៩។'),
    ['commune', 'dsw'],
    false,
    (context) =>
      context.reasons.some((r) => (categories as readonly string[]).includes(r))
        ? undefined
        : say(
            'No category is given: no family, parents in jail, trafficking, migration, fled because of abuse.',
            'គ្មានប្រភេទណាមួយ៖ គ្មានគ្រួសារ ឪពុកម្តាយជាប់ពន្ធនាគារ ការជួញដូរ ចំណាកស្រុក រត់ដោយសារការរំលោភ។',
          ),
  ),
  rule(
    'N-15',
    '[GK] CRPD art. 23(5)',
    say('No placement because of a disability or a missing service.', 'គ្មានការដាក់ដោយសារពិការភាព ឬកង្វះសេវា។'),
    ['dsw'],
    true,
    (context, given) => {
      if (context.reasons.includes('disability') || context.reasons.includes('noLocalService'))
        return say(
          'The request gives the disability or a missing service as a reason. That is never one: support the family.',
          'ពាក្យស្នើយកពិការភាព ឬកង្វះសេវាជាមូលហេតុ។ នេះមិនមែនជាមូលហេតុឡើយ៖ ត្រូវគាំទ្រគ្រួសារ។',
        );
      const disabled = childrenOf(context, given).some((id) => factOf(given, id)?.disability);
      return disabled && !context.disabilityPlan
        ? say('Form 3 needs a support plan for the disability.', 'ទម្រង់ទី៣ត្រូវមានផែនការគាំទ្រពិការភាព។')
        : undefined;
    },
  ),
  rule(
    'N-05',
    '[V2:S5]; capacity and inspection [DP]',
    say(
      'No admission to an institution that is unauthorised, suspended, closing, full or overdue for inspection.',
      'គ្មានការទទួលចូលគ្រឹះស្ថានដែលគ្មានការអនុញ្ញាត ត្រូវបានព្យួរ កំពុងបិទ ពេញ ឬហួសកាលកំណត់អធិការកិច្ច។',
    ),
    ['pdosvyOfficer', 'mosvy'],
    true,
    (context, given) => standingLacks(context, given),
  ),
  rule(
    'N-06',
    '[V:S0b, S8]',
    say(
      'No new institution is authorised; a child goes only to one that the register holds.',
      'គ្មានគ្រឹះស្ថានថ្មីត្រូវបានអនុញ្ញាតទេ កុមារទៅបានតែគ្រឹះស្ថានដែលមានក្នុងបញ្ជី។',
    ),
    [],
    true,
    (_context, given) => {
      const named = given.data?.institution as string | undefined;
      const { institution } = given.facts;
      if (named !== undefined && institution?.id !== named)
        return say('The register does not hold this institution.', 'បញ្ជីមិនមានគ្រឹះស្ថាននេះទេ។');
      const to = given.data?.destination as Destination | undefined;
      if (to === undefined || isOfKind(to, named === undefined ? undefined : institution?.kind)) return undefined;
      return named === undefined
        ? say('Name the facility to which the child goes.', 'សូមបញ្ជាក់ឈ្មោះទីកន្លែងដែលកុមារត្រូវទៅ។')
        : say(
            'The facility named is not of the kind of the destination.',
            'ទីកន្លែងដែលបានបញ្ជាក់ មិនត្រូវនឹងប្រភេទនៃកន្លែងត្រូវទៅទេ។',
          );
    },
  ),
  rule(
    'N-13',
    '[V:S3 paras 14, 68]; [DP]',
    say('From one institution to another is never a transfer.', 'ពីគ្រឹះស្ថានមួយទៅគ្រឹះស្ថានមួយទៀត មិនមែនជាការផ្ទេរឡើយ។'),
    ['pdosvyDirector', 'dsw'],
    true,
    (context, given) =>
      // who lives in an institution stays there until the discharge, also when the authority is void
      (context.present && given.facts.institution?.id !== context.institution) ||
      childrenOf(context, given).some((id) => {
        const authority = factOf(given, id)?.authority;
        return authority?.kind === 'residential' && authority.institution !== given.facts.institution?.id;
      })
        ? say(
            'A child still lives at another institution, or has an authority there. Discharge first, with family options tested again.',
            'កុមារនៅរស់នៅ ឬមានការអនុញ្ញាតនៅគ្រឹះស្ថានផ្សេង។ ត្រូវបញ្ចប់ជាមុន ហើយពិនិត្យជម្រើសគ្រួសារឡើងវិញ។',
          )
        : undefined,
  ),
  rule(
    'N-20',
    '[DP]',
    say('From the second an order is signed, no admissions.', 'ចាប់ពីពេលចុះហត្ថលេខាលើដីកា គ្មានការទទួលចូលទៀតទេ។'),
    ['mosvy'],
    true,
    (_context, given) =>
      given.facts.institution?.standing === 'frozen'
        ? say(
            `Admissions to ${given.facts.institution.code} are frozen.`,
            `ការទទួលចូល ${given.facts.institution.code} ត្រូវបានបង្កក។`,
          )
        : undefined,
  ),
];
