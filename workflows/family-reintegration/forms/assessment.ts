/** Forms of the assessment: Form 2 of the child, the search for the family, Form 2 of the family at its home. */
import { z } from 'zod';
import { children, choice, choices, date, home, labelled, line, signature, text, under, yes } from '../../fields';
import { childItems, contactType, familyItems, scores } from '../../vocabulary';
import { homeKind, sourceLabels } from './vocabulary';

const childScores = scores(childItems, 'child', ['Child', 'កុមារ']);
const familyScores = scores(familyItems, 'family', ['Family', 'គ្រួសារ']);
const rights = choices(['Rights explained', 'សិទ្ធិដែលបានពន្យល់'], {
  general: ['rights in general', 'សិទ្ធិទូទៅ'],
  refuse: ['right to accept or refuse a service', 'សិទ្ធិទទួល ឬបដិសេធសេវា'],
  confidentiality: ['confidentiality', 'ការរក្សាការសម្ងាត់'],
});
const caseworker = signature('Caseworker', 'អ្នកគ្រប់គ្រងករណី');
const guardian = signature('Parent or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល');

export const form2Submitted = z.strictObject({
  ...under('meeting', {
    visitOn: date('Date of the meeting', 'ថ្ងៃជួប'),
    contactType,
    place: choice(['Place', 'ទីកន្លែង'], {
      home: ['at home', 'នៅផ្ទះ'],
      school: ['school', 'សាលារៀន'],
      office: ['office', 'ការិយាល័យ'],
      facility: ['where the child stays now', 'កន្លែងដែលកុមារស្នាក់នៅបច្ចុប្បន្ន'],
    }),
    childSeen: yes('The child was seen', 'បានជួបកុមារ'),
    privateTalk: yes('Spoken with alone, in a safe place', 'បាននិយាយជាមួយកុមារដោយឡែក ក្នុងទីកន្លែងសុវត្ថិភាព'),
    consent: choice(['Consent of the child, asked first', 'ការយល់ព្រមរបស់កុមារ ដែលបានសួរជាមុន'], {
      child: ['the child consents', 'កុមារយល់ព្រម'],
      carer: ['carer for a young child', 'អ្នកថែទាំសម្រាប់កុមារតូច'],
      refused: ['refused', 'បដិសេធ'],
    }),
    rightsExplained: rights,
  }),
  child: childScores,
  ...under('views', {
    views: labelled(
      z.strictObject({
        heard: yes('The child was asked', 'កុមារត្រូវបានសួរ'),
        words: text('What the child said', 'អ្វីដែលកុមារបាននិយាយ').optional(),
        notPossible: text('Why it was not possible', 'ហេតុអ្វីមិនអាចសួរបាន').optional(),
      }),
      ['Views of the child', 'យោបល់របស់កុមារ'],
    ),
    wishes: text('With whom the child wishes to live', 'កុមារចង់រស់នៅជាមួយអ្នកណា').optional(),
    contactLost: yes('Contact with the family is lost', 'បាត់ទំនាក់ទំនងជាមួយគ្រួសារ'),
    decision: choice(['The client', 'អតិថិជន'], {
      accepts: ['accepts the service', 'ទទួលយកសេវា'],
      doesNotAccept: ['does not accept', 'មិនទទួលយក'],
    }),
  }),
  signatures: labelled(
    z.strictObject({ child: signature('Child', 'កុមារ'), guardian: guardian.optional(), caseworker }),
    ['Signatures', 'ហត្ថលេខា'],
    'signatures',
  ),
});

