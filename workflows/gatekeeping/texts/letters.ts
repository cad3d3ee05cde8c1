/** The words of the letters of gatekeeping. They are read aloud to families: plain sentences, the ministry's terms. */
import type { Text } from '../../workflow';

export const text = (en: string, km: string): Text => ({ en, km });

export const decision = text('Decision', 'សេចក្តីសម្រេច');
export const appealDecision = text('Decision on the appeal', 'សេចក្តីសម្រេចលើបណ្តឹងតវ៉ា');
export const form1 = text('Form 1: needs and problems of the child', 'ទម្រង់ទី១៖ តម្រូវការ និងបញ្ហារបស់កុមារ');
export const form2 = text('Form 2: assessment of child and family', 'ទម្រង់ទី២៖ ការវាយតម្លៃកុមារ និងគ្រួសារ');
export const form3 = text('Form 3: support plan', 'ទម្រង់ទី៣៖ ផែនការគាំទ្រ');

export const child = text('Child', 'កុមារ');
export const family = text('The parents or guardian of', 'ឪពុកម្តាយ ឬអាណាព្យាបាលរបស់');
export const administration = text('Administration of', 'រដ្ឋបាល');
export const institution = text('Institution', 'គ្រឹះស្ថាន');
export const ground = text('Reasons given in the request', 'មូលហេតុក្នុងពាក្យស្នើសុំ');
export const goal = text('Goal', 'គោលដៅ');
export const returnConditions = text('Conditions of return', 'លក្ខខណ្ឌនៃការត្រឡប់');
export const contactPlan = text('Contact with the family', 'ការទំនាក់ទំនងជាមួយគ្រួសារ');
export const until = text('Until the end of', 'រហូតដល់ចុងថ្ងៃ');
export const needs = text('Needs to be answered', 'តម្រូវការដែលត្រូវឆ្លើយតប');
export const referrals = text('Services asked to help', 'សេវាដែលបានស្នើឱ្យជួយ');
export const care = text('Care', 'ការថែទាំ');
export const cares = {
  kinship: text('with relatives (kinship care)', 'ជាមួយសាច់ញាតិ (ការថែទាំដោយញាតិ)'),
  foster: text('in a foster family', 'ក្នុងគ្រួសារធម៌'),
};
export const carerAssessed = text('Home of the carer assessed on', 'ថ្ងៃវាយតម្លៃផ្ទះអ្នកថែទាំ');
export const destination = text('Where the child stays', 'កន្លែងស្នាក់នៅ');

/** What was done before the decision, in the order of the procedure. */
export const steps: [event: string, words: (on: Text) => Text][] = [
  ['request.submitted', (on) => text(`the admission request of ${on.en}`, `ពាក្យស្នើសុំទទួលកុមារ ចុះ${on.km}`)],
  ['form2.submitted', (on) => text(`the assessment (Form 2) of ${on.en}`, `ការវាយតម្លៃ (ទម្រង់ទី២) ចុះ${on.km}`)],
  [
    'ladder.completed',
    (on) => text(`the answers of relatives and services of ${on.en}`, `ចម្លើយរបស់សាច់ញាតិ និងសេវា គិតត្រឹម${on.km}`),
  ],
  ['panel.held', (on) => text(`the advice of the meeting of ${on.en}`, `យោបល់របស់កិច្ចប្រជុំ ចុះ${on.km}`)],
];
export const considered = text('Having considered', 'បានពិនិត្យ');
export const consideredNothing = text('Having considered the situation of the child.', 'បានពិនិត្យស្ថានភាពរបស់កុមារ។');

