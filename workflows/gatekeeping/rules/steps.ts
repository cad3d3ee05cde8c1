/** What each mandated step needs, beside the "never" rules. */
import { dateOf } from '../../time';
import type { Rule } from '../../workflow';
import { childrenOf, instantOf, persons, type Context, type Item } from '../context';
import {
  countedMembers,
  coveredElsewhere,
  fillsOwnPlaces,
  memberTied,
  membersOf,
  rule,
  say,
  seatOf,
  seatsOf,
  type Member,
} from './checks';

export const stepRules: Rule<Context>[] = [
  rule(
    'gatekeeping.support-first',
    'step 2 [DP]; [V:S20]',
    say('Support for the family is tried first.', 'ការគាំទ្រគ្រួសារត្រូវសាកល្បងជាមុន។'),
    ['commune', 'dsw'],
    true,
    (_context, given) =>
      given.data.offers.length > 0 || given.data.whyNoOffer || given.actor.role !== 'commune'
        ? undefined
        : say(
            'Name at least one concrete offer, or why none was possible.',
            'សូមបញ្ជាក់យ៉ាងហោចណាស់ការផ្តល់ជូនមួយ ឬហេតុអ្វីមិនអាចផ្តល់បាន។',
          ),
  ),
  rule(
    'gatekeeping.countersigned',
    'step 3 [DP]',
    say('The commune chief countersigns the request.', 'មេឃុំ/ចៅសង្កាត់ចុះហត្ថលេខាលើពាក្យស្នើ។'),
    ['commune'],
    true,
    (_context, given) =>
      given.data.chiefCountersigned || given.actor.role !== 'commune'
        ? undefined
        : say('The signature of the commune chief is missing.', 'នៅខ្វះហត្ថលេខារបស់មេឃុំ/ចៅសង្កាត់។'),
  ),
  rule(
    'gatekeeping.one-request',
    'step 3, duplicates check [DP]',
    say('A child has one request that waits for its decision.', 'កុមារម្នាក់មានពាក្យស្នើតែមួយដែលរង់ចាំសេចក្តីសម្រេច។'),
    ['dsw'],
    true,
    (_context, given) => {
      if (given.actor.role !== 'commune') return undefined;
      const open = (given.facts.children ?? []).some((c) => c.openRequest && given.data.children.includes(c.id));
      return open ? say('A request for this child is open already.', 'មានពាក្យស្នើបើកសម្រាប់កុមារនេះរួចហើយ។') : undefined;
    },
  ),
  rule(
    'gatekeeping.caseworker',
    'step 4, P-03 [DP]',
    say(
      'The caseworker is a social worker of the district, or of an NGO, who is appointed for the area of the case.',
      'អ្នកគ្រប់គ្រងករណីជាបុគ្គលិកសង្គមកិច្ចស្រុក ឬបុគ្គលិករបស់អង្គការ ដែលត្រូវបានតែងតាំងសម្រាប់តំបន់នៃករណីនេះ។',
    ),
    ['districtSupervisor', 'administrator'],
    true,
    (_context, given) =>
      seatsOf(given, given.data.caseworker).some((s) => ['dsw', 'ngoCaseworker'].includes(s.role))
        ? undefined
        : say(
            'The person named holds no such appointment today. Name another one.',
            'អ្នកដែលបានដាក់ឈ្មោះ មិនមានការតែងតាំងបែបនេះនៅថ្ងៃនេះទេ។ សូមដាក់ឈ្មោះមនុស្សផ្សេង។',
          ),
  ),
  rule(
    'gatekeeping.met',
    'step 5; contact type [V:S1]',
    say('The first contact is in person.', 'ទំនាក់ទំនងលើកដំបូងត្រូវជួបផ្ទាល់។'),
    ['dsw', 'ngoCaseworker'],
    true,
    (_context, given) =>
      given.data.contactType === 'inPerson' && given.data.childSeen !== false
        ? undefined
        : say('A call or a letter does not count: the child must be seen.', 'ការហៅទូរស័ព្ទ ឬលិខិតមិនរាប់ទេ៖ ត្រូវជួបកុមារផ្ទាល់។'),
  ),
  rule(
    'gatekeeping.happened',
    'step 5; N-36 [DP]',
    say('Only what has taken place is recorded.', 'កត់ត្រាតែអ្វីដែលបានកើតឡើងរួចប៉ុណ្ណោះ។'),
    ['dsw', 'districtSupervisor', 'pdosvyOfficer'],
    true,
    (_context, given) => {
      const { on, at, carerAssessedOn, documents, offers, recipients, rungs, signatures } = given.data as {
        on?: string;
        at?: string;
        carerAssessedOn?: string;
        documents?: unknown;
        offers?: unknown;
        recipients?: unknown;
        rungs?: { contacted?: unknown }[];
        signatures?: Record<string, unknown>;
      };
      const dates = (list: unknown) => (Array.isArray(list) ? (list as { on?: string }[]).map((d) => d.on) : []);
      const asked = (rungs ?? []).flatMap((rung) => dates(rung.contacted));
      // the signatures of Form 4 are the matter of N-30
      const signed = given.type === 'placement.started' ? [] : dates(Object.values(signatures ?? {}));
      const days = [
        on,
        carerAssessedOn,
        ...dates(documents),
        ...dates(offers),
        ...dates(recipients),
        ...asked,
        ...signed,
      ];
      const ahead = days.some((d) => d !== undefined && d > dateOf(given.now)) || (instantOf(at) ?? 0) > given.now;
      return ahead
        ? say(
            'A date lies in the future. Record it when it has happened.',
            'កាលបរិច្ឆេទមួយស្ថិតនៅអនាគត។ សូមកត់ត្រានៅពេលវាបានកើតឡើង។',
          )
        : undefined;
    },
  ),
  rule(
    'gatekeeping.danger',
    'step 1; B.1.6 [DP]',
    say(
      'Immediate danger is answered by the emergency. Only another social worker, who has seen the child, finds that there is none.',
      'គ្រោះថ្នាក់ភ្លាមៗត្រូវឆ្លើយតបតាមករណីបន្ទាន់។ មានតែបុគ្គលិកសង្គមកិច្ចម្នាក់ផ្សេង ដែលបានជួបកុមារ ទើបអាចសន្និដ្ឋានថាគ្មានគ្រោះថ្នាក់។',
    ),
    ['dsw'],
    true,
    (context, given) => {
      const { reporters = [] } = context.duties;
      const { seenOn, childSeen } = given.data as { seenOn: string; childSeen?: boolean };
      if (given.actor.role !== 'dsw' || persons(given.actor).some((p) => reporters.includes(p)))
        return say(
          'Immediate danger was reported. Open the emergency, or let another district social worker see the child.',
          'មានការរាយការណ៍គ្រោះថ្នាក់ភ្លាមៗ។ សូមបើកករណីបន្ទាន់ ឬឱ្យបុគ្គលិកសង្គមកិច្ចស្រុកម្នាក់ផ្សេងជួបកុមារ។',
        );
      const since = dateOf(context.anchors.concern ?? given.now);
      return childSeen && seenOn >= since && seenOn <= dateOf(given.now)
        ? undefined
        : say(
            'See the child in person since the report, or open the emergency.',
            'សូមជួបកុមារផ្ទាល់ក្រោយការរាយការណ៍ ឬបើកករណីបន្ទាន់។',
          );
    },
  ),
  rule(
    'gatekeeping.call',
    'B.1.6 [DP]',
    say(
      'The call names the social worker on duty, or says why nobody was reached.',
      'ការហៅទូរស័ព្ទបញ្ជាក់ឈ្មោះបុគ្គលិកសង្គមកិច្ចប្រចាំការ ឬហេតុអ្វីទាក់ទងមិនបាន។',
    ),
    ['police', 'hospital', 'commune'],
    true,
    (_context, given) =>
      given.data.worker || given.data.notReached
        ? undefined
        : say('Name who was reached, or say why nobody was.', 'សូមបញ្ជាក់អ្នកដែលបានទាក់ទង ឬហេតុអ្វីទាក់ទងមិនបាន។'),
  ),
  rule(
    'gatekeeping.duty-worker',
    'B.1.6 [DP]',
    say(
      'No emergency place in a facility before the social worker on duty was called.',
      'គ្មានការដាក់បន្ទាន់ក្នុងទីកន្លែងណាមួយ មុនពេលហៅទៅបុគ្គលិកសង្គមកិច្ចប្រចាំការ។',
    ),
    ['police', 'hospital', 'commune'],
    true,
    (context, given) =>
      !['transitHome', 'institution'].includes(given.data.destination) ||
      context.called ||
      context.seen ||
      given.actor.role === 'dsw'
        ? undefined
        : say(
            'Call the social worker on duty and record the call, also when nobody answers.',
            'សូមហៅទៅបុគ្គលិកសង្គមកិច្ចប្រចាំការ ហើយកត់ត្រាការហៅ ទោះបីគ្មាននរណាឆ្លើយក៏ដោយ។',
          ),
  ),
  rule(
    'gatekeeping.one-authority',
    'N-03; B.1.6 [DP]',
    say(
      'A child whom another decision places goes back there, or it is written why not.',
      'កុមារដែលសេចក្តីសម្រេចផ្សេងបានដាក់រួច ត្រូវត្រឡប់ទៅទីនោះវិញ ឬត្រូវបញ្ជាក់មូលហេតុ។',
    ),
    ['police', 'hospital', 'commune', 'dsw'],
    true,
    (context, given) =>
      given.data.whyNotBack || coveredElsewhere(context, given).length === 0
        ? undefined
        : say(
            'An authority of another case covers this child. Bring the child back, or say why that is not possible: that authority then ends.',
            'កុមារនេះមានការអនុញ្ញាតក្នុងករណីផ្សេង។ សូមនាំកុមារត្រឡប់ទៅវិញ ឬបញ្ជាក់ហេតុអ្វីមិនអាច៖ ពេលនោះការអនុញ្ញាតនោះត្រូវបញ្ចប់។',
          ),
  ),
  rule(
    'gatekeeping.province-knows',
    'P-10; Moldova analogue [V:S36]',
    say(
      'In an emergency the provincial department knows within the same time in which the child is seen.',
      'ក្នុងករណីបន្ទាន់ មន្ទីរ សអយ ត្រូវដឹងក្នុងរយៈពេលដែលកុមារត្រូវបានជួប។',
    ),
    ['dsw'],
    true,
    (_context, given) =>
      given.data.provinceInformed
        ? undefined
        : say('Tell the provincial department, then record it.', 'សូមជូនដំណឹងមន្ទីរ សអយ រួចកត់ត្រា។'),
  ),
  rule(
    'gatekeeping.told',
    'step 11 [DP]; right to challenge, para 66 [V:S3]',
    say(
      'The decision is explained to the family itself: its time to appeal begins then.',
      'សេចក្តីសម្រេចត្រូវពន្យល់ដល់គ្រួសារផ្ទាល់ ពេលនោះរយៈពេលប្តឹងតវ៉ាចាប់ផ្តើម។',
    ),
    ['dsw', 'commune'],
    true,
    (context, given) => {
      const told = (given.data.recipients as { who: string; explained: boolean }[])
        .filter((r) => r.explained)
        .map((r) => r.who);
      const known = ['agree', 'object', 'overridden'].includes(context.parents);
      return told.includes('parents') || (!known && told.includes('child'))
        ? undefined
        : say(
            'Explain the decision to the parents or the guardian; where there are none, to the child.',
            'សូមពន្យល់សេចក្តីសម្រេចដល់ឪពុកម្តាយ ឬអាណាព្យាបាល បើគ្មាន ត្រូវពន្យល់ដល់កុមារ។',
          );
    },
  ),
  rule(
    'gatekeeping.form2',
    'Form 2 [V:S1]; step 5',
    say(
      'Form 2 rests on a visit at home, with consent in a safe place, rights explained and three signatures.',
      'ទម្រង់ទី២ផ្អែកលើការចុះជួបនៅផ្ទះ មានការយល់ព្រម ទីកន្លែងសុវត្ថិភាព ពន្យល់សិទ្ធិ និងហត្ថលេខាបី។',
    ),
    ['dsw', 'ngoCaseworker'],
    true,
    (_context, given) => {
      const f = given.data;
      const lacking: [string, string][] = [];
      if (f.contactType !== 'inPerson' || !f.childSeen) lacking.push(['the child seen in person', 'ការជួបកុមារផ្ទាល់']);
      if (f.place !== 'home' && f.place !== 'facility')
        lacking.push(['a visit where the child lives', 'ការចុះជួបនៅកន្លែងកុមាររស់នៅ']);
      if (!f.safePlace) lacking.push(['a safe place', 'ទីកន្លែងសុវត្ថិភាព']);
      if (f.consent === 'refused') lacking.push(['consent', 'ការយល់ព្រម']);
      if (f.rightsExplained.length < 3) lacking.push(['the three rights explained', 'ការពន្យល់សិទ្ធិទាំងបី']);
      if (f.visitOn > dateOf(given.now)) lacking.push(['a visit that has taken place', 'ការចុះជួបដែលបានកើតឡើង']);
      for (const [who, km] of [
        ['child', 'កុមារ'],
        ['guardian', 'អាណាព្យាបាល'],
        ['caseworker', 'អ្នកគ្រប់គ្រងករណី'],
      ] as const)
        if (!f.signatures[who]) lacking.push([`the signature of the ${who}`, `ហត្ថលេខា${km}`]);
      return lacking.length > 0
        ? say(`Missing: ${lacking.map((l) => l[0]).join(', ')}.`, `នៅខ្វះ៖ ${lacking.map((l) => l[1]).join(' ')}។`)
        : undefined;
    },
  ),
  rule(
    'gatekeeping.documents-covered',
    'step 5; forged documents [V:S29]',
    say('Every document is verified at its source.', 'ឯកសារនីមួយៗត្រូវផ្ទៀងផ្ទាត់នៅប្រភព។'),
    ['dsw'],
    true,
    (context, given) => {
      const verified = (given.data.documents as { document: string }[]).map((d) => d.document);
      return context.documents.every((d) => verified.includes(d))
        ? undefined
        : say('A document of the request is not verified yet.', 'ឯកសារមួយក្នុងពាក្យស្នើមិនទាន់បានផ្ទៀងផ្ទាត់។');
    },
  ),
  rule(
    'gatekeeping.documents-confirmed',
    'criterion 5; [V:S29]',
    say('The documents are confirmed.', 'ឯកសារត្រូវបានបញ្ជាក់ថាពិត។'),
    ['dsw'],
    false,
    (context) =>
      context.documentsRefuted
        ? say('A document was not confirmed at its source.', 'ឯកសារមួយមិនត្រូវបានប្រភពបញ្ជាក់។')
        : undefined,
  ),
  rule(
    'gatekeeping.plan-lines',
    'Form 3 [V:S1]',
    say('Every item of Form 2 scored 1 or 2 has a line in the plan.', 'ចំណុចដែលបានពិន្ទុ ១ ឬ ២ ក្នុងទម្រង់ទី២ ត្រូវមានក្នុងផែនការ។'),
    ['dsw'],
    true,
    (context, given) => {
      const planned = (given.data.lines as { item: Item }[]).map((l) => l.item);
      const lacking = context.low.filter((item) => !planned.includes(item));
      return lacking.length > 0
        ? say(`The plan says nothing on: ${lacking.join(', ')}.`, `ផែនការមិនបានឆ្លើយតបចំណុចពិន្ទុទាបចំនួន ${lacking.length}។`)
        : undefined;
    },
  ),
  rule(
    'gatekeeping.draft-plan',
    'step 7; N-09 [V:S3 para 63]',
    say(
      'A draft for care away from home has goal, conditions of return, end date and contact plan.',
      'សេចក្តីព្រាងថែទាំក្រៅផ្ទះ ត្រូវមានគោលដៅ លក្ខខណ្ឌត្រឡប់ កាលបរិច្ឆេទបញ្ចប់ និងផែនការទំនាក់ទំនង។',
    ),
    ['dsw'],
    true,
    (_context, given) => {
      const { recommendation, goal, returnConditions, until, contactPlan } = given.data;
      return recommendation === 'support' || (goal && returnConditions && until && contactPlan)
        ? undefined
        : say(
            'Goal, conditions of return, end date and contact plan are needed.',
            'ត្រូវមានគោលដៅ លក្ខខណ្ឌត្រឡប់ កាលបរិច្ឆេទបញ្ចប់ និងផែនការទំនាក់ទំនង។',
          );
    },
  ),
  rule(
    'gatekeeping.checklist',
    'step 8 [DP]',
    say('The supervisor checks the whole file.', 'ប្រធានពិនិត្យសំណុំរឿងទាំងមូល។'),
    ['districtSupervisor'],
    true,
    (_context, given) =>
      given.data.checked.length === 4
        ? undefined
        : say('Check the four points, or return the file with reasons.', 'សូមពិនិត្យចំណុចទាំងបួន ឬប្រគល់ត្រឡប់ដោយមានមូលហេតុ។'),
  ),
  rule(
    'gatekeeping.seats',
    'step 9; B.1.1 [DP]',
    say(
      'Who sits in the meeting is a person appointed to it, or an officer who belongs to it, for the area of the case.',
      'អ្នកចូលរួមប្រជុំជាមនុស្សដែលត្រូវបានតែងតាំង ឬជាមន្ត្រីដែលមានសិទ្ធិចូលរួម សម្រាប់តំបន់នៃករណីនេះ។',
    ),
    ['pdosvyOfficer', 'administrator'],
    true,
    (_context, given) => {
      const lacking = membersOf(given).flatMap((m, i) => (seatOf(given, m.person) ? [] : [i + 1]));
      return lacking.length > 0
        ? say(
            `These members of the list held no such appointment on the day of the meeting: ${lacking.join(', ')}.`,
            `សមាជិកលេខរៀងខាងក្រោមក្នុងបញ្ជី មិនមានការតែងតាំងនៅថ្ងៃប្រជុំទេ៖ ${lacking.join(', ')}។`,
          )
        : undefined;
    },
  ),
  rule(
    'gatekeeping.quorum',
    '[DP] P-35; [V:S36]',
    say('The meeting has its quorum, from enough agencies.', 'កិច្ចប្រជុំមានកូរ៉ុម ពីស្ថាប័នគ្រប់ចំនួន។'),
    ['pdosvyOfficer', 'panelMember'],
    true,
    (context, given) => {
      const { members, agencies } = given.parameters.values['P-35'] as { members: number; agencies: number };
      const { people, bodies } = countedMembers(context, given);
      return people >= members && bodies >= agencies
        ? undefined
        : say(
            `${members} members without interest from ${agencies} agencies are needed, who did not assess the case; there are ${people} from ${bodies}.`,
            `ត្រូវមានសមាជិក ${members} នាក់គ្មានទំនាស់ផលប្រយោជន៍ ពី ${agencies} ស្ថាប័ន ដែលមិនបានវាយតម្លៃករណីនេះ មានតែ ${people} នាក់ ពី ${bodies}។`,
          );
    },
  ),
  rule(
    'gatekeeping.interests',
    'step 9 [DP]',
    say('Each member declares interests; who has one leaves.', 'សមាជិកម្នាក់ៗប្រកាសទំនាស់ផលប្រយោជន៍ អ្នកមានទំនាស់ត្រូវចាកចេញ។'),
    ['pdosvyOfficer', 'panelMember'],
    true,
    (context, given) => {
      const stayed = membersOf(given).filter((m) => m.interestDeclared !== 'yesLeft');
      if (stayed.some((m) => m.interestDeclared !== 'none'))
        return say(
          'A member has declared nothing, or stayed with an interest.',
          'សមាជិកម្នាក់មិនបានប្រកាស ឬនៅបន្តទាំងមានទំនាស់។',
        );
      return stayed.some((m) => memberTied(context, given, m.person))
        ? say(
            'The register holds an interest of a member in the institution or the family, who declared none.',
            'បញ្ជីមានទំនាស់ផលប្រយោជន៍របស់សមាជិកម្នាក់ជាមួយគ្រឹះស្ថាន ឬគ្រួសារ តែគាត់ប្រកាសថាគ្មាន។',
          )
        : undefined;
    },
  ),
  rule(
    'gatekeeping.dissent',
    'step 9 [DP]',
    say('Who advises against has the dissent written down.', 'អ្នកដែលមិនយល់ស្រប ត្រូវបានកត់ត្រាយោបល់ផ្ទុយ។'),
    ['pdosvyOfficer', 'panelMember'],
    true,
    (_context, given) =>
      given.data.dissent || !(given.data.members as Member[]).some((m) => m.vote === 'against')
        ? undefined
        : say('A member advised against. Write the dissent down.', 'សមាជិកម្នាក់មិនយល់ស្រប។ សូមកត់ត្រាយោបល់ផ្ទុយ។'),
  ),
  rule(
    'gatekeeping.parents-heard',
    'step 9; [V:S3 para 57]',
    say('The parents are heard, or it is written why not.', 'ឪពុកម្តាយត្រូវបានស្តាប់ ឬមានមូលហេតុជាលាយលក្ខណ៍អក្សរ។'),
    ['pdosvyOfficer', 'dsw'],
    true,
    (_context, given) =>
      given.data.parentsHeard || given.data.parentsNotHeardBecause
        ? undefined
        : say('Hear the parents, or write down why it was not possible.', 'សូមស្តាប់ឪពុកម្តាយ ឬកត់ត្រាហេតុអ្វីមិនអាចធ្វើបាន។'),
  ),
  rule(
    'gatekeeping.of-this-case',
    'step 10 [DP]',
    say(
      'A case decides for its own children, and hands over only them.',
      'ករណីមួយសម្រេច និងប្រគល់តែកុមារដែលស្ថិតក្នុងករណីនោះប៉ុណ្ណោះ។',
    ),
    ['dsw', 'districtSupervisor'],
    true,
    (context, given) =>
      childrenOf(context, given).every((id) => context.children.includes(id))
        ? undefined
        : say(
            'A child named is not of this case. Each child is assessed and decided for in its own case.',
            'កុមារម្នាក់ដែលបានដាក់ឈ្មោះមិនស្ថិតក្នុងករណីនេះទេ។ កុមារម្នាក់ៗត្រូវបានវាយតម្លៃ និងសម្រេចក្នុងករណីរបស់ខ្លួន។',
          ),
  ),
  rule(
    'gatekeeping.contact-plan',
    '[V:S3 para 82]',
    say('A child with a parent in prison has a plan for contact.', 'កុមារដែលឪពុកម្តាយជាប់ពន្ធនាគារ ត្រូវមានផែនការទំនាក់ទំនង។'),
    ['dsw'],
    true,
    (context, given) =>
      context.reasons.includes('parentsInJail') && !given.data.contactPlan
        ? say(
            'Say how and how often the children and the parent in prison are in contact.',
            'សូមបញ្ជាក់របៀប និងភាពញឹកញាប់នៃទំនាក់ទំនងជាមួយឪពុកម្តាយក្នុងពន្ធនាគារ។',
          )
        : undefined,
  ),
  rule(
    'gatekeeping.seen-alone',
    'step 13; [V:S3 para 67]',
    say('A review rests on the child, seen alone.', 'ការពិនិត្យឡើងវិញផ្អែកលើការជួបកុមារដោយឡែក។'),
    ['dsw'],
    true,
    (_context, given) =>
      given.data.childSeenAlone ? undefined : say('See the child alone first.', 'សូមជួបកុមារដោយឡែកជាមុន។'),
  ),
  rule(
    'gatekeeping.level',
    'step 10; exceptions of MoSVY [DP]',
    say(
      'The provincial director decides; the ministry on exceptions, state-run institutions and appeals.',
      'ប្រធានមន្ទីរជាអ្នកសម្រេច ក្រសួងសម្រេចលើករណីលើកលែង គ្រឹះស្ថានរដ្ឋ និងបណ្តឹងតវ៉ា។',
    ),
    ['pdosvyDirector', 'mosvy'],
    false,
    (context, given) => {
      const ministry = context.ministry || (given.type === 'decision.interimCare' && fillsOwnPlaces(given));
      if (ministry === (given.actor.role === 'mosvy')) return undefined;
      return ministry
        ? say('This case is before the ministry.', 'ករណីនេះស្ថិតនៅចំពោះមុខក្រសួង។')
        : say('This case is before the provincial director.', 'ករណីនេះស្ថិតនៅចំពោះមុខប្រធានមន្ទីរ។');
    },
  ),
];