/** One attempt to find the family. */
export const tracingRecorded = z.strictObject({
  on: date('Date', 'កាលបរិច្ឆេទ'),
  source: choice(['Who was asked', 'អ្នកដែលបានសួរ'], sourceLabels),
  who: line('Name and office of who answered', 'ឈ្មោះ និងមុខងាររបស់អ្នកឆ្លើយ'),
  result: choice(['Result', 'លទ្ធផល'], {
    found: ['the family is found', 'បានរកឃើញគ្រួសារ'],
    lead: ['a lead to follow', 'មានតម្រុយត្រូវតាម'],
    nothing: ['nothing', 'គ្មានដំណឹង'],
  }),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const familyFound = z.strictObject({
  homeKind,
  home: home("The family's commune or village", 'ឃុំ/សង្កាត់ ឬភូមិរបស់គ្រួសារ'),
  relation: line('Who they are to the child', 'ត្រូវជាអ្វីនឹងកុមារ'),
  sources: choices(['Sources that agree', 'ប្រភពដែលបញ្ជាក់ដូចគ្នា'], sourceLabels, 1),
  sought: children(['Siblings who were sought too', 'បងប្អូនដែលត្រូវបានស្វែងរកផងដែរ']).optional(),
});

export const searchExhausted = z.strictObject({
  summary: text('What was tried, and with what result', 'អ្វីដែលបានព្យាយាម និងលទ្ធផល', 8000),
});

const adult = z.strictObject({
  name: line('Name', 'ឈ្មោះ'),
  relation: line('Relation to the child', 'ត្រូវជាអ្វីនឹងកុមារ'),
  checked: yes('Asked about with commune and police', 'បានសាកសួរឃុំ/សង្កាត់ និងនគរបាល'),
  concern: yes('There is a concern about this person', 'មានក្តីបារម្ភអំពីបុគ្គលនេះ'),
});

export const homeAssessmentSubmitted = z.strictObject({
  ...under('household', {
    visitOn: date('Date of the visit to the home', 'ថ្ងៃចុះដល់ផ្ទះ'),
    adults: labelled(z.array(adult).max(20), ['Every adult who lives there', 'មនុស្សពេញវ័យទាំងអស់ដែលរស់នៅទីនោះ']),
    housing: text('Housing and where the child will sleep', 'លំនៅឋាន និងកន្លែងដែលកុមារនឹងគេង'),
    income: text('Income of the household', 'ចំណូលគ្រួសារ'),
    idpoor: yes('The household has an IDPoor card', 'គ្រួសារមានប័ណ្ណសមធម៌'),
  }),
  family: familyScores,
  ...under('conclusion', {
    reasonForSeparationPresent: yes(
      'What separated child and family is still there',
      'មូលហេតុដែលធ្វើឱ្យកុមារបែកពីគ្រួសារនៅតែមាន',
    ),
    safe: yes('The home is safe for the child', 'ផ្ទះមានសុវត្ថិភាពសម្រាប់កុមារ'),
    familyWilling: yes('The family is willing', 'គ្រួសារមានឆន្ទៈ'),
    refusalGrounds: choices(['What speaks against the return', 'មូលហេតុជំទាស់នឹងការត្រឡប់'], {
      material: ['poverty, housing, debt', 'ភាពក្រីក្រ លំនៅឋាន បំណុល'],
      education: ['no school nearby, a better school', 'គ្មានសាលារៀននៅជិត ឬសាលារៀនល្អជាង'],
      unsafe: ['the home is not safe', 'ផ្ទះមិនមានសុវត្ថិភាព'],
      unwilling: ['the family does not want it', 'គ្រួសារមិនចង់'],
      other: ['other', 'ផ្សេងទៀត'],
    }),
    conclusion: choice(['Conclusion', 'សេចក្តីសន្និដ្ឋាន'], {
      canBeReintegrated: ['can be reintegrated', 'អាចធ្វើសមាហរណកម្ម'],
      cannotBeReintegrated: ['cannot be reintegrated', 'មិនអាចធ្វើសមាហរណកម្ម'],
    }),
  }),
  signatures: labelled(
    z.strictObject({ guardian: guardian.optional(), caseworker }),
    ['Signatures', 'ហត្ថលេខា'],
    'signatures',
  ),
});

/** Form 2 again, both parts, while the child lives with the family. */
export const reassessmentSubmitted = z.strictObject({
  ...under('meeting', {
    visitOn: date('Date of the visit', 'ថ្ងៃចុះជួប'),
    contactType,
    childSeen: yes('The child was seen', 'បានជួបកុមារ'),
  }),
  child: childScores,
  family: familyScores,
  ...under('views', {
    childWords: text("In the child's own words", 'ពាក្យសម្តីរបស់កុមារផ្ទាល់').optional(),
  }),
  signatures: labelled(
    z.strictObject({
      child: signature('Child', 'កុមារ').optional(),
      guardian: guardian.optional(),
      caseworker: caseworker.optional(),
    }),
    ['Signatures', 'ហត្ថលេខា'],
    'signatures',
  ).optional(),
});
