/** The words of the letters and printed forms of the way home. They are read aloud to families: plain sentences. */
import type { Text } from '../../workflow';

export const text = (en: string, km: string): Text => ({ en, km });

export const decision = text('Decision', 'សេចក្តីសម្រេច');
export const notice = text('Notice', 'លិខិតជូនដំណឹង');
export const form1 = text('Form 1: needs and problems of the child', 'ទម្រង់ទី១៖ តម្រូវការ និងបញ្ហារបស់កុមារ');
export const form2Child = text('Form 2: assessment of the child', 'ទម្រង់ទី២៖ ការវាយតម្លៃកុមារ');
export const form2Family = text('Form 2: assessment of the family', 'ទម្រង់ទី២៖ ការវាយតម្លៃគ្រួសារ');
export const form3 = text('Form 3: support plan', 'ទម្រង់ទី៣៖ ផែនការគាំទ្រ');
export const form4 = text('Form 4: placement of the child with the family', 'ទម្រង់ទី៤៖ ការប្រគល់កុមារជូនគ្រួសារ');
export const form5 = text('Form 5: follow-up visit', 'ទម្រង់ទី៥៖ ការចុះតាមដាន');
export const form6 = text('Form 6: closure of the case', 'ទម្រង់ទី៦៖ ការបិទករណី');

/** What the four parties of Form 4 promise. */
export const undertakings = {
  title: text('What each promises', 'ការសន្យារបស់ភាគីនីមួយៗ'),
  paragraphs: [
    text(
      'The carer looks after the child as a parent does, lets the caseworker see the child alone, and hands the child back to the competent authority if the family situation could affect the well-being or the safety of the child.',
      'អ្នកថែទាំសន្យាមើលថែកុមារដូចឪពុកម្តាយ អនុញ្ញាតឱ្យអ្នកគ្រប់គ្រងករណីជួបកុមារដោយឡែក និងប្រគល់កុមារត្រឡប់ទៅសមត្ថកិច្ចវិញ ប្រសិនបើស្ថានភាពគ្រួសារអាចប៉ះពាល់ដល់សុខុមាលភាព ឬសុវត្ថិភាពរបស់កុមារ។',
    ),
    text(
      'The caseworker visits regularly and as needed, and helps child and family to the services of the plan.',
      'អ្នកគ្រប់គ្រងករណីសន្យាចុះតាមដានជាទៀងទាត់ និងតាមការចាំបាច់ និងជួយកុមារ និងគ្រួសារឱ្យទទួលបានសេវាតាមផែនការ។',
    ),
    text(
      'The commune knows of the placement and supports it. The child was told in words that the child understands.',
      'ឃុំ/សង្កាត់បានដឹង និងគាំទ្រការដាក់នេះ។ កុមារត្រូវបានពន្យល់ដោយពាក្យដែលកុមារយល់។',
    ),
  ],
};
/** What must hold before the scores of Form 6 allow a closure. */
export const thresholds = {
  title: text('When the scores allow a closure', 'លក្ខខណ្ឌពិន្ទុសម្រាប់បិទករណី'),
  paragraphs: [
    text(
      'The child has 21 or more and the family 30 or more. No item is blank. No item of the child is 1; of the family only the help from relatives may be.',
      'កុមារបានចាប់ពី ២១ ពិន្ទុឡើងទៅ និងគ្រួសារចាប់ពី ៣០ ពិន្ទុឡើងទៅ។ គ្មានចំណុចណានៅទទេ។ គ្មានចំណុចណារបស់កុមារបាន ១ ពិន្ទុ ចំពោះគ្រួសារ មានតែជំនួយពីសាច់ញាតិប៉ុណ្ណោះដែលអាចបាន ១ ពិន្ទុ។',
    ),
    text(
      'The form also names a total of 48. The two sums above ask for 51 and decide.',
      'ទម្រង់នេះក៏កំណត់ពិន្ទុសរុប ៤៨ ដែរ។ ផលបូកទាំងពីរខាងលើតម្រូវ ៥១ ហើយជាការកំណត់ចុងក្រោយ។',
    ),
  ],
};

