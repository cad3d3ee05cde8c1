/** The words of the way home on a page, English and Khmer side by side. */
import type { Text } from '../../workflow';

export { events } from './events';
export { messages } from './messages';
export { states } from './states';

const t = (en: string, km: string): Text => ({ en, km });

export const title = t('Family reintegration', 'សមាហរណកម្មគ្រួសារ');
export const about = t(
  'A child’s way home: assessment, search, plan, four signatures, and visits in person until it is sure that the child is well.',
  'ផ្លូវត្រឡប់ទៅផ្ទះរបស់កុមារ៖ ការវាយតម្លៃ ការស្វែងរកគ្រួសារ ផែនការ ហត្ថលេខាទាំងបួន និងការចុះតាមដានផ្ទាល់ រហូតដល់ប្រាកដថាកុមាររស់នៅបានល្អ។',
);

export const tasks: Record<string, Text> = {
  followUpCall: t('Call the child and the family', 'ទូរស័ព្ទទៅកុមារ និងគ្រួសារ'),
  followUpVisit: t('Visit the child in person', 'ចុះតាមដាន និងជួបកុមារផ្ទាល់'),
  welfareCheck: t('Unannounced welfare check', 'ចុះពិនិត្យសុខុមាលភាពដោយមិនជូនដំណឹងមុន'),
  assessChild: t('Assess the child (Form 2)', 'វាយតម្លៃកុមារ (ទម្រង់ទី២)'),
  findFamily: t('Find the family', 'ស្វែងរកគ្រួសារ'),
  assessFamily: t('Assess the family at its home', 'វាយតម្លៃគ្រួសារនៅផ្ទះ'),
  makePlan: t('Make the plan (Form 3)', 'រៀបចំផែនការ (ទម្រង់ទី៣)'),
  reviewPlacement: t('Decide on the placement', 'សម្រេចលើការដាក់'),
  confirmPlacement: t('Confirm for the province', 'បញ្ជាក់ក្នុងនាមខេត្ត'),
  prepare: t('Prepare child, family, school and village', 'ត្រៀមកុមារ គ្រួសារ សាលារៀន និងភូមិ'),
  approveClosing: t('Approve the closure or send it back', 'អនុម័តការបិទ ឬបញ្ជូនត្រឡប់'),
  approveLoss: t('Decide on the closure as lost', 'សម្រេចលើការបិទដោយបាត់ដំណឹង'),
  approveWithdrawal: t('Decide on the family’s withdrawal', 'សម្រេចលើការដកខ្លួនរបស់គ្រួសារ'),
  reportSafety: t('Report the concern to the authority', 'រាយការណ៍ក្តីបារម្ភទៅសមត្ថកិច្ច'),
  investigateSafety: t('See the child through and close the concern', 'តាមដានរហូតដល់កុមារមានសុវត្ថិភាព និងបញ្ចប់ក្តីបារម្ភ'),
  findChild: t('Find the child', 'ស្វែងរកកុមារ'),
  acceptTransfer: t('Accept the case or decline it', 'ទទួលយក ឬបដិសេធករណី'),
  keepContact: t('Keep in contact with child and family', 'រក្សាទំនាក់ទំនងជាមួយកុមារ និងគ្រួសារ'),
  seeSiblings: t('See the other children in the home', 'ជួបកុមារផ្សេងទៀតក្នុងផ្ទះ'),
  endProtection: t('End the protection or decide anew', 'បញ្ចប់ការការពារ ឬសម្រេចឡើងវិញ'),
  bringHome: t('Bring about the move that the review has decided', 'អនុវត្តការផ្លាស់ទៅគ្រួសារតាមការសម្រេចនៃការពិនិត្យ'),
  holdReview: t('Hold the review', 'ធ្វើការពិនិត្យឡើងវិញ'),
  checkVisit: t('Check a visit with child and family', 'ផ្ទៀងផ្ទាត់ការចុះតាមដានជាមួយកុមារ និងគ្រួសារ'),
  reassess: t('Submit Form 2 again', 'ដាក់ទម្រង់ទី២ម្តងទៀត'),
  planAftercare: t('Plan and offer aftercare', 'រៀបចំ និងផ្តល់ការគាំទ្រក្រោយការថែទាំ'),
  confirmAgeOut: t('Close: the young person is an adult', 'បិទ៖ យុវជនពេញវ័យ'),
};

