/** What a person reads about the support case. */
import type { Text } from '../workflow';
import { tracks, type Track } from './context';

const t = (en: string, km: string): Text => ({ en, km });

export const title = t('Family support', 'ការគាំទ្រគ្រួសារ');
export const about = t(
  'Helps a family after a request for residential care was refused or withdrawn, and sees the child again within 30 days.',
  'ជួយគ្រួសារក្រោយពាក្យស្នើសុំដាក់កុមារក្នុងគ្រឹះស្ថានត្រូវបានបដិសេធ ឬដកវិញ ហើយជួបកុមារម្តងទៀតក្នុងរយៈពេល ៣០ ថ្ងៃ។',
);

const names: Record<Track, Text> = {
  idpoor: t('IDPoor card', 'ប័ណ្ណសមធម៌'),
  scholarship: t('Scholarship', 'អាហារូបករណ៍'),
  other: t('Another service', 'សេវាផ្សេងទៀត'),
};
const ofTrack = (track: Track): Record<string, Text> => {
  const { en, km } = names[track];
  const path = `open.${track}`;
  return {
    [path]: names[track],
    [`${path}.choosing`]: t(`${en}: not yet considered`, `${km}៖ មិនទាន់ពិចារណា`),
    [`${path}.none`]: t(`${en}: not offered`, `${km}៖ មិនទាន់ផ្តល់ជូន`),
    [`${path}.offered`]: t(`${en}: offered to the family`, `${km}៖ បានផ្តល់ជូនគ្រួសារ`),
    [`${path}.referred`]: t(`${en}: referred, the service has not answered`, `${km}៖ បានបញ្ជូន សេវាមិនទាន់ឆ្លើយតប`),
    [`${path}.declined`]: t(`${en}: the family declined`, `${km}៖ គ្រួសារមិនទទួលយក`),
    [`${path}.running`]: t(`${en}: the service has taken the family`, `${km}៖ សេវាបានទទួលគ្រួសារ`),
  };
};

export const states: Record<string, Text> = {
  new: t('Not yet opened', 'មិនទាន់បើក'),
  open: t('Open', 'កំពុងដំណើរការ'),
  'open.plan': t('Plan', 'ផែនការ'),
  'open.plan.choosing': t('A service must be offered', 'ត្រូវផ្តល់សេវា'),
  'open.plan.made': t('A service has been offered', 'បានផ្តល់សេវា'),
  ...Object.assign({}, ...tracks.map(ofTrack)),
  'open.followUp': t('Follow-up', 'ការតាមដាន'),
  'open.followUp.working': t('Being followed up', 'កំពុងតាមដាន'),
  'open.followUp.working.pending': t('The child must be seen in person', 'ត្រូវជួបកុមារដោយផ្ទាល់'),
  'open.followUp.working.reviewing': t('Under review', 'កំពុងពិនិត្យឡើងវិញ'),
  'open.followUp.working.concluded': t('Ready to be closed', 'អាចស្នើបិទបាន'),
  'open.followUp.closing': t('Closing waits for approval', 'រង់ចាំការអនុម័តបិទករណី'),
  'open.safety': t('Safety', 'សុវត្ថិភាព'),
  'open.safety.calm': t('No safety concern', 'គ្មានក្តីបារម្ភអំពីសុវត្ថិភាព'),
  'open.safety.concern': t('Safety concern open', 'មានក្តីបារម្ភអំពីសុវត្ថិភាព'),
  supported: t('Closed: the family is supported', 'បានបិទ៖ គ្រួសារទទួលបានការគាំទ្រ'),
  declined: t('Closed: the family declined support', 'បានបិទ៖ គ្រួសារមិនទទួលការគាំទ្រ'),
  lost: t('Closed: the family cannot be found', 'បានបិទ៖ រកគ្រួសារមិនឃើញ'),
  returned: t('Returned to gatekeeping', 'បានបញ្ជូនត្រឡប់ទៅច្រកទ្វារ'),
  died: t('Closed: the child has died', 'បានបិទ៖ កុមារបានស្លាប់'),
};