export const family = text('The family of', 'គ្រួសាររបស់');
export const administration = text('Administration of', 'រដ្ឋបាល');
export const child = text('Child', 'កុមារ');
export const care = text('Where the child lives', 'កន្លែងដែលកុមាររស់នៅ');
export const homeAssessed = text('Home of the family assessed on', 'ថ្ងៃវាយតម្លៃផ្ទះគ្រួសារ');
export const aims = text('Aims that all agreed on', 'គោលបំណងដែលគ្រប់គ្នាយល់ព្រម');
export const returnConditions = text('Conditions of the return', 'លក្ខខណ្ឌនៃការត្រឡប់');
export const contactPlan = text(
  'Contact with parents and siblings who live apart',
  'ការទំនាក់ទំនងជាមួយឪពុកម្តាយ និងបងប្អូនដែលរស់នៅដាច់ពីគ្នា',
);

export const placementSubject = text('the placement of the child with the family', 'ការដាក់កុមារជាមួយគ្រួសារ');
export const placementDecided = text(
  'It is decided that the child named below goes to live with the family. The day is agreed with you; on that day Form 4 is signed by the child, the carer, the caseworker and the commune.',
  'សម្រេចឱ្យកុមារដែលមានឈ្មោះខាងក្រោម ទៅរស់នៅជាមួយគ្រួសារ។ កាលបរិច្ឆេទត្រូវព្រមព្រៀងជាមួយអ្នក ហើយនៅថ្ងៃនោះ ទម្រង់ទី៤ត្រូវចុះហត្ថលេខាដោយកុមារ អ្នកថែទាំ អ្នកគ្រប់គ្រងករណី និងឃុំ/សង្កាត់។',
);
export const placementMeans = text(
  'The caseworker then visits often at first and regularly for at least a year, sees the child in person and speaks with the child alone. Whoever is worried about the child tells the caseworker, the commune or the helpline 1280 at once.',
  'បន្ទាប់មក អ្នកគ្រប់គ្រងករណីចុះតាមដានញឹកញាប់នៅដំបូង និងជាទៀងទាត់យ៉ាងតិចមួយឆ្នាំ ដោយជួបកុមារផ្ទាល់ និងនិយាយជាមួយកុមារដោយឡែក។ អ្នកណាដែលបារម្ភអំពីកុមារ សូមប្រាប់អ្នកគ្រប់គ្រងករណី ឃុំ/សង្កាត់ ឬខ្សែទូរស័ព្ទជំនួយ ១២៨០ ភ្លាម។',
);
export const placementSentBack = text(
  'The plan is sent back and completed before it is decided.',
  'ផែនការត្រូវបានបញ្ជូនត្រឡប់ និងបំពេញបន្ថែម មុនពេលសម្រេច។',
);
export const complaint = (days: Text): Text[] => [
  text(
    `If you do not agree, tell the Provincial Department of Social Affairs within ${days.en} days from the day on which you receive this decision, or go to the court.`,
    `ប្រសិនបើមិនយល់ព្រម សូមជូនដំណឹងដល់មន្ទីរសង្គមកិច្ច អតីតយុទ្ធជន និងយុវនីតិសម្បទា ក្នុងរយៈពេល ${days.km} ថ្ងៃ គិតចាប់ពីថ្ងៃទទួលសេចក្តីសម្រេចនេះ ឬប្តឹងទៅតុលាការ។`,
  ),
  text(
    'The commune or the caseworker writes it down for you. It costs nothing, and it does no harm to the child or to the support.',
    'ឃុំ/សង្កាត់ ឬអ្នកគ្រប់គ្រងករណីជួយសរសេរជូន។ មិនអស់ប្រាក់ ហើយមិនប៉ះពាល់ដល់កុមារ ឬការគាំទ្រឡើយ។',
  ),
];

export const transferSubject = text('the hand-over of the case to another district', 'ការផ្ទេរករណីទៅស្រុកផ្សេង');
export const transferred = (place: Text): Text =>
  text(
    `The family has moved. From today the social affairs office at your new home is responsible for the case: ${place.en}.`,
    `គ្រួសារបានផ្លាស់ទីលំនៅ។ ចាប់ពីថ្ងៃនេះ ការិយាល័យសង្គមកិច្ចនៅលំនៅថ្មីទទួលខុសត្រូវលើករណីនេះ៖ ${place.km}។`,
  );
export const transferMeans = text(
  'Nothing else changes: the visits go on on the same days as planned, and the support goes on.',
  'អ្វីៗផ្សេងទៀតមិនផ្លាស់ប្តូរទេ៖ ការចុះតាមដានបន្តតាមថ្ងៃដែលបានគ្រោង ហើយការគាំទ្រនៅតែបន្ត។',
);
export const movedOn = text('Moved on', 'ថ្ងៃផ្លាស់ទីលំនៅ');
export const firstVisit = text('First visit', 'ការចុះជួបលើកដំបូង');