export const outcomes: Record<string, Text> = {
  CLOSED_SUSTAINED: t('Closed, the child is well at home', 'បានបិទ កុមាររស់នៅល្អជាមួយគ្រួសារ'),
  CLOSED_TRANSFERRED: t('Closed, taken over by a service', 'បានបិទ សេវាផ្សេងទទួលបន្ត'),
  CLOSED_AGED_OUT: t('Closed, adult with an offer of aftercare', 'បានបិទ ពេញវ័យ ដោយមានការផ្តល់ការគាំទ្រក្រោយការថែទាំ'),
  CLOSED_DIED: t('Closed, the child has died', 'បានបិទ កុមារបានស្លាប់'),
  LOST_TO_FOLLOW_UP: t('Lost to follow-up (no success)', 'បាត់ដំណឹង (មិនមែនជោគជ័យ)'),
  REPLACED_RCI: t('Placed again by a new decision of gatekeeping', 'ត្រូវបានដាក់វិញតាមសេចក្តីសម្រេចថ្មីនៃច្រកទ្វារ'),
  WITHDRAWN_BY_FAMILY: t('Withdrawn by the family (does not say safe)', 'គ្រួសារដកខ្លួន (មិនមានន័យថាមានសុវត្ថិភាព)'),
};

/** The parts that long forms are divided into. */
export const sections: Record<string, Text> = {
  children: t('Child', 'កុមារ'),
  form1: t('Form 1: needs and problems', 'ទម្រង់ទី១៖ តម្រូវការ និងបញ្ហា'),
  risk: t('Risk and comments', 'ហានិភ័យ និងយោបល់'),
  placement: t('Placement with the family', 'ការដាក់ជាមួយគ្រួសារ'),
  followUp: t('Follow-up until now', 'ការតាមដានរហូតមកដល់ពេលនេះ'),
  meeting: t('The meeting', 'ការជួប'),
  child: t('Form 2: the child', 'ទម្រង់ទី២៖ កុមារ'),
  family: t('Form 2: the family', 'ទម្រង់ទី២៖ គ្រួសារ'),
  views: t('Views of the child', 'យោបល់របស់កុមារ'),
  household: t('The household', 'គ្រួសារ និងផ្ទះ'),
  conclusion: t('Conclusion', 'សេចក្តីសន្និដ្ឋាន'),
  form3: t('Form 3: the plan', 'ទម្រង់ទី៣៖ ផែនការ'),
  siblings: t('Brothers and sisters', 'បងប្អូន'),
  support: t('Support and contact', 'ការគាំទ្រ និងការទំនាក់ទំនង'),
  ready: t('What is ready', 'អ្វីដែលបានត្រៀមរួច'),
  handover: t('What goes home with the child', 'អ្វីដែលប្រគល់ជាមួយកុមារ'),
  ladder: t('Form 4: the six rungs', 'ទម្រង់ទី៤៖ កម្រិតទាំង៦'),
  contact: t('Contact with the child', 'ការជួបកុមារ'),
  schoolAndWork: t('School and work', 'សាលារៀន និងការងារ'),
  healthAndSafety: t('Health and safety', 'សុខភាព និងសុវត្ថិភាព'),
  form5: t('Form 5: support and plan', 'ទម្រង់ទី៥៖ ការគាំទ្រ និងផែនការ'),
  form6: t('Form 6: closure', 'ទម្រង់ទី៦៖ ការបិទករណី'),
  safety: t('The concern', 'ក្តីបារម្ភ'),
  people: t('Who is concerned', 'អ្នកពាក់ព័ន្ធ'),
  signatures: t('Signatures', 'ហត្ថលេខា'),
};

/** Why a planned visit was cancelled or written off. */
export const visitReasons: Record<string, Text> = {
  beforeImport: t('due before the case was kept here', 'ដល់កំណត់មុនពេលបញ្ចូលករណី'),
  riskDown: t('planned again after the risk went down', 'គ្រោងឡើងវិញក្រោយហានិភ័យថយចុះ'),
  brokenDown: t('the placement has broken down', 'ការដាក់បានដាច់ខាត'),
  placedAnew: t('the child was placed with another family', 'កុមារត្រូវបានដាក់ជាមួយគ្រួសារផ្សេង'),
  caseClosed: t('the case was closed', 'ករណីត្រូវបានបិទ'),
  writtenOff: t('missed, written off by the supervisor', 'ខកខាន ប្រធានបានកត់ត្រា'),
};