export const tasks: Record<string, Text> = {
  offerServices: t('Offer the family a service', 'ផ្តល់សេវាដល់គ្រួសារ'),
  ...Object.assign(
    {},
    ...tracks.map((track) => ({
      [`${track}.offered`]: t(
        `${names[track].en}: record the family's answer`,
        `${names[track].km}៖ កត់ត្រាចម្លើយរបស់គ្រួសារ`,
      ),
      [`${track}.referred`]: t(`${names[track].en}: get the service's answer`, `${names[track].km}៖ ទទួលចម្លើយពីសេវា`),
    })),
  ),
  seeTheChild: t('Visit the child in person', 'ទៅជួបកុមារដោយផ្ទាល់'),
  review: t('Hold the review', 'ធ្វើការពិនិត្យឡើងវិញ'),
  proposeClosing: t('Propose the closing', 'ស្នើសុំបិទករណី'),
  approveClosing: t('Approve the closing or send it back', 'អនុម័តការបិទ ឬបញ្ជូនត្រឡប់'),
  seeToConcern: t('See to the safety concern', 'ដោះស្រាយក្តីបារម្ភអំពីសុវត្ថិភាព'),
};

export const outcomes: Record<string, Text> = {
  CLOSED_SUPPORTED: t('Closed, the family is supported', 'បានបិទ គ្រួសារទទួលបានការគាំទ្រ'),
  CLOSED_DECLINED: t('Closed, the family declined support', 'បានបិទ គ្រួសារមិនទទួលការគាំទ្រ'),
  LOST_TO_FOLLOW_UP: t('Lost to follow-up (no success)', 'បាត់ដំណឹង (មិនមែនជោគជ័យ)'),
  RETURNED_TO_GATEKEEPING: t('Returned to gatekeeping', 'បានបញ្ជូនត្រឡប់ទៅច្រកទ្វារ'),
  CLOSED_DIED: t('Closed, the child has died', 'បានបិទ កុមារបានស្លាប់'),
};

export const events: Record<string, Text> = {
  'support.opened': t('Open a support case', 'បើកករណីគាំទ្រ'),
  'services.offered': t('Offer a service', 'ផ្តល់សេវា'),
  'services.answered': t("Record the family's answer", 'កត់ត្រាចម្លើយរបស់គ្រួសារ'),
  'referral.acknowledged': t("Record the service's answer", 'កត់ត្រាចម្លើយរបស់សេវា'),
  'followUp.recorded': t('Record a follow-up contact', 'កត់ត្រាការតាមដាន'),
  'review.held': t('Record the review', 'កត់ត្រាការពិនិត្យឡើងវិញ'),
  'closing.proposed': t('Propose the closing', 'ស្នើសុំបិទករណី'),
  'loss.proposed': t('Propose to close as lost', 'ស្នើបិទដោយរកមិនឃើញ'),
  'closing.approved': t('Approve the closing', 'អនុម័តការបិទករណី'),
  'closing.sentBack': t('Send the proposal back', 'បញ្ជូនសំណើត្រឡប់'),
  'case.returned': t('Return to gatekeeping', 'បញ្ជូនត្រឡប់ទៅច្រកទ្វារ'),
  'concern.raised': t('Raise a safety concern', 'រាយការណ៍ក្តីបារម្ភអំពីសុវត្ថិភាព'),
  'concern.resolved': t('Resolve the safety concern', 'បញ្ចប់ក្តីបារម្ភអំពីសុវត្ថិភាព'),
  'death.recorded': t('Record the death of a child', 'កត់ត្រាមរណភាពកុមារ'),
};

export const alerts = {
  unseen: t(
    'A child whose request was refused or withdrawn has not been seen in person within the time set.',
    'កុមារដែលពាក្យស្នើសុំត្រូវបានបដិសេធ ឬដកវិញ មិនទាន់ត្រូវបានជួបដោយផ្ទាល់ក្នុងរយៈពេលកំណត់។',
  ),
  returned: t(
    'A support case was returned to gatekeeping because facts have changed. A new request may be made.',
    'ករណីគាំទ្រមួយត្រូវបានបញ្ជូនត្រឡប់ទៅច្រកទ្វារ ដោយសារអង្គហេតុបានផ្លាស់ប្តូរ។ អាចដាក់ពាក្យស្នើសុំថ្មីបាន។',
  ),
  died: t(
    'A child of a support case has died. A review is mandatory.',
    'កុមារក្នុងករណីគាំទ្រមួយបានស្លាប់។ ត្រូវធ្វើការពិនិត្យជាកាតព្វកិច្ច។',
  ),
  concern: t('A safety concern was raised in a support case.', 'មានក្តីបារម្ភអំពីសុវត្ថិភាពក្នុងករណីគាំទ្រមួយ។'),
};