export const approvalSubject = text('residential care for a limited time', 'ការថែទាំក្នុងគ្រឹះស្ថានមានកាលកំណត់');
export const approved = text(
  'It is decided that the children named below may be cared for in the institution named below, until the date named below and not longer.',
  'សម្រេចអនុញ្ញាតឱ្យកុមារដែលមានឈ្មោះខាងក្រោម ទទួលការថែទាំក្នុងគ្រឹះស្ថានខាងក្រោម រហូតដល់កាលបរិច្ឆេទខាងក្រោម ហើយមិនលើសពីនេះទេ។',
);
export const approvedMeans = text(
  'The social worker visits and reviews the placement regularly. This decision cannot be prolonged: longer care needs a new decision. It is valid for no other institution.',
  'បុគ្គលិកសង្គមកិច្ចត្រូវចុះជួប និងពិនិត្យឡើងវិញជាទៀងទាត់។ សេចក្តីសម្រេចនេះមិនអាចពន្យារបានទេ៖ ការថែទាំយូរជាងនេះត្រូវមានសេចក្តីសម្រេចថ្មី។ សេចក្តីសម្រេចនេះគ្មានសុពលភាពសម្រាប់គ្រឹះស្ថានផ្សេងឡើយ។',
);
export const refusalSubject = text('a request for residential care', 'ពាក្យស្នើសុំការថែទាំក្នុងគ្រឹះស្ថាន');
export const refused = text(
  'It is decided that the child is not admitted to a residential care institution. The child stays with the family, and the family receives support.',
  'សម្រេចមិនអនុញ្ញាតឱ្យទទួលកុមារចូលគ្រឹះស្ថានថែទាំកុមារទេ។ កុមាររស់នៅជាមួយគ្រួសារ ហើយគ្រួសារទទួលបានការគាំទ្រ។',
);
export const refusedMeans = text(
  'A support case is open from today. The social worker contacts you about the services named below. This decision is no judgement on the parents.',
  'ករណីគាំទ្រគ្រួសារបានបើកចាប់ពីថ្ងៃនេះ។ បុគ្គលិកសង្គមកិច្ចនឹងទាក់ទងអំពីសេវាដែលមានខាងក្រោម។ សេចក្តីសម្រេចនេះមិនមែនជាការបន្ទោសឪពុកម្តាយឡើយ។',
);
export const familyCareSubject = text('family-based care', 'ការថែទាំក្នុងគ្រួសារ');
export const familyCare = text(
  'It is decided that the children named below are cared for in a family, and not in an institution.',
  'សម្រេចឱ្យកុមារដែលមានឈ្មោះខាងក្រោម ទទួលការថែទាំក្នុងគ្រួសារ មិនមែនក្នុងគ្រឹះស្ថានទេ។',
);
export const familyCareMeans = text(
  'The child is handed over with Form 4, signed by the carer, the social worker and the commune. The social worker visits regularly and as needed.',
  'កុមារត្រូវប្រគល់តាមទម្រង់ទី៤ ដែលចុះហត្ថលេខាដោយអ្នកថែទាំ បុគ្គលិកសង្គមកិច្ច និងឃុំ/សង្កាត់។ បុគ្គលិកសង្គមកិច្ចចុះជួបជាទៀងទាត់ និងតាមការចាំបាច់។',
);
export const interimSubject = text('interim care', 'ការថែទាំបណ្តោះអាសន្ន');
export const interim = text(
  'It is decided that the child stays in interim care until the date named below. Before that day a new decision is taken.',
  'សម្រេចឱ្យកុមារស្ថិតក្នុងការថែទាំបណ្តោះអាសន្ន រហូតដល់កាលបរិច្ឆេទខាងក្រោម។ មុនថ្ងៃនោះ ត្រូវមានសេចក្តីសម្រេចថ្មី។',
);
export const reinstatementSubject = text('an admission that was suspended', 'ការទទួលកុមារដែលត្រូវបានព្យួរ');
export const reinstated = (on: Text): Text =>
  text(
    `The admission approved on ${on.en} was suspended. It is decided that it stands again, with the same goal and the same end.`,
    `ការទទួលកុមារដែលបានអនុម័តនៅ${on.km} ត្រូវបានព្យួរ។ សម្រេចឱ្យការទទួលនេះមានសុពលភាពវិញ ដោយមានគោលដៅ និងកាលបរិច្ឆេទបញ្ចប់ដដែល។`,
  );
export const upheld = text(
  'The ministry has examined the appeal. The decision stands: the child is not admitted, and the family receives support.',
  'ក្រសួងបានពិនិត្យបណ្តឹងតវ៉ា។ សេចក្តីសម្រេចនៅដដែល៖ កុមារមិនត្រូវទទួលចូលគ្រឹះស្ថានទេ ហើយគ្រួសារទទួលបានការគាំទ្រ។',
);
export const overturnedWords = text(
  'The ministry has examined the appeal. The decision is annulled: the case is assessed anew and decided by the ministry.',
  'ក្រសួងបានពិនិត្យបណ្តឹងតវ៉ា។ សេចក្តីសម្រេចត្រូវទុកជាមោឃៈ៖ ករណីត្រូវវាយតម្លៃឡើងវិញ ហើយសម្រេចដោយក្រសួង។',
);
export const dismissed = text(
  'The ministry has examined the appeal. The approval stands.',
  'ក្រសួងបានពិនិត្យបណ្តឹងតវ៉ា។ សេចក្តីសម្រេចអនុម័តនៅដដែល។',
);
export const sustained = text(
  'The ministry has examined the appeal. The approval is withdrawn.',
  'ក្រសួងបានពិនិត្យបណ្តឹងតវ៉ា។ សេចក្តីសម្រេចអនុម័តត្រូវបានដកវិញ។',
);
export const courtRoute = text(
  'This decision can be brought before the court of first instance.',
  'សេចក្តីសម្រេចនេះអាចប្តឹងទៅសាលាដំបូងបាន។',
);

