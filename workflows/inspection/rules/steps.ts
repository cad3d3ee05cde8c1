/** What the steps from the calendar to the report need. */
import { dateOf } from '../../time';
import type { Rule } from '../../workflow';
import { currentChecklist, checklists } from '../checklist';
import { disclosures, inspectors, newMarks, persons, supervisors, type Context } from '../context';
import { isFree, isTied, say, unless, rule, membersOf, leadersOf, memberOffices, leadOffices, sits } from './checks';

export const stepRules: Rule<Context>[] = [
  rule(
    'inspection.ahead',
    'B.4.2 step 1 [DP]',
    say('An inspection is planned for a day that is still to come.', 'អធិការកិច្ចត្រូវគ្រោងសម្រាប់ថ្ងៃខាងមុខ។'),
    supervisors,
    true,
    (_c, { data, now }) =>
      unless(
        data.on === undefined || data.on >= dateOf(now),
        'The day is over. Choose a later one.',
        'ថ្ងៃនេះបានកន្លងផុតហើយ។ សូមជ្រើសថ្ងៃក្រោយ។',
      ),
  ),
  rule(
    'inspection.mandate',
    'B.0.1, Sub-Decree 34 [V2:S7]',
    say(
      'The district leads at places of organisations, the province at those of the state; who operates a place never inspects it.',
      'ស្រុកដឹកនាំនៅគ្រឹះស្ថានអង្គការ ខេត្តដឹកនាំនៅគ្រឹះស្ថានរដ្ឋ ហើយអ្នកដំណើរការមិនធ្វើអធិការកិច្ចលើខ្លួនឯងទេ។',
    ),
    supervisors,
    true,
    ({ area }, { actor, facts: { institution: place } }) =>
      unless(
        place !== undefined &&
          area.length >= 4 &&
          place.area.startsWith(area) &&
          (place.operator !== 'state' || !['districtSupervisor', 'dsw'].includes(actor.role)) &&
          (place.operator !== 'state' || actor.agency === undefined || actor.agency !== place.operatorAgency),
        'Open it in the district where the institution lies: for one of the state, an officer of the province who is not of the department that operates it, or the ministry.',
        'សូមបើកនៅស្រុកដែលគ្រឹះស្ថានស្ថិតនៅ៖ សម្រាប់គ្រឹះស្ថានរដ្ឋ ត្រូវជាមន្ត្រីខេត្តដែលមិនស្ថិតក្នុងស្ថាប័នដំណើរការ ឬក្រសួង។',
      ),
  ),
  rule(
    'inspection.lot',
    'B.4.2 step 1, B.4.5 [DP]',
    say(
      'Who is drawn by lot is computed from the seed that the province committed to; nobody draws by hand.',
      'ការចាប់ឆ្នោតត្រូវគណនាពីគ្រាប់ពូជដែលខេត្តបានសន្យាទុកជាមុន គ្មាននរណាចាប់ឆ្នោតដោយដៃឡើយ។',
    ),
    ['pdosvyOfficer', 'mosvy'],
    false,
    (_c, { actor }) =>
      unless(
        actor.role === 'clock' || actor.role === 'register',
        'Plan this inspection without telling the institution beforehand. Draws are carried out in their hour, once the plan of the year is approved.',
        'សូមគ្រោងអធិការកិច្ចនេះដោយមិនជូនដំណឹងដល់គ្រឹះស្ថាន។ ការចាប់ឆ្នោតអនុវត្តនៅម៉ោងកំណត់ ក្រោយផែនការប្រចាំឆ្នាំត្រូវបានអនុម័ត។',
      ),
  ),
  rule(
    'inspection.lead',
    'B.4.1 [V2:S7]',
    say(
      'One of the team leads it, and each holds an office that inspects such places.',
      'សមាជិកម្នាក់ដឹកនាំក្រុម ហើយម្នាក់ៗមានតួនាទីធ្វើអធិការកិច្ចលើគ្រឹះស្ថានប្រភេទនេះ។',
    ),
    supervisors,
    true,
    ({ state }, given) =>
      unless(
        leadersOf(given).length === 1 &&
          leadersOf(given).every((m) => sits(given, m.person, leadOffices(state))) &&
          membersOf(given).every((m) => sits(given, m.person, memberOffices(state))),
        'Choose one lead: a district supervisor, or at a place of the state an officer of the province; and members of the district, the province or the ministry.',
        'សូមជ្រើសអ្នកដឹកនាំម្នាក់៖ ប្រធានការិយាល័យស្រុក ឬមន្ត្រីខេត្តសម្រាប់គ្រឹះស្ថានរដ្ឋ និងសមាជិកពីស្រុក ខេត្ត ឬក្រសួង។',
      ),
  ),
  rule(
    'inspection.team',
    'B.4.2 step 4 [DP]',
    say('Only the team acts at the place.', 'មានតែក្រុមអធិការប៉ុណ្ណោះដែលអនុវត្តនៅទីកន្លែង។'),
    inspectors,
    false,
    ({ team }, { actor }) =>
      unless(
        persons(actor).some((p) => team.includes(p)),
        'You are not of the team. The supervisor assigns it.',
        'អ្នកមិនមែនជាសមាជិកក្រុមទេ។ ប្រធានជាអ្នកចាត់តាំង។',
      ),
  ),
  rule(
    'inspection.sign',
    'B.4.2 step 4 [DP]',
    say(
      'The sign of the place is photographed at the door, or it is said why not.',
      'ត្រូវថតរូបផ្លាករបស់ទីកន្លែងនៅមាត់ទ្វារ ឬបញ្ជាក់មូលហេតុដែលមិនបានថត។',
    ),
    inspectors,
    true,
    (_c, { data }) =>
      unless(
        data.sign !== undefined || data.noSignBecause !== undefined,
        'Take the photo of the sign, or say why there is none.',
        'សូមថតរូបផ្លាក ឬបញ្ជាក់មូលហេតុដែលគ្មានរូបថត។',
      ),
  ),
  rule(
    'inspection.package',
    'B.4.2 step 3; D devices [DP] P-71',
    say('The package has the present checklist and ends soon.', 'កញ្ចប់ឯកសារមានបញ្ជីត្រួតពិនិត្យបច្ចុប្បន្ន និងផុតសុពលភាពក្នុងពេលឆាប់។'),
    inspectors,
    true,
    (_c, { data, now, parameters }) => {
      const until = Date.parse(data.expiresAt as string);
      const { amount } = parameters.values['P-71'] as { amount: number };
      return unless(
        data.checklist === currentChecklist && until > now && until <= now + amount * 3_600_000,
        `Use version ${currentChecklist} of the checklist, and let the package end within ${amount} hours (P-71).`,
        `សូមប្រើបញ្ជីត្រួតពិនិត្យកំណែ ${currentChecklist} ហើយកំណត់សុពលភាពក្នុងរយៈពេល ${amount} ម៉ោង (P-71)។`,
      );
    },
  ),
  rule(
    'inspection.complete',
    'B.4.2 step 6 [DP]',
    say(
      'Every mandatory item is answered, and no item has two answers.',
      'ចំណុចចាំបាច់ទាំងអស់ត្រូវបានឆ្លើយ ហើយគ្មានចំណុចណាមានចម្លើយពីរ។',
    ),
    inspectors,
    true,
    ({ checklist }, { facts: { inspection: f } }) =>
      unless(
        f !== undefined &&
          f.checklist === checklist &&
          checklists[f.checklist] !== undefined &&
          f.missing.length === 0 &&
          f.conflicts.length === 0,
        `Answer what is missing (${f?.missing.slice(0, 5).join(', ') || '–'}) and choose where two answers differ (${f?.conflicts.slice(0, 5).join(', ') || '–'}).`,
        `សូមឆ្លើយចំណុចដែលខ្វះ (${f?.missing.slice(0, 5).join(', ') || '–'}) និងជ្រើសចម្លើយដែលខុសគ្នា (${f?.conflicts.slice(0, 5).join(', ') || '–'})។`,
      ),
  ),
  rule(
    'inspection.photos',
    'B.4.2 steps 6 and 9, B.4.5 [DP]',
    say(
      'No report while a photo that a device tells of has not arrived; for one that is lost the lead signs.',
      'របាយការណ៍មិនអាចដាក់ជូនបានឡើយ បើរូបថតដែលឧបករណ៍បានប្រាប់មិនទាន់មកដល់។ ចំពោះរូបថតដែលបាត់ ប្រធានក្រុមត្រូវចុះហត្ថលេខា។',
    ),
    inspectors,
    true,
    ({ lead }, { data, actor, facts: { inspection: f } }) => {
      const lost = ((data.lost as { photos: string[] } | undefined)?.photos ?? []).map((id) => id.toLowerCase());
      const awaited = f?.awaited ?? [];
      const unsent = awaited.filter((id) => !lost.includes(id));
      const strange = lost.filter((id) => !awaited.includes(id));
      const signs = lost.length === 0 || (lead !== undefined && persons(actor).includes(lead));
      const list = [...unsent, ...strange].join(', ') || '–';
      return unless(
        unsent.length === 0 && strange.length === 0 && signs,
        `Send the photos from the device that took them. Where it is lost, the lead submits the report and signs for each photo that is lost, and for no other: ${list}.`,
        `សូមផ្ញើរូបថតពីឧបករណ៍ដែលបានថត។ បើឧបករណ៍បាត់ ប្រធានក្រុមដាក់ជូនរបាយការណ៍ និងចុះហត្ថលេខាចំពោះរូបថតនីមួយៗដែលបាត់ មិនមែនរូបផ្សេង៖ ${list}។`,
      );
    },
  ),
  rule(
    'inspection.cancel',
    'B.4.5, N-33 [DP]',
    say(
      'An inspection is called off only by the ministry, never one after an allegation of abuse, and never while a danger is open; one of the calendar by the province too.',
      'មានតែក្រសួងដែលអាចបោះបង់អធិការកិច្ច មិនមែនករណីចោទអំពីការរំលោភ ឬពេលមានគ្រោះថ្នាក់ឡើយ។ អធិការកិច្ចតាមប្រតិទិន ខេត្តក៏អាចបោះបង់បាន។',
    ),
    ['mosvy'],
    false,
    ({ kind, hard, disclosure, alarm, underThree }, { actor }) =>
      unless(
        kind !== 'abuse' &&
          hard.length === 0 &&
          disclosure === 'none' &&
          !alarm &&
          !underThree &&
          (kind === 'annual' || actor.role === 'mosvy'),
        'Carry it out: where nobody opens, record that entry was refused. What is neither about abuse nor dangerous, the ministry may call off.',
        'សូមអនុវត្ត៖ បើគ្មាននរណាបើក សូមកត់ត្រាថាត្រូវបានបដិសេធ។ អ្វីដែលមិនទាក់ទងនឹងការរំលោភ ឬគ្រោះថ្នាក់ ក្រសួងអាចបោះបង់បាន។',
      ),
  ),
  rule(
    'inspection.noInterest',
    'N-40, N-10 [DP]',
    say(
      'Who has an interest in the institution, or is of the office that operates it, decides nothing in its inspection.',
      'អ្នកមានផលប្រយោជន៍ក្នុងគ្រឹះស្ថាន ឬនៅក្នុងស្ថាប័នដែលដំណើរការវា មិនត្រូវសម្រេចអ្វីក្នុងអធិការកិច្ចនេះឡើយ។',
    ),
    supervisors,
    false,
    (context, given) =>
      unless(
        !isTied(context, given),
        'Somebody without an interest in it: another supervisor, or the ministry.',
        'អ្នកគ្មានផលប្រយោជន៍៖ ប្រធានម្នាក់ទៀត ឬក្រសួង។',
      ),
  ),
  rule(
    'inspection.talks',
    'B.4.2 step 7; para 128 [GK]',
    say(
      'Children and staff are spoken to alone; all under five and all with disabilities are seen.',
      'ត្រូវនិយាយដោយឡែកជាមួយកុមារ និងបុគ្គលិក ហើយជួបកុមារអាយុក្រោម ៥ ឆ្នាំ និងកុមារពិការទាំងអស់។',
    ),
    inspectors,
    true,
    (_c, { facts: { inspection: f } }) => {
      const there = f?.found.some(({ standing }) => standing.endsWith('Present')) ?? false;
      return unless(
        f !== undefined &&
          f.talks.staff > 0 &&
          (!there || f.talks.children > 0) &&
          f.talks.underFiveSeen &&
          f.talks.disabledSeen,
        'Note the private talks, and that each child under five and each child with a disability was seen.',
        'សូមកត់ត្រាការសន្ទនាដោយឡែក និងថាបានជួបកុមារអាយុក្រោម ៥ ឆ្នាំ និងកុមារពិការម្នាក់ៗ។',
      );
    },
  ),
  rule(
    'inspection.safetyFirst',
    'N-33, P-14 [V2:S5]',
    say(
      'No report is submitted while a child’s disclosure has not been reported.',
      'របាយការណ៍មិនអាចដាក់ជូនបានឡើយ បើការបង្ហើបរបស់កុមារមិនទាន់បានរាយការណ៍។',
    ),
    inspectors,
    true,
    (context, { facts }) =>
      unless(
        context.disclosure === 'none' &&
          newMarks(context, facts, 'disclosed').length === 0 &&
          disclosures.every((danger) => context.hard.includes(danger) || !facts.inspection?.hard.includes(danger)),
        'Report the danger on the safety screen, and record the report of abuse (P-14) first.',
        'សូមរាយការណ៍គ្រោះថ្នាក់នៅអេក្រង់សុវត្ថិភាព និងកត់ត្រារបាយការណ៍ការរំលោភ (P-14) ជាមុនសិន។',
      ),
  ),
  rule(
    'inspection.signed',
    'B.4.2 step 8 [DP]',
    say('The whole team signs.', 'សមាជិកក្រុមទាំងអស់ចុះហត្ថលេខា។'),
    inspectors,
    true,
    ({ team }, { data }) => {
      const signed = (data.signatures as { person: string }[]).map((s) => s.person);
      return unless(
        team.length === signed.length && team.every((p) => signed.includes(p)),
        'The signature of each member of the team, and of nobody else.',
        'ហត្ថលេខារបស់សមាជិកម្នាក់ៗនៃក្រុម មិនមែនអ្នកដទៃ។',
      );
    },
  ),
  rule(
    'inspection.untied',
    'N-40 [DP]; [V2:S7]',
    say(
      'Nobody signs who has come to be tied to the institution since the team was assigned.',
      'អ្នកដែលក្លាយជាមានទំនាក់ទំនងជាមួយគ្រឹះស្ថាន ក្រោយពេលចាត់តាំងក្រុម មិនត្រូវចុះហត្ថលេខាឡើយ។',
    ),
    supervisors,
    true,
    (context, given) =>
      unless(
        (given.data.signatures as { person: string }[])
          .filter(({ person }) => context.team.includes(person))
          .every(({ person }) => isFree(context, given, { person, lead: false, interestDeclared: 'none' })),
        'The supervisor assigns somebody else in their place, who sees the institution and signs.',
        'ប្រធានត្រូវចាត់តាំងអ្នកផ្សេងជំនួស ដែលពិនិត្យគ្រឹះស្ថានដោយផ្ទាល់ និងចុះហត្ថលេខា។',
      ),
  ),
  rule(
    'inspection.exit',
    'B.4.2 step 8 [DP]',
    say('The findings are read out before the team leaves.', 'ត្រូវអានលទ្ធផលឱ្យស្តាប់ មុនពេលក្រុមចាកចេញ។'),
    inspectors,
    true,
    (_c, { data }) =>
      unless(
        data.findingsRead === true &&
          (data.present !== 'nobody' || data.directorSigned === 'absent') &&
          (data.present === 'nobody' || data.directorSigned !== 'absent'),
        'Read out the findings, and note whether who was there signed or refused to.',
        'សូមអានលទ្ធផល និងកត់ត្រាថាអ្នកមានវត្តមានបានចុះហត្ថលេខា ឬបដិសេធ។',
      ),
  ),
];
