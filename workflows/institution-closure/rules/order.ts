/** What the order needs, its date, its appeal and its end. */
import { homeKinds } from '../../vocabulary';
import { dateOf } from '../../time';
import type { Rule } from '../../workflow';
import { persons, type Context, type Kind } from '../context';
import { latestTarget, loadOf, rule, say, unless } from './checks';

const dated = ['on', 'visitOn', 'reinspectedOn'] as const;
/** What may have happened before the order, and is learned of after it. */
const earlier = ['records.destroyed', 'donor.left', 'abandonment.recorded'];

export const orderRules: Rule<Context>[] = [
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
    'institution-closure.impartial',
    'N-10 [DP]',
    say(
      'Who signed the order, or filed an appeal, does not decide on the appeal.',
      'អ្នកចុះហត្ថលេខាលើដីកា ឬអ្នកដាក់បណ្តឹងជំទាស់ មិនសម្រេចលើបណ្តឹងនោះឡើយ។',
    ),
    ['mosvy'],
    false,
    ({ signers, filers = [] }, { actor }) =>
      unless(
        !persons(actor).some((person) => signers.includes(person) || filers.includes(person)),
        'Somebody else of the ministry decides.',
        'ត្រូវឱ្យអ្នកផ្សេងក្នុងក្រសួងជាអ្នកសម្រេច។',
      ),
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
    ({ anchors: { ordered } }, { data, facts: { institution, closure } }) => {
      const on = data.reinspectedOn as string;
      // on the day of the order the hour tells which of the two came first
      const after =
        ordered !== undefined &&
        (on > dateOf(ordered) || (on === dateOf(ordered) && (closure?.inspected?.openedAt ?? 0) >= ordered));
      return unless(
        data.standardsMet === true && (institution?.lastInspection ?? '') >= on && after,
        'Inspect again after the order; every standard must be met. On the day of the order only an inspection that was opened after it counts.',
        'សូមត្រួតពិនិត្យម្តងទៀតក្រោយដីកា ស្តង់ដារទាំងអស់ត្រូវតែបានបំពេញ។ នៅថ្ងៃនៃដីកា រាប់តែអធិការកិច្ចដែលបានបើកក្រោយដីកា។',
      );
    },
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
];
