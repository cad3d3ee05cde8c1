/** The "never" rules on how an admission comes about: N-03, N-04, N-07 to N-11, N-14, N-16, N-22, N-30. */
import { addDays, dateOf, endOf } from '../../time';
import type { Rule } from '../../workflow';
import { childrenOf, instantOf, persons, rungs, type Context } from '../context';
import type { Destination } from '../forms/vocabulary';
import { actsFor, addAmount, fillsOwnPlaces, interested, leftOut, membersOf, rule, say } from './checks';

const ladder: Destination[] = ['relative', 'emergencyFoster', 'hospital', 'transitHome', 'institution'];

export const neverRules: Rule<Context>[] = [
  rule(
    'N-03',
    '[V:S3 paras 57, 74, 125]',
    say(
      'No admission without a recorded decision after an assessment.',
      'គ្មានការទទួលចូល ដោយគ្មានសេចក្តីសម្រេចក្រោយការវាយតម្លៃ។',
    ),
    ['dsw', 'districtSupervisor', 'pdosvyOfficer'],
    false,
    (context, given) => {
      const emergency = ['emergency', 'interim', 'lapsed'].includes(context.cover);
      const home = given.type === 'decision.refusedFamilySupport';
      const family = given.type === 'decision.refusedAlternativeCare';
      if (given.type === 'decision.interimCare')
        return context.seen ? undefined : say('The child has not been seen in person.', 'កុមារមិនទាន់ត្រូវបានជួបផ្ទាល់ទេ។');
      if (context.done.decided)
        return say('This assessment carries its decision already.', 'ការវាយតម្លៃនេះមានសេចក្តីសម្រេចរួចហើយ។');
      if ((home || family) && emergency && context.seen) return undefined;
      const missing: [string, string][] = [];
      const done = context.done;
      if (!done.registered) missing.push(['registration with a risk level', 'ការចុះបញ្ជីជាមួយកម្រិតហានិភ័យ']);
      if (!done.contact) missing.push(['the first meeting in person', 'ការជួបផ្ទាល់លើកដំបូង']);
      if (!done.form2) missing.push(['Form 2', 'ទម្រង់ទី២']);
      if (!done.documents) missing.push(['the verification of documents', 'ការផ្ទៀងផ្ទាត់ឯកសារ']);
      if (!done.ladder) missing.push(['the six rungs of Form 4', 'កម្រិតទាំង៦នៃទម្រង់ទី៤']);
      if (!done.recommended) missing.push(['Form 3', 'ទម្រង់ទី៣']);
      if (!family && !done.quality) missing.push(['the quality check', 'ការត្រួតពិនិត្យគុណភាព']);
      if (!family && !done.panel) missing.push(['the gatekeeping meeting', 'កិច្ចប្រជុំច្រកទ្វារ']);
      return missing.length > 0
        ? say(`Missing: ${missing.map((m) => m[0]).join(', ')}.`, `នៅខ្វះ៖ ${missing.map((m) => m[1]).join(' ')}។`)
        : undefined;
    },
  ),
  rule(
    'N-04',
    '[V:S3 para 127]; [V:S1 gatekeeping referral sources]',
    say('An institution or its agent never asks for a child.', 'គ្រឹះស្ថាន ឬភ្នាក់ងាររបស់ខ្លួន មិនត្រូវស្នើសុំកុមារឡើយ។'),
    ['commune'],
    false,
    (context, given) => {
      const emergency = given.type === 'emergency.opened' || ['emergency', 'interim', 'lapsed'].includes(context.cover);
      const mayAsk =
        given.actor.role === 'commune' || (emergency && ['dsw', 'police', 'hospital'].includes(given.actor.role));
      if (!mayAsk)
        return say(
          'Only the commune submits a request; in an emergency also the police, a hospital or the district social worker.',
          'មានតែឃុំ/សង្កាត់ទេដែលអាចដាក់ពាក្យ។ ក្នុងករណីបន្ទាន់ នគរបាល មន្ទីរពេទ្យ ឬបុគ្គលិកសង្គមកិច្ចស្រុកក៏អាចដែរ។',
        );
      return given.data?.introducedBy === 'institution' || actsFor(given)
        ? say(
            'The institution, or somebody for it, brought this request about.',
            'គ្រឹះស្ថាន ឬអ្នកតំណាង បានបង្កើតពាក្យស្នើនេះ។',
          )
        : undefined;
    },
  ),
  rule(
    'N-07',
    'UN para 17 [GK]',
    say(
      'Siblings stay together unless it is determined for each child that parting is better.',
      'បងប្អូនត្រូវនៅជាមួយគ្នា លើកលែងតែកំណត់ថាការបំបែកជាឧត្តមប្រយោជន៍របស់កុមារម្នាក់ៗ។',
    ),
    ['dsw', 'panelMember'],
    true,
    (context, given) => {
      const out = leftOut(context, given);
      if (out.length === 0) return undefined;
      if ((context.present || context.cover !== 'none') && out.some((id) => context.children.includes(id)))
        return say(
          'The children are in care together already. The new decision names each of them; who leaves is decided first.',
          'កុមារកំពុងស្ថិតក្នុងការថែទាំជាមួយគ្នារួចហើយ។ សេចក្តីសម្រេចថ្មីត្រូវបញ្ចូលកុមារម្នាក់ៗ អ្នកដែលចាកចេញត្រូវសម្រេចជាមុន។',
        );
      const determined = ((given.data?.bids ?? []) as { child: string }[]).map((b) => b.child);
      return childrenOf(context, given).every((id) => determined.includes(id))
        ? undefined
        : say(
            'The decision leaves out a brother or sister. Name all of them, or give a best-interests determination for each child named.',
            'សេចក្តីសម្រេចនេះមិនរាប់បញ្ចូលបងប្អូន។ ត្រូវបញ្ចូលទាំងអស់ ឬកំណត់ឧត្តមប្រយោជន៍សម្រាប់កុមារម្នាក់ៗ។',
          );
    },
  ),
  rule(
    'N-08',
    '[V:S3 para 47]',
    say(
      "No removal against the parents' will except by a court. In an emergency, care goes on at most until the court hears the case.",
      'មិនត្រូវយកកុមារប្រឆាំងនឹងឆន្ទៈឪពុកម្តាយ លើកលែងតែដោយតុលាការ។ ក្នុងករណីបន្ទាន់ ការថែទាំបន្តបានយូរបំផុតត្រឹមថ្ងៃតុលាការសវនាការ។',
    ),
    ['court'],
    false,
    (context, given) => {
      if ((given.data?.parentsAnswer ?? context.parents) !== 'object') return undefined;
      if (given.type !== 'decision.interimCare')
        return say('The parents object. Refer the case to the court.', 'ឪពុកម្តាយជំទាស់។ សូមបញ្ជូនករណីទៅតុលាការ។');
      const { hearing, until } = (given.data ?? {}) as { hearing?: { on: string }; until?: string };
      return given.data === undefined || (hearing && (until ?? '') <= hearing.on)
        ? undefined
        : say(
            'The parents object. Name the court and the day of its hearing; interim care ends on that day at the latest.',
            'ឪពុកម្តាយជំទាស់។ សូមបញ្ជាក់តុលាការ និងថ្ងៃសវនាការ ការថែទាំបណ្តោះអាសន្នបញ្ចប់យ៉ាងយូរត្រឹមថ្ងៃនោះ។',
          );
    },
  ),
  rule(
    'N-09',
    '[V:S3 paras 63, 67]; length P-12 [V:S10]',
    say(
      'No open-ended placement: goal, conditions and end date.',
      'គ្មានការដាក់ដោយគ្មានកាលកំណត់៖ ត្រូវមានគោលដៅ លក្ខខណ្ឌ និងកាលបរិច្ឆេទបញ្ចប់។',
    ),
    ['dsw', 'pdosvyDirector'],
    true,
    (context, given) => {
      const { goal, until, returnConditions } = given.data as {
        goal?: string;
        until?: string;
        returnConditions?: string;
      };
      const interim = given.type === 'decision.interimCare';
      if (!goal || !until || (!interim && !returnConditions))
        return interim
          ? say('Goal and end date are needed.', 'ត្រូវមានគោលដៅ និងកាលបរិច្ឆេទបញ្ចប់។')
          : say('Goal, conditions of return and end date are needed.', 'ត្រូវមានគោលដៅ លក្ខខណ្ឌនៃការត្រឡប់ និងកាលបរិច្ឆេទបញ្ចប់។');
      const today = dateOf(given.now);
      // one bridge or several, they end P-13 after the child was taken into care
      const from = interim ? dateOf(context.anchors.taken ?? given.now) : today;
      const last = addAmount(from, given.parameters.values[interim ? 'P-13' : 'P-12']);
      if (last < today)
        return say(
          `Interim care was possible until ${last}. Now the case is decided.`,
          `ការថែទាំបណ្តោះអាសន្នអាចធ្វើបានត្រឹម ${last}។ ឥឡូវត្រូវសម្រេចករណី។`,
        );
      return until < today || until > last || endOf(until) <= given.now
        ? say(`The end date lies between today and ${last}.`, `កាលបរិច្ឆេទបញ្ចប់ត្រូវនៅចន្លោះថ្ងៃនេះ និង ${last}។`)
        : undefined;
    },
  ),
  rule(
    'N-10',
    '[DP]; interest and state operator [V2:S7]',
    say(
      'Who requests, who assesses and who decides are different persons, without interest in the institution.',
      'អ្នកស្នើ អ្នកវាយតម្លៃ និងអ្នកសម្រេច ជាមនុស្សផ្សេងគ្នា ហើយគ្មានផលប្រយោជន៍ក្នុងគ្រឹះស្ថាន។',
    ),
    ['districtSupervisor', 'pdosvyDirector', 'mosvy'],
    false,
    (context, given) => {
      const acting = persons(given.actor);
      const { requesters, assessors, panel, deciders, overturned } = context.duties;
      const had = (duty: string[]) => duty.some((p) => acting.includes(p));
      const assesses = [
        'contact.made',
        'documents.verified',
        'form2.submitted',
        'form2.countersigned',
        'ladder.completed',
        'plan.recommended',
      ].includes(given.type);
      if (had(requesters))
        return say('You submitted this request. Another person must act.', 'អ្នកបានដាក់ពាក្យនេះ។ ត្រូវមានមនុស្សផ្សេងធ្វើ។');
      if (given.type === 'panel.held')
        return given.data !== undefined && membersOf(given).some((m) => requesters.includes(m.person))
          ? say(
              'A member of the meeting submitted this request. Another person must sit.',
              'សមាជិកម្នាក់នៃអង្គប្រជុំបានដាក់ពាក្យនេះ។ ត្រូវមានមនុស្សផ្សេងចូលរួម។',
            )
          : undefined;
      if (assesses) return undefined;
      if (had(assessors))
        return say('You assessed this case. Another person must decide.', 'អ្នកបានវាយតម្លៃករណីនេះ។ ត្រូវមានមនុស្សផ្សេងសម្រេច។');
      if (given.type.startsWith('decision.') && had(panel))
        return say(
          'You sat in the meeting that advised on this case. Another person must decide.',
          'អ្នកបានចូលរួមប្រជុំផ្តល់យោបល់លើករណីនេះ។ ត្រូវមានមនុស្សផ្សេងសម្រេច។',
        );
      if (had(overturned))
        return say(
          'Your decision in this case was overturned. Another person must decide.',
          'សេចក្តីសម្រេចរបស់អ្នកក្នុងករណីនេះត្រូវបានទុកជាមោឃៈ។ ត្រូវមានមនុស្សផ្សេងសម្រេច។',
        );
      if (/^(appeal|challenge)\./.test(given.type) && had(deciders))
        return say(
          'You decided this case. Another person must hear the appeal.',
          'អ្នកបានសម្រេចករណីនេះ។ ត្រូវមានមនុស្សផ្សេងពិនិត្យបណ្តឹងតវ៉ា។',
        );
      if (interested(context, given))
        return say('You have an interest in the institution or the family.', 'អ្នកមានផលប្រយោជន៍ជាមួយគ្រឹះស្ថាន ឬគ្រួសារ។');
      if (fillsOwnPlaces(given) && given.actor.role !== 'mosvy')
        return say(
          'The province operates this institution. Refer the decision to the ministry.',
          'ខេត្តគ្រប់គ្រងគ្រឹះស្ថាននេះ។ សូមបញ្ជូនសេចក្តីសម្រេចទៅក្រសួង។',
        );
      return undefined;
    },
  ),
  rule(
    'N-11',
    'Form 4 order [V:S1]; UN paras 11-14 [V:S3]; two sources [DP]',
    say(
      'No rung of the ladder of care is skipped without a written reason.',
      'មិនត្រូវរំលងកម្រិតណាមួយនៃជម្រើសថែទាំ ដោយគ្មានមូលហេតុជាលាយលក្ខណ៍អក្សរ។',
    ),
    ['dsw'],
    true,
    (context, given) => {
      if (given.type === 'destination.proposed') {
        const to = ladder.indexOf(given.data.destination);
        const passed = (given.data.passedOver as { destination: string }[]).map((p) => p.destination);
        const missing = ladder.slice(0, to).filter((d) => d !== 'hospital' && !passed.includes(d));
        return missing.length > 0
          ? say('Say for each safer destination why it is not possible.', 'សូមបញ្ជាក់ហេតុអ្វីជម្រើសប្រសើរជាងនីមួយៗមិនអាចធ្វើបាន។')
          : undefined;
      }
      if (given.type === 'ladder.completed') {
        const list = given.data.rungs as {
          rung: string;
          result: string;
          reason?: string;
          contacted?: { source: string }[];
        }[];
        const lacking = rungs.filter((r) => !list.some((x) => x.rung === r && (x.result === 'suitable' || x.reason)));
        if (lacking.length > 0)
          return say('Each of the six rungs needs an answer with its reason.', 'កម្រិតទាំង៦ត្រូវមានចម្លើយ និងមូលហេតុ។');
        const relatives = list.find((x) => x.rung === 'relatives')!;
        const sources = new Set((relatives.contacted ?? []).map((c) => c.source).filter((s) => s !== 'institution'));
        return relatives.result !== 'suitable' && sources.size < 2
          ? say(
              'That there are no relatives needs two independent sources beside the institution.',
              'ការបញ្ជាក់ថាគ្មានសាច់ញាតិ ត្រូវមានប្រភពឯករាជ្យពីរ ក្រៅពីគ្រឹះស្ថាន។',
            )
          : undefined;
      }
      return context.suitable.length > 0
        ? say(
            'The assessment found family-based care that is suitable. It comes first.',
            'ការវាយតម្លៃបានរកឃើញការថែទាំក្នុងគ្រួសារដែលសមស្រប។ ជម្រើសនេះត្រូវមកមុន។',
          )
        : undefined;
    },
  ),
  rule(
    'N-14',
    '[V:S3 paras 57, 64-65]; Form 2 consent [V:S1]',
    say("No decision before the child's views were sought.", 'គ្មានសេចក្តីសម្រេចមុនពេលស្តាប់យោបល់របស់កុមារ។'),
    ['dsw'],
    true,
    (context, given) => {
      const views = given.data?.views as { heard: boolean; words?: string; notPossible?: string } | undefined;
      const kept = views ? (views.heard ? !!views.words : !!views.notPossible) : context.views;
      return kept
        ? undefined
        : say(
            'Write down what the child said, or why asking was not possible.',
            'សូមកត់ត្រាអ្វីដែលកុមារបាននិយាយ ឬហេតុអ្វីមិនអាចសួរបាន។',
          );
    },
  ),
  rule(
    'N-16',
    '[DP]',
    say(
      'A refused request is not submitted again within the block (P-33), in any area, unless facts changed.',
      'ពាក្យដែលត្រូវបានបដិសេធ មិនអាចដាក់ឡើងវិញក្នុងរយៈពេលទប់ស្កាត់ (P-33) នៅតំបន់ណាក៏ដោយ លើកលែងតែអង្គហេតុបានផ្លាស់ប្តូរ។',
    ),
    ['commune'],
    true,
    (_context, given) => {
      if (given.actor.role !== 'commune' || given.data?.changedFacts) return undefined;
      const today = dateOf(given.now);
      const earlier = (given.facts.earlierRequests ?? []).find(
        (e) =>
          e.outcome.startsWith('REFUSED') &&
          today <= addAmount(e.date, given.parameters.values['P-33']) &&
          !(e.same === 'probable' && given.data?.differentChild),
      );
      if (!earlier) return undefined;
      const again = addDays(addAmount(earlier.date, given.parameters.values['P-33']), 1);
      const rules = earlier.rules.length > 0 ? ` (${earlier.rules.join(', ')})` : '';
      return earlier.same === 'certain'
        ? say(
            `Refused on ${earlier.date} in province ${earlier.province}${rules}. Name the fact that changed, or wait until ${again}.`,
            `បានបដិសេធនៅថ្ងៃ ${earlier.date} ខេត្ត ${earlier.province}${rules}។ សូមបញ្ជាក់អង្គហេតុដែលបានផ្លាស់ប្តូរ ឬរង់ចាំដល់ ${again}។`,
          )
        : say(
            `Probably the child refused on ${earlier.date} in province ${earlier.province}${rules}. Name the fact that changed, or say why this is another child.`,
            `ប្រហែលជាកុមារដែលត្រូវបានបដិសេធនៅថ្ងៃ ${earlier.date} ខេត្ត ${earlier.province}${rules}។ សូមបញ្ជាក់អង្គហេតុថ្មី ឬហេតុអ្វីជាកុមារផ្សេង។`,
          );
    },
  ),
  rule(
    'N-22',
    '[DP]; [V:S25]',
    say(
      'No child leaves a closing institution before its closure has cleared it to go.',
      'គ្មានកុមារណាចាកចេញពីគ្រឹះស្ថានដែលកំពុងបិទ មុនពេលការបិទអនុញ្ញាតឡើយ។',
    ),
    ['pdosvyOfficer'],
    false,
    (context, { facts }) =>
      facts.leaving?.some(({ child, cleared }) => !cleared && context.admitted.includes(child))
        ? say(
            'The province clears the child first: destination, file and first visit.',
            'ខេត្តអនុញ្ញាតកុមារជាមុន៖ កន្លែងទៅ ឯកសារ និងការចុះជួបលើកដំបូង។',
          )
        : undefined,
  ),
  rule(
    'N-30',
    'Form 4 [V:S1]; pre-placement review [V:S15]',
    say(
      'No child moves to a family before the review and Form 4 with four signatures.',
      'គ្មានកុមារផ្លាស់ទៅគ្រួសារ មុនការពិនិត្យ និងទម្រង់ទី៤ដែលមានហត្ថលេខាបួន។',
    ),
    ['commune', 'dsw', 'districtSupervisor'],
    false,
    (context, given) => {
      if (context.familyPlan === undefined)
        return say(
          'No decision for a family is recorded: the review before the placement is missing.',
          'មិនទាន់មានសេចក្តីសម្រេចដាក់ក្នុងគ្រួសារទេ៖ នៅខ្វះការពិនិត្យមុនការដាក់។',
        );
      if (given.data === undefined) return undefined;
      const { signatures, at } = given.data as { signatures: Record<string, { on: string } | undefined>; at: string };
      if ((instantOf(at) ?? 0) > given.now)
        return say(
          'The hand-over lies in the future. Record it when the child is with the family.',
          'ការប្រគល់ស្ថិតនៅអនាគត។ សូមកត់ត្រានៅពេលកុមារបាននៅជាមួយគ្រួសារ។',
        );
      // a signature of a later day was not there when the child moved
      const moved = dateOf(instantOf(at) ?? given.now);
      const lacking = ['child', 'carer', 'caseworker', 'chief'].filter(
        (s) => !(signatures[s] && signatures[s].on <= moved),
      );
      return lacking.length > 0
        ? say(`Form 4 lacks: ${lacking.join(', ')}.`, `ទម្រង់ទី៤នៅខ្វះហត្ថលេខាចំនួន ${lacking.length}។`)
        : undefined;
    },
  ),
];
