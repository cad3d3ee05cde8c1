/** The rules of the support case: those of the domain that concern it, and its own. */
import { dateOf } from '../time';
import type { Given, Rule, Text } from '../workflow';
import { materialChanges, persons, type Context } from './context';

const unless = (kept: boolean, en: string, km: string): Text | undefined => (kept ? undefined : { en, km });
type Check = (context: Context, given: Given) => Text | undefined;

function rule(
  id: string,
  source: string,
  text: Text,
  who: Rule['who'],
  needsForm: boolean,
  check: Check,
): Rule<Context> {
  return { id, source, text, who, needsForm, check };
}

const list: Rule<Context>[] = [
  rule(
    'N-02',
    '[V:S3, S55]',
    {
      en: 'Poverty alone is never a ground for taking a child out of the family.',
      km: 'ភាពក្រីក្រតែមួយមុខមិនមែនជាហេតុផលសម្រាប់យកកុមារចេញពីគ្រួសារឡើយ។',
    },
    ['dsw', 'commune'],
    true,
    (_c, { data }) =>
      unless(
        data.changedFacts.length === 0 ||
          data.changedFacts.some((f: string) => !(materialChanges as readonly string[]).includes(f)),
        'Only money has changed. Offer the family a service for that.',
        'មានតែបញ្ហាជីវភាពប៉ុណ្ណោះដែលផ្លាស់ប្តូរ។ សូមផ្តល់សេវាដល់គ្រួសារសម្រាប់បញ្ហានោះ។',
      ),
  ),
  rule(
    'N-10',
    '[DP]',
    { en: 'Who proposes the closing never approves it.', km: 'អ្នកស្នើបិទករណីមិនអាចជាអ្នកអនុម័តឡើយ។' },
    ['districtSupervisor'],
    false,
    (c, { actor }) =>
      unless(
        !persons(actor).some((p) => c.proposers.includes(p)),
        'Another person must approve: you proposed this closing.',
        'ត្រូវមានមនុស្សផ្សេងអនុម័ត៖ អ្នកជាអ្នកស្នើបិទករណីនេះ។',
      ),
  ),
  rule(
    'N-16',
    '[DP]',
    {
      en: 'A request is not made again unless facts have changed, and they are named.',
      km: 'ពាក្យស្នើសុំមិនត្រូវដាក់ម្តងទៀតទេ លុះត្រាតែអង្គហេតុបានផ្លាស់ប្តូរ និងបានបញ្ជាក់។',
    },
    ['dsw', 'commune'],
    true,
    (_c, { data }) =>
      unless(
        data.changedFacts.length > 0,
        'Name at least one fact that has changed.',
        'សូមបញ្ជាក់អង្គហេតុយ៉ាងតិចមួយដែលបានផ្លាស់ប្តូរ។',
      ),
  ),
  rule(
    'N-33',
    '[V2:S5]',
    { en: 'No case is closed while a safety concern is open.', km: 'មិនអាចបិទករណីបានទេ ខណៈក្តីបារម្ភអំពីសុវត្ថិភាពមិនទាន់ដោះស្រាយ។' },
    ['dsw'],
    false,
    (c) => unless(!c.concern, 'Resolve the safety concern first.', 'សូមដោះស្រាយក្តីបារម្ភអំពីសុវត្ថិភាពជាមុនសិន។'),
  ),
  rule(
    'N-34',
    '[V:S28]',
    {
      en: '"Cannot be found" is said only after a search in two places at least, and never counts as success.',
      km: '«រកមិនឃើញ» អាចបញ្ជាក់បានតែក្រោយស្វែងរកយ៉ាងតិចពីរកន្លែង ហើយមិនរាប់ថាជាជោគជ័យឡើយ។',
    },
    ['dsw'],
    true,
    (_c, { data }) => unless(new Set(data.searched).size >= 2, 'Look in at least two places.', 'សូមស្វែងរកយ៉ាងតិចពីរកន្លែង។'),
  ),
  rule(
    'family-support.happened',
    'N-36 [DP]',
    {
      en: 'A contact is recorded after it took place, and belongs to the time since the case was opened.',
      km: 'ការទំនាក់ទំនងត្រូវកត់ត្រាក្រោយពេលវាកើតឡើង ហើយស្ថិតក្នុងរយៈពេលតាំងពីបើកករណី។',
    },
    ['dsw', 'ngoCaseworker'],
    true,
    (c, { data, now }) => {
      const on = (data.visitedOn ?? data.offeredOn ?? data.diedOn) as string;
      const since = data.visitedOn === undefined ? undefined : c.anchors.opened;
      return unless(
        on <= dateOf(now) && (since === undefined || on >= dateOf(since)),
        'The date lies in the future, or before the case was opened. Give the day on which it took place.',
        'កាលបរិច្ឆេទស្ថិតនៅអនាគត ឬមុនពេលបើកករណី។ សូមបញ្ជាក់ថ្ងៃដែលវាបានកើតឡើង។',
      );
    },
  ),
  rule(
    'family-support.followUp',
    '[DP] P-39; [V:S18]',
    {
      en: 'The case closes only after the child was seen in person and the follow-up was reviewed.',
      km: 'ករណីអាចបិទបានតែក្រោយពេលបានជួបកុមារដោយផ្ទាល់ និងបានពិនិត្យការតាមដាន។',
    },
    ['dsw', 'ngoCaseworker'],
    false,
    (c) =>
      unless(c.reviewed, 'Visit the child in person and hold the review.', 'សូមទៅជួបកុមារដោយផ្ទាល់ ហើយធ្វើការពិនិត្យឡើងវិញ។'),
  ),
  rule(
    'family-support.offer',
    '[V:S3]; [DP]',
    {
      en: 'The family was offered at least one service, and a ground that names help or refusal rests on one.',
      km: 'គ្រួសារត្រូវបានផ្តល់សេវាយ៉ាងតិចមួយ ហើយមូលហេតុបិទត្រូវផ្អែកលើសេវានោះ។',
    },
    ['dsw', 'ngoCaseworker'],
    true,
    (c, { data }) =>
      unless(
        data.ground === 'supported' ? c.running.length > 0 : c.declined.length > 0 && c.running.length === 0,
        'Offer a service and record the answer; the ground must agree with the answers.',
        'សូមផ្តល់សេវា និងកត់ត្រាចម្លើយ មូលហេតុត្រូវស្របនឹងចម្លើយ។',
      ),
  ),
  rule(
    'family-support.referrals',
    '[DP] P-47',
    { en: 'No offer or referral waits for an answer.', km: 'គ្មានការផ្តល់ជូន ឬការបញ្ជូនណាដែលរង់ចាំចម្លើយ។' },
    ['dsw', 'ngoCaseworker', 'commune'],
    false,
    (c) =>
      unless(
        c.waiting.length === 0,
        'Record the answer of each service and of the family.',
        'សូមកត់ត្រាចម្លើយរបស់សេវានីមួយៗ និងរបស់គ្រួសារ។',
      ),
  ),
  rule(
    'family-support.safe',
    '[V:S3]',
    { en: 'The case closes only when the child is safe.', km: 'ករណីអាចបិទបានតែនៅពេលកុមារមានសុវត្ថិភាព។' },
    ['dsw', 'ngoCaseworker'],
    true,
    (_c, { data }) =>
      unless(
        data.childSafe === true,
        'The child is not safe: raise a safety concern or return the case to gatekeeping.',
        'កុមារមិនទាន់មានសុវត្ថិភាព៖ សូមលើកក្តីបារម្ភអំពីសុវត្ថិភាព ឬបញ្ជូនករណីត្រឡប់ទៅច្រកទ្វារ។',
      ),
  ),
  rule(
    'family-support.seen',
    '[V:S1, S18]',
    {
      en: 'A safety concern is resolved only by someone who saw the child.',
      km: 'ក្តីបារម្ភអំពីសុវត្ថិភាពត្រូវដោះស្រាយដោយអ្នកដែលបានឃើញកុមារប៉ុណ្ណោះ។',
    },
    ['dsw'],
    true,
    (_c, { data }) => unless(data.childSeen === true, 'See the child in person.', 'សូមជួបកុមារដោយផ្ទាល់។'),
  ),
  rule(
    'family-support.view',
    '[V:S3, S1]',
    {
      en: "The child's view is sought at the review, or it is said why that was not possible.",
      km: 'ទស្សនៈរបស់កុមារត្រូវបានសួរនៅពេលពិនិត្យ ឬបញ្ជាក់មូលហេតុដែលមិនអាចសួរបាន។',
    },
    ['dsw'],
    true,
    (_c, { data }) =>
      unless(
        data.childView === 'heard' || data.childViewReason !== undefined,
        "Say why the child's view could not be sought.",
        'សូមបញ្ជាក់មូលហេតុដែលមិនអាចសួរទស្សនៈកុមារ។',
      ),
  ),
];

export const rules: Record<string, Rule<Context>> = Object.fromEntries(list.map((r) => [r.id, r]));
