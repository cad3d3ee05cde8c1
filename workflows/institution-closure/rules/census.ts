/** What the census, the private talks and children found without a name need. */
import { dateOf } from '../../time';
import type { Role, Rule } from '../../workflow';
import { persons, recordOf, rowOf, type Context } from '../context';
import { named, province, rule, say, sits, unless, unnamedOf } from './checks';

/** The offices of those who count, where they have an account. */
const offices: Record<'province' | 'district' | 'ministry' | 'ngo' | 'institution', Role[]> = {
  province,
  district: ['districtSupervisor', 'dsw'],
  ministry: ['mosvy'],
  ngo: ['ngoCaseworker'],
  institution: [],
};

interface Member {
  name: string;
  person?: string;
  from: keyof typeof offices;
  signed?: { on: string };
}

export const censusRules: Rule<Context>[] = [
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
      const team = given.data.team as Member[];
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
    'institution-closure.signed',
    'step 4: signed by the team, not by staff of the institution alone [DP]',
    say(
      'Two of those who counted sign the census: by their accounts, of two different offices outside the institution.',
      'អ្នករាប់ពីរនាក់ចុះហត្ថលេខាលើជំរឿន តាមគណនីរបស់ខ្លួន ពីការិយាល័យពីរផ្សេងគ្នានៅក្រៅគ្រឹះស្ថាន។',
    ),
    ['pdosvyOfficer', 'districtSupervisor', 'dsw', 'ngoCaseworker', 'mosvy'],
    true,
    (_c, given) => {
      const signers = (given.data.team as Member[]).filter(
        ({ person, from, signed }) =>
          person !== undefined &&
          signed !== undefined &&
          signed.on >= given.data.on &&
          signed.on <= dateOf(given.now) &&
          sits(given, person, offices[from]),
      );
      return unless(
        new Set(signers.map(({ from }) => from)).size >= 2,
        'Name the accounts of two people who counted, of two offices outside the institution, each with the signature and its day: from that of the count until today.',
        'សូមបញ្ជាក់គណនីរបស់អ្នករាប់ពីរនាក់ ពីការិយាល័យពីរនៅក្រៅគ្រឹះស្ថាន ដោយម្នាក់ៗមានហត្ថលេខា និងថ្ងៃចុះហត្ថលេខា៖ ចាប់ពីថ្ងៃរាប់រហូតដល់ថ្ងៃនេះ។',
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
    'institution-closure.found-where',
    'a child hidden at a sister home, B.2.7 [DP]',
    say(
      'Children who are counted later are present where they were found, and nowhere else.',
      'កុមារដែលរាប់ពេលក្រោយ មានវត្តមាននៅកន្លែងដែលរកឃើញ មិនមែននៅកន្លែងផ្សេងឡើយ។',
    ),
    ['pdosvyOfficer'],
    true,
    ({ institution }, { data, facts }) => {
      const { place, house } = data as { place: 'here' | 'house' | 'elsewhere'; house?: string };
      const found = (data.rows as { found: string }[]).map((row) => row.found);
      return unless(
        (house === undefined ? place !== 'house' : place === 'house' && facts.closure?.house === true) &&
          house?.toLowerCase() !== institution &&
          (place === 'here' || !found.includes('authorisedPresent')),
        'Name the other institution where they were found, as the register has it, and only then; count those found in one place together. Who has a decision for this institution and was found outside it is absent, and it is known where.',
        'សូមបញ្ជាក់គ្រឹះស្ថានផ្សេងដែលរកឃើញ ដូចមានក្នុងបញ្ជី តែក្នុងករណីនោះប៉ុណ្ណោះ ហើយរាប់ជាមួយគ្នាតែអ្នកដែលរកឃើញនៅកន្លែងតែមួយ។ អ្នកមានសេចក្តីសម្រេចសម្រាប់គ្រឹះស្ថាននេះ តែរកឃើញនៅខាងក្រៅ គឺអវត្តមាន ហើយដឹងកន្លែងដែលនៅ។',
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
    'institution-closure.talk-second',
    'step 5 [V:S18]; [DP]',
    say(
      'That no talk could be held with a child is signed by two: who says so, and another of the joint team or a caseworker.',
      'ការមិនអាចនិយាយជាមួយកុមារ ត្រូវចុះហត្ថលេខាដោយមនុស្សពីរនាក់៖ អ្នកប្រាប់ និងសមាជិកម្នាក់ទៀតនៃក្រុមរួម ឬអ្នកគ្រប់គ្រងករណី។',
    ),
    ['dsw', 'ngoCaseworker', 'districtSupervisor', 'pdosvyOfficer'],
    true,
    (context, given) => {
      const { by = [] } = named(context, given)?.unable ?? {};
      return unless(
        by.length > 0 && !persons(given.actor).some((person) => by.includes(person)),
        'Somebody says first why no talk could be held, and another person signs it. Where the child can talk, hold the talk.',
        'ត្រូវមានអ្នកម្នាក់បញ្ជាក់ជាមុនថាហេតុអ្វីមិនអាចនិយាយបាន ហើយអ្នកផ្សេងចុះហត្ថលេខា។ បើកុមារអាចនិយាយបាន សូមនិយាយជាមួយកុមារ។',
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
      'What became of each child who was found without a name has a line of its own: which child of the census it is, or what it was.',
      'កុមារម្នាក់ៗដែលរកឃើញដោយគ្មានឈ្មោះ មានជួរផ្ទាល់ខ្លួន៖ ជាកុមារណាក្នុងជំរឿន ឬជាអ្វី។',
    ),
    ['pdosvyOfficer', 'districtSupervisor'],
    true,
    (context, given) => {
      const unnamed = unnamedOf(context, given);
      const lines = given.data.lines as { became: 'counted' | 'none'; child?: string; what?: string }[];
      const counted = lines.filter(({ became }) => became === 'counted');
      const children = counted.flatMap(({ child }) => {
        const row = child === undefined ? undefined : rowOf(context, child);
        return row ? [recordOf(context, row.child)] : [];
      });
      const named = new Set(children).size;
      const blank = lines.filter(({ became, what }) => became === 'none' && what === undefined).length;
      return unless(
        unnamed > 0 && lines.length >= unnamed && named === counted.length && blank === 0,
        `Found without a name: ${unnamed}. Lines: ${lines.length}. Said to be counted: ${counted.length}, of whom the census has ${named} by the child named, each once. Not said what it was: ${blank}. Give each its own line, and count a child before you name it here.`,
        `រកឃើញដោយគ្មានឈ្មោះ៖ ${unnamed}។ ជួរ៖ ${lines.length}។ បញ្ជាក់ថាបានរាប់៖ ${counted.length} ដែលជំរឿនមាន ${named} តាមកុមារដែលបានបញ្ជាក់ ម្នាក់ម្តង។ មិនបានបញ្ជាក់ថាជាអ្វី៖ ${blank}។ សូមឱ្យម្នាក់ៗមានជួរផ្ទាល់ខ្លួន ហើយរាប់កុមារជាមុន មុនបញ្ជាក់នៅទីនេះ។`,
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
];