const free = text(
  'The commune or the social worker writes the appeal down for you. It costs nothing, and it does no harm to the child or to the support.',
  'ឃុំ/សង្កាត់ ឬបុគ្គលិកសង្គមកិច្ចជួយសរសេរបណ្តឹងតវ៉ា។ មិនអស់ប្រាក់ ហើយមិនប៉ះពាល់ដល់កុមារ ឬការគាំទ្រឡើយ។',
);
export const appealRoute = (days: Text): Text[] => [
  text(
    `If you do not agree, you can appeal to the Ministry of Social Affairs, Veterans and Youth Rehabilitation within ${days.en} days from the day on which you receive this decision.`,
    `ប្រសិនបើមិនយល់ព្រម អាចប្តឹងតវ៉ាទៅក្រសួងសង្គមកិច្ច អតីតយុទ្ធជន និងយុវនីតិសម្បទា ក្នុងរយៈពេល ${days.km} ថ្ងៃ គិតចាប់ពីថ្ងៃទទួលសេចក្តីសម្រេចនេះ។`,
  ),
  free,
];
export const challengeRoute = (days: Text): Text[] => [
  text(
    `Parents, guardian and child can challenge this decision before the Ministry of Social Affairs, Veterans and Youth Rehabilitation within ${days.en} days from the day on which they receive it, and before the court.`,
    `ឪពុកម្តាយ អាណាព្យាបាល និងកុមារ អាចជំទាស់នឹងសេចក្តីសម្រេចនេះនៅក្រសួងសង្គមកិច្ច អតីតយុទ្ធជន និងយុវនីតិសម្បទា ក្នុងរយៈពេល ${days.km} ថ្ងៃ គិតចាប់ពីថ្ងៃទទួល និងនៅតុលាការ។`,
  ),
  free,
];
export const complaintRoute = (days: Text): Text[] => [
  text(
    `If you do not agree, tell the Provincial Department of Social Affairs within ${days.en} days from the day on which you receive this decision, or go to the court.`,
    `ប្រសិនបើមិនយល់ព្រម សូមជូនដំណឹងដល់មន្ទីរសង្គមកិច្ច អតីតយុទ្ធជន និងយុវនីតិសម្បទា ក្នុងរយៈពេល ${days.km} ថ្ងៃ គិតចាប់ពីថ្ងៃទទួលសេចក្តីសម្រេចនេះ ឬប្តឹងទៅតុលាការ។`,
  ),
  free,
];

export const replaced = text('replaced by a later decision', 'ត្រូវបានជំនួសដោយសេចក្តីសម្រេចថ្មី');
export const requestWithdrawn = text('the request was withdrawn', 'ពាក្យស្នើសុំត្រូវបានដកវិញ');
export const overturned = text('annulled on appeal', 'ត្រូវបានទុកជាមោឃៈដោយបណ្តឹងតវ៉ា');
export const unused = text('not used in time', 'មិនបានប្រើក្នុងកាលកំណត់');
export const ended = text('its time has ended', 'ផុតកាលកំណត់');
export const suspended = text('suspended', 'ត្រូវបានព្យួរ');
export const underAge = text('the child is under three', 'កុមារមានអាយុក្រោមបីឆ្នាំ');

const guidelines = (paragraphs: string, km: string): Text =>
  text(
    `UN Guidelines for the Alternative Care of Children, ${paragraphs}`,
    `គោលការណ៍ណែនាំអង្គការសហប្រជាជាតិស្តីពីការថែទាំជំនួសកុមារ ${km}`,
  );
const subDecree = text(
  'Sub-Decree 119 on the management of residential care institutions',
  'អនុក្រឹត្យលេខ ១១៩ ស្តីពីការគ្រប់គ្រងគ្រឹះស្ថានថែទាំកុមារ',
);
/** The law or guideline behind each rule that a letter names. */
export const bases: Record<string, Text> = {
  'N-01': guidelines('paragraph 22', 'កថាខណ្ឌ ២២'),
  'N-02': guidelines('paragraph 15', 'កថាខណ្ឌ ១៥'),
  'N-03': guidelines('paragraphs 57, 74 and 125', 'កថាខណ្ឌ ៥៧ ៧៤ និង១២៥'),
  'N-05': subDecree,
  'N-07': guidelines('paragraph 17', 'កថាខណ្ឌ ១៧'),
  'N-09': guidelines('paragraphs 63 and 67', 'កថាខណ្ឌ ៦៣ និង៦៧'),
  'N-11': guidelines('paragraphs 11 to 14, and Form 4', 'កថាខណ្ឌ ១១ ដល់១៤ និងទម្រង់ទី៤'),
  'N-12': subDecree,
  'N-13': guidelines('paragraphs 14 and 68', 'កថាខណ្ឌ ១៤ និង៦៨'),
  'N-14': guidelines('paragraphs 57, 64 and 65', 'កថាខណ្ឌ ៥៧ ៦៤ និង៦៥'),
};
