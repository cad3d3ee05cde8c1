/** What each mandated step of the way home needs, beside the "never" rules. */
import type { WorkloadFact } from '../../facts';
import type { Amount } from '../../parameters';
import { addDays, dateOf, dueAfter } from '../../time';
import type { Given, Rule } from '../../workflow';
import { districtOf, type Context, type Risk } from '../context';
import { isPlanned, visitsOf } from '../schedule';
import { childFact, happened, rule, say, unless } from './checks';

/** What the worker carries whom the step puts in charge: the one named, the one who accepts, the one of the case. */
export const loadOf = (context: Context, { data, facts, actor, type }: Given): WorkloadFact | undefined => {
  const named = (data?.worker as string | undefined) ?? (type === 'transfer.accepted' ? actor.person : context.worker);
  return facts.workload?.find(({ worker }) => worker === named);
};

/** The first of these areas that lies in another district than the case. */
export const outsideOf = ({ owner }: Context, areas: readonly string[]): string | undefined =>
  areas.find((area) => districtOf(area) !== districtOf(owner));

const height: Record<Risk, number> = { low: 0, medium: 1, high: 2 };

export const stepRules: Rule<Context>[] = [
  rule(
    'family-reintegration.happened',
    'N-36 [DP]',
    say('Only what has happened is recorded.', 'កត់ត្រាតែអ្វីដែលបានកើតឡើងហើយប៉ុណ្ណោះ។'),
    ['dsw', 'ngoCaseworker'],
    true,
    (_c, given) =>
      unless(
        happened(given),
        'The date lies in the future. Give the day on which it took place.',
        'កាលបរិច្ឆេទស្ថិតនៅអនាគត។ សូមបញ្ជាក់ថ្ងៃដែលវាបានកើតឡើង។',
      ),
  ),
  rule(
    'family-reintegration.once',
    'G, duplicates [DP]',
    say('A child has one way home that is open.', 'កុមារម្នាក់មានករណីសមាហរណកម្មបើកតែមួយ។'),
    ['dsw'],
    true,
    (_c, { facts, data }) =>
      unless(
        !facts.children?.some((c) => c.id === data.child && c.openRequest),
        'A case for this child is open already.',
        'មានករណីបើកសម្រាប់កុមារនេះរួចហើយ។',
      ),
  ),
  rule(
    'family-reintegration.investigation',
    'step 1 [V:S15]; [V2:S5]',
    say(
      'No way home begins or ends in a family in which suspected abuse is being investigated.',
      'មិនអាចចាប់ផ្តើម ឬបញ្ចប់ផ្លូវត្រឡប់ទៅគ្រួសារដែលកំពុងត្រូវស៊ើបអង្កេតពីការសង្ស័យថាមានការរំលោភ។',
    ),
    ['districtSupervisor'],
    false,
    (context, given) =>
      unless(
        // the way of a child of a closing institution is opened whatever is looked into: its danger is heard there
        (given.type === 'child.identified' && given.actor.role === 'register') ||
          childFact(context, given)?.investigated !== true,
        'A safety concern about this child or a sibling is open in another case. It must be closed there first.',
        'មានក្តីបារម្ភសុវត្ថិភាពអំពីកុមារនេះ ឬបងប្អូន នៅបើកក្នុងករណីផ្សេង។ ត្រូវបញ្ចប់នៅទីនោះជាមុនសិន។',
      ),
  ),
  rule(
    'family-reintegration.met',
    'step 2; private talk [V:S18, S1]',
    say(
      'The child is met in person, and spoken to alone, or it is written why not.',
      'ត្រូវជួបកុមារផ្ទាល់ និងនិយាយដោយឡែក ឬសរសេរមូលហេតុ។',
    ),
    ['dsw', 'ngoCaseworker'],
    true,
    (_c, { data }) =>
      unless(
        data.contactType === 'inPerson' && data.childSeen && (data.privateTalk || data.views.notPossible !== undefined),
        'Meet the child in person and speak alone.',
        'សូមជួបកុមារផ្ទាល់ និងនិយាយដោយឡែក។',
      ),
  ),
  rule(
    'family-reintegration.searched',
    'step 3 [DP] P-54',
    say(
      '"Not traced" needs several attempts over weeks, at two sources at least.',
      'សន្និដ្ឋានថារកមិនឃើញ ត្រូវមានការព្យាយាមច្រើនដងក្នុងរយៈពេលយូរ តាមយ៉ាងតិចពីរប្រភព។',
    ),
    ['dsw', 'ngoCaseworker', 'commune', 'police'],
    false,
    ({ tracing }, { parameters }) => {
      const { attempts, sources } = parameters.values['P-54'] as { attempts: number; sources: number };
      return unless(
        tracing.attempts >= attempts && tracing.sources.length >= sources && tracing.long,
        'Go on searching: three attempts, two sources, 30 days from the first (P-54).',
        'សូមបន្តស្វែងរក៖ បីដង ពីរប្រភព និង ៣០ ថ្ងៃគិតពីលើកដំបូង (P-54)។',
      );
    },
  ),
  rule(
    'family-reintegration.destination',
    'step 4 [V:S15]',
    say(
      'The home is assessed by a caseworker of the district in which it lies.',
      'ផ្ទះត្រូវវាយតម្លៃដោយអ្នកគ្រប់គ្រងករណីនៃស្រុកដែលផ្ទះនោះស្ថិតនៅ។',
    ),
    ['dsw', 'ngoCaseworker'],
    false,
    (context, { actor }) =>
      unless(
        (context.home.area ?? context.owner).startsWith(actor.area),
        'A caseworker of the other district must visit this home.',
        'អ្នកគ្រប់គ្រងករណីនៃស្រុកនោះត្រូវចុះទៅផ្ទះនេះ។',
      ),
  ),
  rule(
    'family-reintegration.adults',
    'step 4 [V:S15, S3]',
    say(
      'Every adult of the household is known and checked before the home is called safe.',
      'មនុស្សពេញវ័យទាំងអស់ក្នុងផ្ទះត្រូវបានស្គាល់ និងពិនិត្យ មុនពេលសន្និដ្ឋានថាផ្ទះមានសុវត្ថិភាព។',
    ),
    ['dsw', 'ngoCaseworker', 'commune', 'police'],
    true,
    (_c, { data }) => {
      const adults = data.adults as { checked: boolean; concern: boolean }[];
      const safe = data.safe && data.familyWilling && adults.length > 0;
      return unless(
        data.conclusion !== 'canBeReintegrated' || (safe && adults.every((a) => a.checked && !a.concern)),
        'Check every adult; the home must be safe and the family willing.',
        'សូមពិនិត្យមនុស្សពេញវ័យម្នាក់ៗ ផ្ទះត្រូវមានសុវត្ថិភាព ហើយគ្រួសារមានឆន្ទៈ។',
      );
    },
  ),
  rule(
    'family-reintegration.plan',
    'Form 3 [V:S1]',
    say('Every item with score 1 or 2 has an action in the plan.', 'ចំណុចនីមួយៗដែលមានពិន្ទុ ១ ឬ ២ ត្រូវមានសកម្មភាពក្នុងផែនការ។'),
    ['dsw', 'ngoCaseworker'],
    true,
    (context, { data }) => {
      const planned = (data.lines as { item: string }[]).map(({ item }) => item);
      return unless(
        context.low.every((item) => planned.includes(item)),
        'Add an action for each low item of both parts of Form 2.',
        'សូមបន្ថែមសកម្មភាពសម្រាប់ចំណុចពិន្ទុទាបនីមួយៗនៃផ្នែកទាំងពីរនៃទម្រង់ទី២។',
      );
    },
  ),
  rule(
    'family-reintegration.contact-plan',
    'para 82 [V:S3]',
    say(
      'Where a parent is detained, the plan says how child and parent stay in contact.',
      'បើឪពុក ឬម្តាយត្រូវឃុំខ្លួន ផែនការត្រូវបញ្ជាក់ពីការទំនាក់ទំនងរវាងកុមារ និងឪពុកម្តាយ។',
    ),
    ['dsw', 'ngoCaseworker'],
    true,
    (_c, { data }) =>
      unless(!data.parentDetained || data.contactPlan, 'Write the contact plan.', 'សូមសរសេរផែនការទំនាក់ទំនង។'),
  ),
  rule(
    'family-reintegration.disability',
    'B.3.7 [GK]; N-15',
    say(
      'A child with a disability goes home with support that is ready, and with the device.',
      'កុមារមានពិការភាពត្រឡប់ទៅផ្ទះដោយមានការគាំទ្រ និងឧបករណ៍ជំនួយរួចរាល់។',
    ),
    ['dsw', 'ngoCaseworker'],
    true,
    (context, given) => {
      if (given.type === 'plan.submitted')
        return unless(
          !childFact(context, given)?.disability || given.data.disabilitySupport,
          'Plan the support for the disability.',
          'សូមរៀបចំការគាំទ្រពិការភាព។',
        );
      const { ready, supportNeeded, deviceNeeded } = context;
      return unless(
        (!supportNeeded || ready?.support === true) && (!deviceNeeded || ready?.device === true),
        'The support or the device is not there yet.',
        'ការគាំទ្រ ឬឧបករណ៍ជំនួយមិនទាន់មាន។',
      );
    },
  ),
  rule(
    'family-reintegration.advice',
    'paras 49, 50 [V:S3]',
    say(
      'The review hears advice of several fields and writes down aims on which all agree.',
      'ការពិនិត្យស្តាប់យោបល់ពីវិស័យច្រើន និងកត់ត្រាគោលបំណងដែលគ្រប់គ្នាយល់ព្រម។',
    ),
    ['districtSupervisor'],
    true,
    (_c, { data }) =>
      unless(
        data.decision !== 'approve' || (data.aims && data.advice.length >= 2 && data.members.length >= 2),
        'Write the aims, hear two fields, name who took part.',
        'សូមសរសេរគោលបំណង ស្តាប់យោបល់ពីពីរវិស័យ និងបញ្ជាក់អ្នកចូលរួម។',
      ),
  ),
  rule(
    'family-reintegration.workload',
    'P-31 [GK]; [V:S2]',
    say(
      'A worker whose cases have reached the limit takes no further one without a written reason.',
      'បុគ្គលិកដែលមានករណីដល់កម្រិតកំណត់ មិនទទួលករណីបន្ថែមដោយគ្មានមូលហេតុជាលាយលក្ខណ៍អក្សរ។',
    ),
    ['districtSupervisor'],
    true,
    (context, given) => {
      const { data, parameters } = given;
      const { block } = parameters.values['P-31'] as { block: number };
      const open = loadOf(context, given)?.open ?? 0;
      return unless(
        data.decision === 'return' || open < block || data.overCapacityReason !== undefined,
        `The worker has ${open} cases; the limit is ${block}. Name another worker, or write why this one can.`,
        `បុគ្គលិកមាន ${open} ករណី កម្រិតកំណត់គឺ ${block}។ សូមប្តូរបុគ្គលិក ឬសរសេរមូលហេតុ។`,
      );
    },
  ),
  rule(
    'family-reintegration.ready',
    'step 7; paras 49-51 [V:S3]',
    say(
      'Before the return there was a good contact, and papers, school, grant, family and village are ready.',
      'មុនការត្រឡប់ ត្រូវមានការជួបដែលដំណើរការល្អ ហើយឯកសារ សាលារៀន ប្រាក់ឧបត្ថម្ភ គ្រួសារ និងភូមិបានត្រៀមរួច។',
    ),
    ['dsw', 'ngoCaseworker', 'commune'],
    false,
    ({ contact, ready }) =>
      unless(
        contact && ready !== undefined && ready.documents && ready.school && ready.grant && ready.prepared,
        'Record a contact that went well with a caseworker present, and that everything is ready.',
        'សូមកត់ត្រាការជួបដែលដំណើរការល្អដោយមានអ្នកគ្រប់គ្រងករណី និងការត្រៀមរួចរាល់។',
      ),
  ),
  rule(
    'family-reintegration.court',
    'B.0.3 [DP]',
    say(
      'Orders of courts that contradict each other, or that forbid the step, are for the court to resolve.',
      'ដីកាតុលាការដែលផ្ទុយគ្នា ឬហាមឃាត់ជំហាននេះ ត្រូវឱ្យតុលាការដោះស្រាយ។',
    ),
    ['pdosvyDirector'],
    false,
    ({ court }, { type }) =>
      unless(
        court.length < 2 && !(type === 'placement.made' && court.includes('stay')),
        'Put the question to the court; the provincial director records the answer.',
        'សូមសួរតុលាការ ហើយប្រធានមន្ទីរកត់ត្រាចម្លើយ។',
      ),
  ),
  rule(
    'family-reintegration.ordered',
    'B.0.3 [DP]',
    say('Only an order that is open is cleared.', 'បញ្ចប់បានតែដីកាដែលនៅបើក។'),
    [],
    false,
    ({ court }) => unless(court.length > 0, 'No order of a court is open.', 'គ្មានដីកាតុលាការណាមួយនៅបើកទេ។'),
  ),
  rule(
    'family-reintegration.minor',
    'B.3.7 [GK]',
    say('An adult is not placed.', 'មនុស្សពេញវ័យមិនត្រូវបានដាក់ឱ្យនៅជាមួយគ្រួសារដោយសេចក្តីសម្រេចឡើយ។'),
    ['districtSupervisor'],
    false,
    ({ age }) =>
      unless(age !== 'adult', 'The person is eighteen: offer aftercare.', 'សាមីខ្លួនគ្រប់ ១៨ ឆ្នាំ៖ សូមផ្តល់ការគាំទ្រក្រោយការថែទាំ។'),
  ),
  rule(
    'family-reintegration.made-visit',
    'B.3.7, second-party check [DP]',
    say('Only a visit that was made is checked.', 'ផ្ទៀងផ្ទាត់តែការចុះតាមដានដែលបានធ្វើ។'),
    ['districtSupervisor', 'pdosvyOfficer'],
    true,
    (context, { data }) =>
      unless(
        context.visits.some((v) => v.key === data.key && v.madeOn !== undefined),
        'Choose a visit that was made.',
        'សូមជ្រើសការចុះតាមដានដែលបានធ្វើ។',
      ),
  ),
  rule(
    'family-reintegration.floor',
    'P-18, P-61 [DP]',
    say(
      'The province shortens the monitoring to the floor of P-61 at most, and never while the risk is high.',
      'ខេត្តអាចកាត់បន្ថយរយៈពេលតាមដានបានត្រឹមកម្រិត P-61 ហើយមិនអាចពេលហានិភ័យខ្ពស់ឡើយ។',
    ),
    ['pdosvyDirector'],
    true,
    (context, { data, parameters }) => {
      const floor = parameters.values['P-61'] as number;
      return unless(
        data.months >= floor && context.risk !== 'high' && context.concern === 'none',
        `Name ${floor} months or more. While the risk is high or a safety concern is open, the whole time of P-18 runs.`,
        `សូមកំណត់ ${floor} ខែ ឬលើស។ ពេលហានិភ័យខ្ពស់ ឬមានក្តីបារម្ភសុវត្ថិភាព ត្រូវតាមដានពេញរយៈពេល P-18។`,
      );
    },
  ),
  rule(
    'family-reintegration.outside',
    'E11; [V2:S5]',
    say(
      'Where an official is implicated, a worker of another district makes the visits.',
      'បើមន្ត្រីពាក់ព័ន្ធ បុគ្គលិកនៃស្រុកផ្សេងជាអ្នកចុះតាមដាន។',
    ),
    ['districtSupervisor', 'pdosvyOfficer'],
    true,
    (context, given) => {
      const areas = loadOf(context, given)?.areas ?? [];
      return unless(
        context.implicated && (areas.length === 0 || outsideOf(context, areas) !== undefined),
        'Name a worker of another district, while a concern that names an official is open.',
        'សូមកំណត់បុគ្គលិកនៃស្រុកផ្សេង ពេលមានក្តីបារម្ភដែលពាក់ព័ន្ធនឹងមន្ត្រីនៅបើក។',
      );
    },
  ),
  rule(
    'family-reintegration.office',
    'B.0.1 [DP]',
    say(
      'Who is named as worker holds the office of a caseworker there on that day.',
      'អ្នកដែលត្រូវបានកំណត់ជាបុគ្គលិកទទួលបន្ទុក ត្រូវកាន់មុខងារអ្នកគ្រប់គ្រងករណីនៅទីនោះនៅថ្ងៃនោះ។',
    ),
    ['districtSupervisor', 'pdosvyOfficer'],
    true,
    (context, given) => {
      const { worker } = given.data as { worker?: string };
      const areas = loadOf(context, given)?.areas ?? [];
      const fits =
        given.type === 'transfer.accepted' ? areas.some((a) => context.offered?.startsWith(a)) : areas.length > 0;
      return unless(
        worker === undefined || fits,
        'This person holds no such office there today. Name another worker.',
        'បុគ្គលនេះមិនកាន់មុខងារនេះនៅទីនោះនៅថ្ងៃនេះទេ។ សូមកំណត់បុគ្គលិកផ្សេង។',
      );
    },
  ),
  rule(
    'family-reintegration.overdue-visit',
    '[DP]',
    say('Only a visit whose day is over is written off.', 'កត់ត្រាថាខកខានបានតែការចុះតាមដានដែលផុតថ្ងៃកំណត់។'),
    ['districtSupervisor'],
    true,
    (context, { data, now }) => {
      const over = visitsOf(context).filter((v) => isPlanned(v) && v.due <= now);
      return unless(
        (data.keys as string[]).every((key) => over.some((v) => v.key === key)),
        'Choose visits that are overdue.',
        'សូមជ្រើសការចុះតាមដានដែលហួសកំណត់។',
      );
    },
  ),
  rule(
    'family-reintegration.step-down',
    'Re-rating [DP]',
    say(
      'The risk goes down only by the supervisor, after a review said so.',
      'ហានិភ័យអាចបន្ថយបានតែដោយប្រធាន ក្រោយការពិនិត្យឡើងវិញ។',
    ),
    ['districtSupervisor'],
    true,
    (context, { data, actor }) =>
      unless(
        height[data.to as Risk] >= height[context.risk] ||
          (actor.role === 'districtSupervisor' && context.mayStepDown && context.concern === 'none'),
        'Hold a review that concludes fewer visits; then the supervisor changes the risk.',
        'សូមធ្វើការពិនិត្យដែលសន្និដ្ឋានឱ្យកាត់បន្ថយ បន្ទាប់មកប្រធានប្តូរកម្រិតហានិភ័យ។',
      ),
  ),
  rule(
    'family-reintegration.sibling',
    'E11; [V2:S5]',
    say(
      'A safety concern closes only when every other child in the home was seen.',
      'ក្តីបារម្ភបញ្ចប់បានតែក្រោយបានជួបកុមារផ្សេងទៀតម្នាក់ៗក្នុងផ្ទះ។',
    ),
    ['dsw', 'ngoCaseworker'],
    false,
    ({ siblingsUnseen }) =>
      unless(siblingsUnseen.length === 0, 'See each child who lives there first.', 'សូមជួបកុមារម្នាក់ៗដែលរស់នៅទីនោះជាមុន។'),
  ),
  rule(
    'family-reintegration.concern',
    'E11; [V2:S5]',
    say('Protection answers an open safety concern.', 'ការការពារត្រូវឆ្លើយតបក្តីបារម្ភសុវត្ថិភាពដែលនៅបើក។'),
    ['dsw'],
    false,
    ({ concern }) => unless(concern !== 'none', 'Raise the safety concern first.', 'សូមរាយការណ៍ក្តីបារម្ភសុវត្ថិភាពជាមុនសិន។'),
  ),
  rule(
    'family-reintegration.protection',
    'P-13 [V:S38]; N-35',
    say('Protection away from home has an end.', 'ការការពារនៅក្រៅផ្ទះត្រូវមានកាលកំណត់។'),
    ['dsw', 'districtSupervisor'],
    true,
    (_c, { data, parameters }) => {
      const { amount } = parameters.values['P-13'] as { amount: number };
      return unless(
        data.until >= data.from && data.until <= addDays(data.from as string, amount),
        `Give an end within ${amount} days (P-13).`,
        `សូមកំណត់ថ្ងៃបញ្ចប់ក្នុងរយៈពេល ${amount} ថ្ងៃ (P-13)។`,
      );
    },
  ),
  rule(
    'family-reintegration.elsewhere',
    'B.3.8 [DP]',
    say('A case is handed to another district.', 'ករណីត្រូវផ្ទេរទៅស្រុកផ្សេង។'),
    ['dsw', 'districtSupervisor'],
    true,
    (context, { data }) =>
      unless(
        districtOf(data.to as string) !== districtOf(context.owner),
        'This commune lies in your district: the case is yours already.',
        'ឃុំ/សង្កាត់នេះស្ថិតក្នុងស្រុករបស់អ្នក៖ ករណីជារបស់អ្នករួចហើយ។',
      ),
  ),
  rule(
    'family-reintegration.receiver',
    'B.3.8 [DP]',
    say('The district that is asked answers.', 'ស្រុកដែលបានស្នើជាអ្នកឆ្លើយ។'),
    ['dsw'],
    false,
    (context, { actor }) =>
      unless(
        context.offered?.startsWith(actor.area) === true,
        'A worker of the other district answers.',
        'បុគ្គលិកនៃស្រុកដែលទទួលត្រូវឆ្លើយ។',
      ),
  ),
  rule(
    'family-reintegration.first-visit',
    'B.3.8 [DP]',
    say('Who accepts a case names the day of the first visit.', 'អ្នកទទួលករណីត្រូវកំណត់ថ្ងៃចុះជួបលើកដំបូង។'),
    ['dsw'],
    true,
    ({ risk }, given) => {
      const { data, now, parameters } = given;
      const latest = dueAfter(now, parameters.values['P-17'][risk] as Amount, given, 'P-17').on;
      return unless(
        data.firstVisitOn >= dateOf(now) && data.firstVisitOn <= latest,
        `The first visit lies ahead, by ${latest} at the latest (P-17).`,
        `ការចុះជួបលើកដំបូងត្រូវស្ថិតនៅថ្ងៃខាងមុខ យ៉ាងយូរត្រឹមថ្ងៃទី ${latest} (P-17)។`,
      );
    },
  ),
  rule(
    'family-reintegration.sender',
    'B.3.8 [DP]',
    say('The district that offered the case takes it back.', 'ស្រុកដែលបានស្នើជាអ្នកដកសំណើ។'),
    ['dsw'],
    false,
    (context, { actor }) =>
      unless(
        context.owner.startsWith(actor.area),
        'A worker of the district that offered it withdraws it.',
        'បុគ្គលិកនៃស្រុកដែលបានស្នើត្រូវដកសំណើ។',
      ),
  ),
  rule(
    'family-reintegration.aftercare',
    'para 131 [GK]',
    say(
      'A case ends at eighteen only after aftercare was offered.',
      'ករណីបញ្ចប់នៅអាយុ ១៨ ឆ្នាំ តែក្រោយបានផ្តល់ការគាំទ្រក្រោយការថែទាំ។',
    ),
    ['dsw'],
    false,
    ({ aftercare }) => unless(aftercare, 'Offer aftercare first.', 'សូមផ្តល់ការគាំទ្រក្រោយការថែទាំជាមុនសិន។'),
  ),
];
