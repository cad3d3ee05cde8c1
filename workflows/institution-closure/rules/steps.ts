/** What each mandated step of a closure needs, beside the "never" rules. */
import { homeKinds } from '../../vocabulary';
import { dateOf } from '../../time';
import type { Role, Rule } from '../../workflow';
import { humansOf, isGone, isTalkedTo, persons, recordOf, type Context, type Kind } from '../context';
import { nextVisit } from '../schedule';
import { isOldEnough, latestTarget, loadOf, named, rule, say, sits, unless, unnamedOf } from './checks';

const province: Role[] = ['pdosvyOfficer', 'pdosvyDirector'];
/** The offices of those who count, where they have an account. */
const offices: Record<'province' | 'district' | 'ministry' | 'ngo' | 'institution', Role[]> = {
  province,
  district: ['districtSupervisor', 'dsw'],
  ministry: ['mosvy'],
  ngo: ['ngoCaseworker'],
  institution: [],
};
const dated = ['on', 'visitOn', 'reinspectedOn'] as const;
/** What may have happened before the order, and is learned of after it. */
const earlier = ['records.destroyed', 'donor.left', 'abandonment.recorded'];

export const stepRules: Rule<Context>[] = [
  rule(
    'institution-closure.happened',
    'N-36 [DP]',
    say('Only what has happened is recorded.', 'កត់ត្រាតែអ្វីដែលបានកើតឡើងហើយប៉ុណ្ណោះ។'),
    ['pdosvyOfficer'],
    true,
    ({ anchors }, { type, data, now }) => {
      const since = anchors.ordered === undefined || earlier.includes(type) ? '' : dateOf(anchors.ordered);
      const days = dated.map((name) => data[name]).filter((on) => typeof on === 'string');
      return unless(
        days.every((on) => on <= dateOf(now)) && (data.on === undefined || data.on >= since),
        'The date lies in the future, or before the order. Give the day on which it took place.',
        'កាលបរិច្ឆេទស្ថិតនៅអនាគត ឬមុនដីកា។ សូមបញ្ជាក់ថ្ងៃដែលវាបានកើតឡើង។',
      );
    },
  ),
  rule(
    'institution-closure.once',
    'G, duplicates [DP]',
    say('An institution that houses children has one closure that is open.', 'គ្រឹះស្ថានស្នាក់នៅមួយមានការបិទដែលបើកតែមួយ។'),
    ['pdosvyOfficer', 'mosvy'],
    true,
    ({ institution }, { facts }) => {
      const place = facts.institution;
      if (institution !== undefined && place && place.id !== institution)
        return say('The order names another institution.', 'ដីកាបញ្ជាក់គ្រឹះស្ថានផ្សេង។');
      // where children sleep again, the procedure begins again
      const inhabited = facts.closure?.reopened === true || (facts.closure?.stillPresent.length ?? 0) > 0;
      return unless(
        !!place &&
          (homeKinds.includes(place.kind) || place.everResidential === true) &&
          (place.standing !== 'closed' || inhabited) &&
          !facts.closure?.open,
        'A closure is open already, or this place is closed or houses no children.',
        'ការបិទកំពុងដំណើរការរួចហើយ ឬកន្លែងនេះត្រូវបានបិទ ឬមិនមែនសម្រាប់កុមារស្នាក់នៅ។',
      );
    },
  ),
  rule(
    'institution-closure.mandate',
    'B.0.1, Sub-Decree 34 [V2:S7]',
    say('A closure is led in the district where the institution lies.', 'ការបិទត្រូវដឹកនាំនៅស្រុកដែលគ្រឹះស្ថានស្ថិតនៅ។'),
    ['pdosvyOfficer', 'mosvy'],
    true,
    ({ area }, { facts: { institution: place } }) =>
      unless(
        area.length >= 4 && place?.area.startsWith(area) === true,
        'Open it in the district or commune where the institution lies; the province there leads it.',
        'សូមបើកនៅស្រុក ឬឃុំដែលគ្រឹះស្ថានស្ថិតនៅ ហើយខេត្តនោះជាអ្នកដឹកនាំ។',
      ),
  ),
  rule(
    'institution-closure.direct',
    'step 1 [DP]',
    say(
      'Without announcement an order is for danger or for a home that its provider has left.',
      'ដីកាដោយមិនប្រកាសមុន សម្រាប់តែគ្រោះថ្នាក់ ឬគ្រឹះស្ថានដែលប្រតិបត្តិករបោះបង់។',
    ),
    ['pdosvyOfficer'],
    true,
    (_c, { data }) =>
      unless(
        data.kind === 'emergency' || data.kind === 'abandonment',
        'Record the engagement with the provider first.',
        'សូមកត់ត្រាការជូនដំណឹងដល់ប្រតិបត្តិករជាមុន។',
      ),
  ),
  rule(
    'institution-closure.capacity',
    'capacity check B.2.7 [V2:S5]; domain C [DP]',
    say(
      'Who signs has seen whether caseworkers and foster places suffice, and says why it is signed where they do not.',
      'អ្នកចុះហត្ថលេខាបានឃើញថាតើអ្នកគ្រប់គ្រងករណី និងកន្លែងគ្រួសារធម៌គ្រប់គ្រាន់ឬទេ ហើយបញ្ជាក់មូលហេតុ បើមិនគ្រប់។',
    ),
    ['mosvy'],
    true,
    (_c, given) => {
      const load = loadOf(given);
      return unless(
        !load?.short || given.data.danger === true || given.data.shortReason !== undefined,
        `${load?.children} children bring ${load?.visits} visits; caseworkers can take ${load?.free} more cases, and ${load?.freePlaces} emergency foster places are free. Give the reason.`,
        `កុមារ ${load?.children} នាក់ ត្រូវការចុះជួប ${load?.visits} លើក អ្នកគ្រប់គ្រងករណីអាចទទួលបន្ថែម ${load?.free} ករណី ហើយមានកន្លែងគ្រួសារធម៌បន្ទាន់ទំនេរ ${load?.freePlaces}។ សូមបញ្ជាក់មូលហេតុ។`,
      );
    },
  ),
  rule(
    'institution-closure.target',
    'target date, P-81 [DP]',
    say(
      'The date lies ahead, and not further than this kind of closure allows.',
      'កាលបរិច្ឆេទស្ថិតនៅខាងមុខ ហើយមិនហួសពីរយៈពេលដែលអនុញ្ញាត។',
    ),
    ['mosvy'],
    true,
    (context, given) => {
      // what is signed as an extension gives more time
      if (given.type === 'extension.signed' && context.target !== undefined && given.data.targetOn <= context.target)
        return say(
          `An extension names a date after ${context.target}.`,
          `ការពន្យារត្រូវបញ្ជាក់កាលបរិច្ឆេទក្រោយ ${context.target}។`,
        );
      const latest = latestTarget((given.data.kind ?? context.kind) as Kind, given);
      const on = given.data.targetOn as string;
      return unless(
        on > dateOf(given.now) && on <= latest,
        `Name a date from tomorrow until ${latest}.`,
        `សូមបញ្ជាក់កាលបរិច្ឆេទចាប់ពីថ្ងៃស្អែករហូតដល់ ${latest}។`,
      );
    },
  ),
  rule(
    'institution-closure.ordered',
    'step 2 [V2:S5]',
    say('An order stands, and the institution is not closed yet.', 'មានដីកាជាធរមាន ហើយគ្រឹះស្ថានមិនទាន់ត្រូវបានបិទ។'),
    ['mosvy'],
    false,
    ({ ordered, certified }) =>
      unless(ordered && !certified, 'Only between the order and the certificate.', 'ត្រឹមតែចន្លោះដីកា និងវិញ្ញាបនបត្រ។'),
  ),
  rule(
    'institution-closure.understood',
    'step 3 [DP]',
    say('The director says that the freeze is understood.', 'នាយកបញ្ជាក់ថាបានយល់អំពីការបង្កក។'),
    ['rciDirector'],
    true,
    (_c, { data }) => unless(data.understood === true, 'Confirm that it is understood.', 'សូមបញ្ជាក់ថាបានយល់។'),
  ),
  rule(
    'institution-closure.team',
    'step 4 [DP]',
    say(
      'Two people of two offices count, one of them not of the institution; who has an account holds the office on that day.',
      'ត្រូវមានយ៉ាងតិចពីរនាក់ពីការិយាល័យពីរ ហើយម្នាក់មិនមែនជាបុគ្គលិកគ្រឹះស្ថាន។ អ្នកមានគណនីត្រូវកាន់តំណែងនៅថ្ងៃនោះ។',
    ),
    ['pdosvyOfficer'],
    true,
    (_c, given) => {
      const team = given.data.team as { name: string; person?: string; from: keyof typeof offices }[];
      const names = new Set(team.map(({ name }) => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()));
      const accounts = team.flatMap(({ person }) => (person === undefined ? [] : [person.toLowerCase()]));
      return unless(
        names.size === team.length &&
          new Set(accounts).size === accounts.length &&
          new Set(team.map(({ from }) => from)).size >= 2 &&
          team.some(({ from }) => from !== 'institution') &&
          team.every(({ person, from }) => person === undefined || sits(given, person, offices[from])),
        'Count with different people of at least two offices; where an account is named, it holds that office on the day.',
        'សូមរាប់ជាមួយមនុស្សផ្សេងគ្នា ពីការិយាល័យយ៉ាងតិចពីរ។ បើបញ្ជាក់គណនី គណនីនោះត្រូវកាន់តំណែងនៅថ្ងៃនោះ។',
      );
    },
  ),
  rule(
    'institution-closure.as-decided',
    'step 4, N-03 [V:S3]',
    say('The census tells of no decision that the register does not know.', 'ជំរឿនមិនបញ្ជាក់អំពីសេចក្តីសម្រេចដែលបញ្ជីមិនដឹងឡើយ។'),
    ['pdosvyOfficer'],
    true,
    ({ institution }, { data, facts }) => {
      const holds = (child: string) =>
        facts.children?.some(
          ({ id, authority }) =>
            id === child.toLowerCase() && authority?.status === 'inForce' && authority.institution === institution,
        );
      // a decision ends with a death, of which the census tells nothing
      const isDead = (child: string) =>
        facts.children?.some(({ id, status }) => id === child.toLowerCase() && status === 'died');
      const rows = (data.rows as { child: string; bed: string; found: string }[]).filter(
        ({ child, found }) =>
          (found === 'authorisedPresent' || (found === 'authorisedAbsent' && !isDead(child))) && !holds(child),
      );
      const beds = rows.map(({ bed }) => bed).join(', ');
      return unless(
        rows.length === 0,
        `No decision in force for this place: the child of bed ${beds}. Count it as present without a decision, or as unaccounted for until it is seen.`,
        `គ្មានសេចក្តីសម្រេចជាធរមានសម្រាប់កន្លែងនេះ៖ កុមារនៅគ្រែ ${beds}។ សូមរាប់ជាមានវត្តមានដោយគ្មានសេចក្តីសម្រេច ឬជាគ្មាននរណាដឹងកន្លែង រហូតដល់បានជួប។`,
      );
    },
  ),
  rule(
    'institution-closure.death',
    'N-24 [DP]; [V:S29]',
    say(
      'A death is counted when a source outside the institution and somebody else than who told it confirm it.',
      'មរណភាពត្រូវបានរាប់ លុះត្រាតែប្រភពក្រៅគ្រឹះស្ថាន និងអ្នកផ្សេងក្រៅពីអ្នកប្រាប់ បានបញ្ជាក់។',
    ),
    ['pdosvyOfficer', 'pdosvyDirector'],
    true,
    (context, given) => {
      const row = named(context, given);
      const told = given.facts.closure?.deaths?.find(({ child }) => child === row?.child)?.by ?? [];
      return unless(
        row?.accounted === 'died' &&
          !row.verified &&
          told.length > 0 &&
          !persons(given.actor).some((person) => told.includes(person)) &&
          (given.data.sources as string[]).some((one) => one !== 'institution'),
        'Only for a child of the census whose death is recorded, by somebody who did not record it, on a source outside the institution.',
        'សម្រាប់តែកុមារក្នុងជំរឿនដែលមរណភាពត្រូវបានកត់ត្រា ដោយអ្នកដែលមិនបានកត់ត្រា និងផ្អែកលើប្រភពក្រៅគ្រឹះស្ថាន។',
      );
    },
  ),
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
    'institution-closure.after-last',
    'step 13 [DP]',
    say(
      'Empty is what was looked at after the last child had left, and verified what was looked at after that.',
      'អគារទទេ លុះត្រាតែបានពិនិត្យក្រោយកុមារចុងក្រោយចាកចេញ ហើយការផ្ទៀងផ្ទាត់ត្រូវធ្វើក្រោយពីនោះ។',
    ),
    ['districtSupervisor', 'mosvy'],
    true,
    ({ children, anchors }, { type, data }) => {
      const left = children.map(({ leftOn = '' }) => leftOn);
      const emptied = type === 'verification.recorded' ? [dateOf(anchors.emptied ?? 0)] : [];
      const first = [...left, ...emptied].sort().at(-1) ?? '';
      return unless(data.on >= first, `Look again, on ${first} or later.`, `សូមពិនិត្យម្តងទៀត នៅថ្ងៃ ${first} ឬក្រោយ។`);
    },
  ),
  rule(
    'institution-closure.impartial',
    'N-10 [DP]',
    say(
      'Who signed the order does not decide on the appeal against it.',
      'អ្នកចុះហត្ថលេខាលើដីកា មិនសម្រេចលើបណ្តឹងជំទាស់ដីកានោះឡើយ។',
    ),
    ['mosvy'],
    false,
    ({ signers }, { actor }) =>
      unless(
        !persons(actor).some((person) => signers.includes(person)),
        'Somebody else of the ministry decides.',
        'ត្រូវឱ្យអ្នកផ្សេងក្នុងក្រសួងជាអ្នកសម្រេច។',
      ),
  ),
  rule(
    'institution-closure.listed',
    'step 4 [DP]',
    say('It is about a child of the census who has not left.', 'ពាក់ព័ន្ធនឹងកុមារក្នុងជំរឿន ដែលមិនទាន់ចាកចេញ។'),
    ['pdosvyOfficer'],
    true,
    (context, given) => {
      const row = named(context, given);
      return unless(
        row !== undefined && (row.accounted === undefined || row.lost),
        'The census does not name the child, or the child has left.',
        'ជំរឿនមិនមានឈ្មោះកុមារនេះ ឬកុមារបានចាកចេញ។',
      );
    },
  ),
  rule(
    'institution-closure.new-children',
    'census [DP]',
    say('Each child is counted once.', 'កុមារម្នាក់ៗត្រូវបានរាប់តែម្តង។'),
    ['pdosvyOfficer'],
    true,
    ({ children, merges }, { data, facts }) => {
      const same = (facts.closure?.same ?? []).map(({ child: merged, record: kept }) => ({ merged, kept, on: '' }));
      const record = (child: string) => recordOf({ merges: [...merges, ...same] }, child);
      const known = children.map(({ child }) => record(child));
      const named = (data.rows as { child: string }[]).map(({ child }) => record(child));
      return unless(
        new Set(named).size === named.length && !named.some((child) => known.includes(child)),
        'The census has this child already.',
        'កុមារនេះមានក្នុងជំរឿនរួចហើយ។',
      );
    },
  ),
  rule(
    'institution-closure.counted',
    'step 4 [DP]',
    say('The census is sealed.', 'ជំរឿនត្រូវបានបិទ។'),
    ['pdosvyOfficer'],
    false,
    ({ sealed }) => unless(sealed, 'Seal the census first.', 'សូមបិទជំរឿនជាមុនសិន។'),
  ),
  rule(
    'institution-closure.all-gone',
    'step 14 [DP]',
    say('The files follow the last child.', 'ឯកសារទៅតាមកុមារចុងក្រោយ។'),
    ['pdosvyOfficer'],
    false,
    ({ children }) => unless(children.every(isGone), 'Children still live there.', 'នៅមានកុមាររស់នៅទីនោះ។'),
  ),
  rule(
    'institution-closure.alone',
    'step 5 [V:S18]',
    say('The talk is private.', 'ការនិយាយត្រូវធ្វើដោយឡែក។'),
    ['dsw', 'ngoCaseworker'],
    true,
    (context, given) => {
      const row = named(context, given);
      const { alone, unable } = given.data as { alone: boolean; unable?: string };
      // who was not there when the others were counted
      const away = row?.found === 'unaccounted' || row?.found === 'authorisedAbsent';
      const held = unable === undefined ? alone && row?.lost !== true : !alone && (unable !== 'left' || away);
      return unless(
        !row || held,
        'Speak to the child alone; a child whom nobody can find is found first. Where no talk is possible, say why, and not that it was held.',
        'សូមនិយាយជាមួយកុមារដោយឡែក។ កុមារដែលរកមិនឃើញ ត្រូវរកឃើញជាមុន។ បើមិនអាចនិយាយបាន សូមបញ្ជាក់មូលហេតុ ហើយកុំកត់ថាបាននិយាយ។',
      );
    },
  ),
  rule(
    'institution-closure.of-census',
    'step 5 [V:S18]',
    say('It is about a child of the census.', 'ពាក់ព័ន្ធនឹងកុមារក្នុងជំរឿន។'),
    ['dsw', 'ngoCaseworker'],
    true,
    (context, given) =>
      unless(
        named(context, given) !== undefined && named(context, given)?.accounted !== 'died',
        'The census does not name the child, or the child has died.',
        'ជំរឿនមិនមានឈ្មោះកុមារនេះ ឬកុមារបានស្លាប់។',
      ),
  ),
  rule(
    'institution-closure.unnamed',
    'N-21 [DP]',
    say(
      'What became of children who were found without a name is said of such children, and where they were counted the census has as many.',
      'ការបញ្ជាក់អំពីកុមារគ្មានឈ្មោះ ធ្វើតែពេលបានរកឃើញកុមារបែបនេះ ហើយបើបានរាប់ ជំរឿនត្រូវមានចំនួនគ្រប់។',
    ),
    ['pdosvyOfficer', 'districtSupervisor'],
    true,
    (context, given) => {
      const unnamed = unnamedOf(context, given);
      const counted = humansOf(context).length;
      const few = given.data.became === 'counted' && counted < unnamed;
      return unless(
        unnamed > 0 && !few,
        `Found without a name: ${unnamed}. Children of the census: ${counted}. Count them first.`,
        `រកឃើញដោយគ្មានឈ្មោះ៖ ${unnamed}។ កុមារក្នុងជំរឿន៖ ${counted}។ សូមរាប់ពួកគេជាមុន។`,
      );
    },
  ),
  rule(
    'institution-closure.second',
    'N-21 [DP]',
    say(
      'Somebody else confirms what became of children who were found without a name.',
      'អ្នកផ្សេងទៀតត្រូវបញ្ជាក់ថា កុមារដែលរកឃើញដោយគ្មានឈ្មោះមានអ្វីកើតឡើង។',
    ),
    ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'],
    false,
    ({ explainedBy = [] }, { actor }) =>
      unless(
        explainedBy.length > 0 && !persons(actor).some((person) => explainedBy.includes(person)),
        'Somebody says first what became of them, and another person confirms it.',
        'ត្រូវមានអ្នកម្នាក់បញ្ជាក់ជាមុន ហើយអ្នកផ្សេងបញ្ជាក់ម្តងទៀត។',
      ),
  ),
  rule(
    'institution-closure.everybody',
    'step 11 [DP]',
    say('Everybody who worked there is placed or released, or left.', 'បុគ្គលិកទាំងអស់ត្រូវបានដាក់ បញ្ចប់ ឬបានចាកចេញ។'),
    ['pdosvyOfficer'],
    true,
    ({ headcount = 0 }, { data }) => {
      const { redeployed, released, left = 0 } = data as { redeployed: number; released: number; left?: number };
      return unless(
        redeployed + released + left >= headcount,
        `The analysis names ${headcount} staff, this form ${redeployed + released + left}. Say of each what became of them.`,
        `ការវិភាគមានបុគ្គលិក ${headcount} នាក់ ទម្រង់នេះមាន ${redeployed + released + left} នាក់។ សូមបញ្ជាក់អំពីម្នាក់ៗ។`,
      );
    },
  ),
  rule(
    'institution-closure.funded',
    'step 12, B.2.7 [V:S61]',
    say(
      'What the home owns goes elsewhere when its money lasts, or no child lives there any more.',
      'ទ្រព្យសម្បត្តិត្រូវប្រើផ្សេង លុះត្រាតែថវិកាគ្រប់គ្រាន់ ឬលែងមានកុមាររស់នៅ។',
    ),
    ['pdosvyOfficer'],
    false,
    ({ sealed, children }) =>
      unless(
        sealed && children.every(isGone),
        'The money is short and children live there: secure it first.',
        'ថវិកាខ្វះ ហើយមានកុមាររស់នៅ៖ សូមធានាថវិកាជាមុន។',
      ),
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
  rule(
    'institution-closure.vetted',
    'step 11 [V:S60]',
    say(
      'Nobody is used again without vetting, or with an open allegation.',
      'គ្មានអ្នកណាត្រូវបានប្រើឡើងវិញ ដោយគ្មានការពិនិត្យប្រវត្តិ ឬមានការចោទប្រកាន់ដែលនៅបើកឡើយ។',
    ),
    ['pdosvyOfficer'],
    true,
    (_c, { data }) =>
      unless(
        data.unvetted === 0 && data.openAllegations === 0,
        'Vet them, and release whoever has an open allegation.',
        'សូមពិនិត្យប្រវត្តិ និងបញ្ចប់ការងារអ្នកដែលមានការចោទប្រកាន់។',
      ),
  ),
  rule(
    'institution-closure.unannounced',
    'step 13 [DP]',
    say(
      'Whether it is empty shows a visit that nobody announced, by ministry and province, or by two of the ministry where everybody of the province moved a child.',
      'ភាពទទេត្រូវបង្ហាញដោយការចុះពិនិត្យដែលគ្មាននរណាជូនដំណឹងមុន ដោយក្រសួង និងខេត្ត ឬដោយមន្ត្រីក្រសួងពីរនាក់ បើមន្ត្រីខេត្តទាំងអស់បានផ្លាស់កុមារ។',
    ),
    ['mosvy'],
    true,
    ({ movers }, given) => {
      const members = [...new Set(given.data.members as string[])];
      const free = given.facts.closure?.officials?.filter((person) => !movers.includes(person)).length ?? 1;
      return unless(
        given.data.unannounced === true &&
          members.every((member) => sits(given, member, ['mosvy', ...province])) &&
          (members.some((member) => sits(given, member, province)) || (free === 0 && members.length >= 2)),
        'Come unannounced, and with somebody of the province. Where all of the province moved a child, two of the ministry come.',
        'សូមចុះដោយមិនជូនដំណឹងមុន ជាមួយមន្ត្រីខេត្ត។ បើមន្ត្រីខេត្តទាំងអស់បានផ្លាស់កុមារ មន្ត្រីក្រសួងពីរនាក់ត្រូវចុះ។',
      );
    },
  ),
  rule(
    'institution-closure.regions',
    'steps 11, 12 and 14 [DP]',
    say(
      'Every child was spoken to alone, staff are placed or released, the money is settled, the files are kept, the freeze was served and no appeal is open.',
      'កុមារម្នាក់ៗបាននិយាយដោយឡែក បុគ្គលិកត្រូវបានដាក់ ឬបញ្ចប់ ថវិកាត្រូវបានដោះស្រាយ ឯកសារត្រូវបានរក្សាទុក ការបង្កកត្រូវបានជូនដំណឹង ហើយគ្មានបណ្តឹងជំទាស់បើក។',
    ),
    ['pdosvyOfficer', 'mosvy'],
    false,
    ({ children, staff, money, records, appeal, withdrawal, visited, acknowledged }) => {
      const open = [
        !children.every(isTalkedTo) && say('private talks', 'ការនិយាយដោយឡែក'),
        staff !== 'settled' && say('staff', 'បុគ្គលិក'),
        money !== 'settled' && say('money', 'ថវិកា'),
        records !== 'filed' && say('files', 'ឯកសារ'),
        (appeal === 'open' || appeal === 'granted') && say('appeal', 'បណ្តឹងជំទាស់'),
        withdrawal === 'open' && say('withdrawal of the order', 'ការដកដីកាវិញ'),
        !(visited && acknowledged) && say('freeze notice', 'លិខិតបង្កក'),
      ].filter((text) => text !== false);
      return open.length === 0
        ? undefined
        : say(`Still open: ${open.map((t) => t.en).join(', ')}.`, `នៅបើក៖ ${open.map((t) => t.km).join(' ')}។`);
    },
  ),
  rule(
    'institution-closure.reinspected',
    'B.2.5 [DP]',
    say(
      'An order is withdrawn after a new inspection that found all standards met.',
      'ដីកាត្រូវបានដកវិញ ក្រោយការត្រួតពិនិត្យថ្មីដែលរកឃើញថាបានបំពេញស្តង់ដារទាំងអស់។',
    ),
    ['mosvy'],
    true,
    ({ anchors }, { data, facts }) =>
      unless(
        data.standardsMet === true &&
          (facts.institution?.lastInspection ?? '') >= (data.reinspectedOn as string) &&
          data.reinspectedOn >= dateOf(anchors.ordered ?? 0),
        'Inspect again after the order; every standard must be met.',
        'សូមត្រួតពិនិត្យម្តងទៀតក្រោយដីកា ស្តង់ដារទាំងអស់ត្រូវតែបានបំពេញ។',
      ),
  ),
  rule(
    'institution-closure.met',
    'B.2.5 [DP]',
    say(
      'The freeze of a withdrawn order is lifted after an inspection, opened since, that found all standards met.',
      'ការបង្កកនៃដីកាដែលបានដកវិញ ត្រូវបានលើក ក្រោយអធិការកិច្ចដែលបើកតាំងពីពេលនោះ រកឃើញថាបានបំពេញស្តង់ដារទាំងអស់។',
    ),
    ['districtSupervisor', 'pdosvyOfficer'],
    false,
    ({ anchors }, { facts: { closure } }) =>
      unless(
        closure?.inspected?.rating === 'A' && closure.inspected.openedAt >= (anchors.withdrawn ?? Infinity),
        'The inspection that the withdrawal opened must be classified A. If it is not, let the order stand.',
        'អធិការកិច្ចដែលការដកដីកាបានបើក ត្រូវចាត់ថ្នាក់ជា A។ បើមិនមែន សូមរក្សាដីកាដដែល។',
      ),
  ),
  rule(
    'institution-closure.window',
    'P-30 [DP]',
    say(
      'A visit of the watch falls into its window, and nobody announced it.',
      'ការចុះតាមដានត្រូវស្ថិតក្នុងកំឡុងពេលកំណត់ ហើយមិនជូនដំណឹងមុន។',
    ),
    ['dsw', 'districtSupervisor', 'pdosvyOfficer'],
    true,
    (context, { data }) => {
      const next = nextVisit(context);
      return unless(
        next !== undefined && data.unannounced === true && data.visitOn >= dateOf(next.opens),
        'Come unannounced, when the window is open.',
        'សូមចុះដោយមិនជូនដំណឹងមុន នៅពេលបើកកំឡុងពេល។',
      );
    },
  ),
];