export const closureSubject = text('the end of the follow-up', 'ការបញ្ចប់ការតាមដាន');
export const closed = text(
  'The case is closed. The child was seen at home, the scores of Form 6 are sufficient, and no concern about safety is open.',
  'ករណីត្រូវបានបិទ។ កុមារត្រូវបានជួបផ្ទាល់ ពិន្ទុនៃទម្រង់ទី៦គ្រប់គ្រាន់ ហើយគ្មានក្តីបារម្ភអំពីសុវត្ថិភាពទេ។',
);
export const reopen = text(
  'You can ask for help again at any time. The case is opened again whenever there is a serious concern.',
  'អ្នកអាចសុំជំនួយម្តងទៀតបានគ្រប់ពេល។ ករណីនឹងត្រូវបើកឡើងវិញ ពេលមានក្តីបារម្ភធ្ងន់ធ្ងរ។',
);
export const aftercareContact = text('Whom to call', 'អ្នកដែលអាចទាក់ទងបាន');

export const lossSubject = text('a child who cannot be found', 'កុមារដែលរកមិនឃើញ');
export const lost = (since: Text, attempts: Text): Text =>
  text(
    `The child named below has been looked for since ${since.en}, ${attempts.en} times, and was not found. The case is closed for that reason alone. This does not say that the child is well.`,
    `កុមារដែលមានឈ្មោះខាងក្រោមត្រូវបានស្វែងរកតាំងពី${since.km} ចំនួន ${attempts.km} ដង ប៉ុន្តែរកមិនឃើញ។ ករណីត្រូវបានបិទដោយមូលហេតុនេះតែមួយគត់។ នេះមិនមានន័យថាកុមារសុខសប្បាយទេ។`,
  );
export const lostUnsearched = text(
  'The child named below was looked for and was not found. The case is closed for that reason alone. This does not say that the child is well.',
  'កុមារដែលមានឈ្មោះខាងក្រោមត្រូវបានស្វែងរក ប៉ុន្តែរកមិនឃើញ។ ករណីត្រូវបានបិទដោយមូលហេតុនេះតែមួយគត់។ នេះមិនមានន័យថាកុមារសុខសប្បាយទេ។',
);
export const askToTell = text(
  'Whoever learns where the child is tells the commune, the police or the helpline 1280 at once, by day and by night. The case is then opened again.',
  'អ្នកណាដែលដឹងថាកុមារនៅទីណា សូមប្រាប់ឃុំ/សង្កាត់ នគរបាល ឬខ្សែទូរស័ព្ទជំនួយ ១២៨០ ភ្លាម ទាំងយប់ទាំងថ្ងៃ។ ពេលនោះ ករណីនឹងត្រូវបើកឡើងវិញ។',
);

export const replaced = text('replaced by a later decision', 'ត្រូវបានជំនួសដោយសេចក្តីសម្រេចថ្មី');
export const brokenDown = text('the placement has broken down', 'ការដាក់បានដាច់ខាត');
export const familyWithdrew = text('the family has withdrawn', 'គ្រួសារបានដកខ្លួន');
export const movedAgain = text('the case was handed over again', 'ករណីត្រូវបានផ្ទេរម្តងទៀត');
export const childDied = text('the child has died', 'កុមារបានស្លាប់');

const guidelines = (paragraphs: string, km: string): Text =>
  text(
    `UN Guidelines for the Alternative Care of Children, ${paragraphs}`,
    `គោលការណ៍ណែនាំអង្គការសហប្រជាជាតិស្តីពីការថែទាំជំនួសកុមារ ${km}`,
  );
/** The law or guideline behind each rule that a letter names. */
export const bases: Record<string, Text> = {
  'N-02': guidelines('paragraph 15', 'កថាខណ្ឌ ១៥'),
  'N-07': guidelines('paragraph 17', 'កថាខណ្ឌ ១៧'),
  'N-14': guidelines('paragraphs 57, 64 and 65', 'កថាខណ្ឌ ៥៧ ៦៤ និង៦៥'),
  'N-30': guidelines('paragraphs 49 to 51, and Form 4', 'កថាខណ្ឌ ៤៩ ដល់៥១ និងទម្រង់ទី៤'),
};
