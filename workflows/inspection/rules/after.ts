/** What rating, correction and sanction need. */
import { dateOf } from '../../time';
import type { Rule } from '../../workflow';
import {
  inspectors,
  isPlanned,
  persons,
  proposalOf,
  rungs,
  supervisors,
  type Context,
  type Rating,
  type Rung,
} from '../context';
import { say, unless, rule, membersOf, leadersOf } from './checks';

export const afterRules: Rule<Context>[] = [
  rule(
    'inspection.classifier',
    'B.4.2 step 10, N-10 [DP]',
    say('Who inspected never classifies.', 'អ្នកធ្វើអធិការកិច្ចមិនត្រូវចាត់ថ្នាក់ឡើយ។'),
    supervisors,
    false,
    ({ team }, { actor }) =>
      unless(
        !persons(actor).some((p) => team.includes(p)),
        'Another supervisor, who was not in the team.',
        'ប្រធានម្នាក់ទៀតដែលមិននៅក្នុងក្រុម។',
      ),
  ),
  rule(
    'inspection.proposal',
    'B.4.2 step 10 [DP]',
    say('Who rates otherwise than proposed says why.', 'អ្នកចាត់ថ្នាក់ខុសពីសំណើត្រូវបញ្ជាក់មូលហេតុ។'),
    supervisors,
    true,
    (context, { data }) => {
      const proposal = context.proposal ?? proposalOf(context.findings, context.hard);
      return unless(
        data.rating === proposal || data.reason !== undefined,
        `The findings come to ${proposal}. Give the reason for another rating.`,
        `លទ្ធផលស្មើនឹងចំណាត់ថ្នាក់ ${proposal}។ សូមបញ្ជាក់មូលហេតុសម្រាប់ចំណាត់ថ្នាក់ផ្សេង។`,
      );
    },
  ),
  rule(
    'inspection.critical',
    'B.4.3 [DP]',
    say(
      'A hard trigger is rated D; only the ministry may rate it otherwise, with its reason.',
      'ករណីធ្ងន់ធ្ងរត្រូវចាត់ថ្នាក់ D មានតែក្រសួងប៉ុណ្ណោះដែលអាចកែ ដោយមានមូលហេតុ។',
    ),
    ['mosvy'],
    true,
    ({ hard }, { data, actor }) =>
      unless(
        hard.length === 0 || (data.rating as Rating) === 'D' || (actor.role === 'mosvy' && data.reason !== undefined),
        `Rate it D (${hard.join(', ')}), or let the ministry decide with its reason.`,
        `សូមចាត់ថ្នាក់ D (${hard.join(', ')}) ឬឱ្យក្រសួងសម្រេចដោយមានមូលហេតុ។`,
      ),
  ),
  rule(
    'inspection.answered',
    'B.4.2 step 11 [V:S26]',
    say('The plan answers every finding.', 'ផែនការឆ្លើយតបចំពោះការរកឃើញទាំងអស់។'),
    ['rciDirector', 'pdosvyOfficer'],
    true,
    ({ visits }, { data }) => {
      const items = (data.actions as { item: string }[]).map((a) => a.item);
      const open = visits.filter((v) => isPlanned(v) && !items.includes(v.step)).map((v) => v.step);
      const strange = items.filter((item) => !visits.some((v) => v.step === item));
      return unless(
        open.length === 0 && strange.length === 0,
        `An action for each finding, and for nothing else: ${[...open, ...strange].join(', ')}.`,
        `សកម្មភាពសម្រាប់ការរកឃើញនីមួយៗ ហើយមិនមែនអ្វីផ្សេង៖ ${[...open, ...strange].join(', ')}។`,
      );
    },
  ),
  rule(
    'inspection.stillAnswered',
    'B.4.2 step 11, B.4.3 [DP]',
    say('A plan is accepted that answers what is known today.', 'ផែនការអាចទទួលយកបាន លុះត្រាតែឆ្លើយតបអ្វីដែលដឹងមកដល់ថ្ងៃនេះ។'),
    supervisors,
    false,
    ({ stale }) =>
      unless(
        !stale,
        'Danger was found since the plan was written. Send it back, or impose one that answers it.',
        'មានគ្រោះថ្នាក់ត្រូវបានរកឃើញក្រោយពេលសរសេរផែនការ។ សូមបញ្ជូនត្រឡប់ ឬកំណត់ផែនការដែលឆ្លើយតប។',
      ),
  ),
  rule(
    'inspection.reclassifier',
    'B.4.5, N-10 [DP]',
    say('Who has rated it never rates it again.', 'អ្នកដែលបានចាត់ថ្នាក់រួចហើយ មិនត្រូវចាត់ថ្នាក់ម្តងទៀតឡើយ។'),
    supervisors,
    false,
    ({ raters }, { actor }) =>
      unless(
        !persons(actor).some((p) => raters.includes(p)),
        'Somebody else of the province or the ministry, who has not rated it.',
        'អ្នកផ្សេងនៃខេត្ត ឬក្រសួង ដែលមិនធ្លាប់ចាត់ថ្នាក់វា។',
      ),
  ),
  rule(
    'inspection.evidence',
    'B.4.5 [DP]',
    say(
      'What was corrected is shown by photos of this inspection that were taken in since the action was set.',
      'អ្វីដែលបានកែតម្រូវត្រូវបង្ហាញដោយរូបថតក្នុងអធិការកិច្ចនេះ ដែលទទួលបានក្រោយពេលកំណត់សកម្មភាព។',
    ),
    inspectors,
    true,
    ({ visits }, { data, facts }) => {
      const since = visits.find((v) => v.key === data.key)?.count?.from ?? 0;
      const strange = (data.evidence as string[]).filter(
        (id) => !facts.files?.some((file) => file.id === id.toLowerCase() && file.at > since),
      );
      return unless(
        strange.length === 0,
        `evidence: ${strange.join(', ')}. Add the photos to this inspection first, and name those.`,
        `evidence៖ ${strange.join(', ')}។ សូមបន្ថែមរូបថតទៅក្នុងអធិការកិច្ចនេះជាមុនសិន រួចជ្រើសវា។`,
      );
    },
  ),
  rule(
    'inspection.otherLead',
    'B.4.2 step 12 [DP]',
    say(
      'Another lead looks whether an action was done, and tells it as one of the team.',
      'អ្នកដឹកនាំម្នាក់ទៀតពិនិត្យថាសកម្មភាពត្រូវបានធ្វើ ហើយរាយការណ៍ក្នុងនាមសមាជិកក្រុម។',
    ),
    supervisors,
    true,
    ({ lead }, given) =>
      unless(
        leadersOf(given).every((m) => m.person !== lead) &&
          membersOf(given).some((m) => persons(given.actor).includes(m.person)),
        'Choose a lead who did not lead the inspection, and be one of the team yourself.',
        'សូមជ្រើសអ្នកដឹកនាំដែលមិនបានដឹកនាំអធិការកិច្ចដំបូង ហើយអ្នកត្រូវជាសមាជិកក្រុម។',
      ),
  ),
  rule(
    'inspection.action',
    'B.4.2 step 12 [DP]',
    say('An open action is seen with photos.', 'សកម្មភាពដែលនៅបើកត្រូវពិនិត្យដោយមានរូបថត។'),
    inspectors,
    true,
    ({ visits }, { data }) => {
      const visit = visits.find((v) => v.key === data.key && isPlanned(v));
      return unless(
        visit !== undefined &&
          dateOf(visit.opens) <= data.visitOn &&
          (data.result !== 'done' || (data.evidence as string[]).length > 0),
        'Choose an action that is open, a day after the classification, and add a photo of what was done.',
        'សូមជ្រើសសកម្មភាពដែលនៅបើក ថ្ងៃក្រោយការចាត់ថ្នាក់ និងភ្ជាប់រូបថតនៃអ្វីដែលបានធ្វើ។',
      );
    },
  ),
  rule(
    'inspection.ladder',
    'B.4.2 step 13 [V2:S5]',
    say(
      'Sanctions are ordered rung by rung; what is critical may go straight to suspension or closure.',
      'ទណ្ឌកម្មត្រូវបញ្ជាតាមកម្រិត ករណីធ្ងន់ធ្ងរអាចព្យួរ ឬស្នើបិទភ្លាម។',
    ),
    ['mosvy'],
    true,
    ({ rung, hard }, { data }) => {
      const height = (name: Rung) => rungs.indexOf(name);
      const to = height(data.rung as Rung);
      return unless(
        to > height(rung) && (to === height(rung) + 1 || hard.length > 0),
        'The next rung: warning, then suspension, then the recommendation to close.',
        'កម្រិតបន្ទាប់៖ ការព្រមាន បន្ទាប់មកការព្យួរ រួចការស្នើបិទ។',
      );
    },
  ),
  rule(
    'inspection.police',
    'B.4.3 [DP]',
    say('Where a crime is suspected, the police are informed.', 'បើសង្ស័យបទល្មើស ត្រូវជូនដំណឹងនគរបាល។'),
    ['pdosvyDirector', 'mosvy'],
    true,
    ({ crime }, { data }) =>
      unless(!crime || data.police === 'informed', 'Inform the police and say so.', 'សូមជូនដំណឹងនគរបាល និងបញ្ជាក់។'),
  ),
];
