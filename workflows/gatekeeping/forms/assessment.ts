/** Forms of the assessment: first contact, Form 2, documents, ladder, Form 3, quality check and meeting. */
import { z } from 'zod';
import { choice, choices, date, labelled, line, signature, text, yes } from '../../fields';
import { childItems, contactType, familyItems, itemLabels, rungLabels, rungs, scores } from '../../vocabulary';
import { documentLabels, goalLabels } from './vocabulary';

const place = choice(['Place', 'ទីកន្លែង'], {
  home: ['at home', 'នៅផ្ទះ'],
  school: ['school', 'សាលារៀន'],
  office: ['office', 'ការិយាល័យ'],
  facility: ['where the child stays now', 'កន្លែងដែលកុមារស្នាក់នៅបច្ចុប្បន្ន'],
});

export const contactMade = z.strictObject({
  on: date('Date', 'កាលបរិច្ឆេទ'),
  contactType,
  place,
  childSeen: yes('The child was seen', 'បានជួបកុមារ'),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const childViews = z.strictObject({
  heard: yes('The child was asked', 'កុមារត្រូវបានសួរ'),
  alone: yes('Asked alone', 'សួរដោយឡែក').optional(),
  words: text('What the child said', 'អ្វីដែលកុមារបាននិយាយ').optional(),
  notPossible: text('Why it was not possible', 'ហេតុអ្វីមិនអាចសួរបាន').optional(),
});

export const form2Submitted = z.strictObject({
  visitOn: date('Date of the visit', 'ថ្ងៃចុះជួប'),
  contactType,
  place,
  childSeen: yes('The child was seen', 'បានជួបកុមារ'),
  safePlace: yes('A safe place, confidentiality explained', 'ទីកន្លែងសុវត្ថិភាព និងបានពន្យល់ពីការរក្សាការសម្ងាត់'),
  consent: choice(['Consent of the child', 'ការយល់ព្រមរបស់កុមារ'], {
    child: ['the child consents', 'កុមារយល់ព្រម'],
    carer: ['carer for a young child', 'អ្នកថែទាំសម្រាប់កុមារតូច'],
    refused: ['refused', 'បដិសេធ'],
  }),
  rightsExplained: choices(['Rights explained', 'សិទ្ធិដែលបានពន្យល់'], {
    general: ['rights in general', 'សិទ្ធិទូទៅ'],
    refuse: ['right to accept or refuse a service', 'សិទ្ធិទទួល ឬបដិសេធសេវា'],
    confidentiality: ['confidentiality', 'ការរក្សាការសម្ងាត់'],
  }),
  child: scores(childItems, 'child', ['Child', 'កុមារ']),
  family: scores(familyItems, 'family', ['Family', 'គ្រួសារ']),
  views: labelled(childViews, ['Views of the child', 'យោបល់របស់កុមារ'], 'views'),
  parentsAnswer: choice(['What the parents say', 'ចម្លើយរបស់ឪពុកម្តាយ'], {
    agree: ['they agree', 'យល់ព្រម'],
    object: ['they object', 'ជំទាស់'],
    unreachable: ['cannot be reached', 'មិនអាចទាក់ទងបាន'],
    none: ['no parent or guardian', 'គ្មានឪពុកម្តាយ ឬអាណាព្យាបាល'],
  }),
  decision: choice(['The client', 'អតិថិជន'], {
    accepts: ['accepts the service', 'ទទួលយកសេវា'],
    doesNotAccept: ['does not accept', 'មិនទទួលយក'],
  }),
  conclusion: choice(['Conclusion', 'សេចក្តីសន្និដ្ឋាន'], {
    canBeReintegrated: ['can be reintegrated', 'អាចធ្វើសមាហរណកម្ម'],
    cannotBeReintegrated: ['cannot be reintegrated', 'មិនអាចធ្វើសមាហរណកម្ម'],
    continueCase: ['continue the case', 'បន្តករណី'],
    closeCase: ['close the case', 'បិទករណី'],
  }),
  signatures: labelled(
    z.strictObject({
      child: signature('Child', 'កុមារ').optional(),
      guardian: signature('Guardian', 'អាណាព្យាបាល').optional(),
      caseworker: signature('Caseworker', 'អ្នកគ្រប់គ្រងករណី').optional(),
    }),
    ['Signatures', 'ហត្ថលេខា'],
    'signatures',
  ),
});

export const form2Countersigned = z.strictObject({
  agreed: z.literal(true).meta({ title: 'I have checked and countersign', titleKm: 'ខ្ញុំបានពិនិត្យ និងចុះហត្ថលេខាបញ្ជាក់' }),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const documentsVerified = z.strictObject({
  documents: labelled(
    z
      .array(
        z.strictObject({
          document: choice(['Document', 'ឯកសារ'], documentLabels),
          source: line('Source contacted', 'ប្រភពដែលបានទាក់ទង'),
          on: date('On', 'នៅថ្ងៃ'),
          result: choice(['Result', 'លទ្ធផល'], {
            confirmed: ['confirmed', 'បញ្ជាក់ថាពិត'],
            refuted: ['refuted', 'បញ្ជាក់ថាមិនពិត'],
            notFound: ['no record found', 'រកមិនឃើញ'],
          }),
        }),
      )
      .max(20),
    ['Documents, each verified at its source', 'ឯកសារ ដែលបានផ្ទៀងផ្ទាត់នៅប្រភព'],
  ),
});

const rung = z.strictObject({
  rung: choice(['Rung', 'កម្រិត'], rungLabels),
  result: choice(['Result', 'លទ្ធផល'], {
    suitable: ['suitable', 'សមស្រប'],
    tried: ['tried, without success', 'បានព្យាយាម មិនជោគជ័យ'],
    notAvailable: ['not available', 'មិនមាន'],
    notSafe: ['not safe', 'មិនមានសុវត្ថិភាព'],
  }),
  reason: text('Reason', 'មូលហេតុ').optional(),
  contacted: labelled(
    z
      .array(
        z.strictObject({
          name: line('Who', 'នរណា'),
          on: date('On', 'នៅថ្ងៃ'),
          answer: line('Answer', 'ចម្លើយ'),
          source: choice(['Source', 'ប្រភព'], {
            family: ['family', 'គ្រួសារ'],
            commune: ['commune or village', 'ឃុំ ឬភូមិ'],
            school: ['school', 'សាលារៀន'],
            health: ['health centre', 'មណ្ឌលសុខភាព'],
            police: ['police', 'នគរបាល'],
            prison: ['prison', 'ពន្ធនាគារ'],
            neighbour: ['neighbour', 'អ្នកជិតខាង'],
            institution: ['institution', 'គ្រឹះស្ថាន'],
          }),
        }),
      )
      .max(20),
    ['Contacted', 'បានទាក់ទង'],
  ).optional(),
});
export const ladderCompleted = z.strictObject({
  on: date('Answers as of', 'ចម្លើយគិតត្រឹមថ្ងៃ'),
  rungs: labelled(z.array(rung).max(rungs.length), ['The six rungs of Form 4', 'កម្រិតទាំង៦នៃទម្រង់ទី៤']),
});

export const planRecommended = z.strictObject({
  recommendation: choice(['Recommendation', 'អនុសាសន៍'], {
    support: ['support at home', 'ការគាំទ្រនៅផ្ទះ'],
    kinship: ['kinship care', 'ការថែទាំដោយញាតិ'],
    foster: ['foster care', 'គ្រួសារធម៌'],
    residential: ['residential care for a time', 'ការថែទាំក្នុងគ្រឹះស្ថានមានកាលកំណត់'],
  }),
  goal: choice(['Goal', 'គោលដៅ'], goalLabels).optional(),
  returnConditions: text('Conditions of return', 'លក្ខខណ្ឌនៃការត្រឡប់').optional(),
  until: date('End date', 'កាលបរិច្ឆេទបញ្ចប់').optional(),
  contactPlan: text('Contact plan with the family', 'ផែនការទំនាក់ទំនងជាមួយគ្រួសារ').optional(),
  lines: labelled(
    z
      .array(
        z.strictObject({
          item: choice(['Item of Form 2', 'ចំណុចក្នុងទម្រង់ទី២'], itemLabels),
          goal: line('Goal', 'គោលដៅ'),
          action: line('Action', 'សកម្មភាព'),
          who: line('Who', 'អ្នកទទួលខុសត្រូវ'),
          by: date('By', 'ត្រឹមថ្ងៃ'),
        }),
      )
      .max(44),
    ['Plan (Form 3)', 'ផែនការ (ទម្រង់ទី៣)'],
    'form3',
  ),
  disabilityPlan: text('Support plan for the disability', 'ផែនការគាំទ្រពិការភាព').optional(),
  signatures: labelled(
    z.strictObject({
      caseworker: signature('Caseworker', 'អ្នកគ្រប់គ្រងករណី'),
      guardian: signature('Parent or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល').optional(),
      authority: signature('Local authority', 'អាជ្ញាធរមូលដ្ឋាន'),
    }),
    ['Signatures', 'ហត្ថលេខា'],
    'signatures',
  ),
});

export const qualityForwarded = z.strictObject({
  checked: choices(['Checked', 'បានពិនិត្យ'], {
    form2: ['Form 2 rests on a visit', 'ទម្រង់ទី២ផ្អែកលើការចុះជួប'],
    documents: ['documents verified', 'ឯកសារបានផ្ទៀងផ្ទាត់'],
    ladder: ['ladder complete', 'កម្រិតជម្រើសបានបំពេញ'],
    plan: ['plan answers the low scores', 'ផែនការឆ្លើយតបពិន្ទុទាប'],
  }),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const qualityReturned = z.strictObject({
  reasons: text('What must be mended', 'អ្វីដែលត្រូវកែតម្រូវ'),
});

export const panelHeld = z.strictObject({
  on: date('Date of the meeting', 'ថ្ងៃប្រជុំ'),
  members: labelled(
    z
      .array(
        z.strictObject({
          person: z.uuid().meta({ title: 'Member', titleKm: 'សមាជិក', 'x-widget': 'person' }),
          agency: choice(['Agency', 'ស្ថាប័ន'], {
            pdosvy: ['PDoSVY', 'មន្ទីរ សអយ'],
            dsw: ['district social worker', 'បុគ្គលិកសង្គមកិច្ចស្រុក'],
            health: ['health', 'សុខាភិបាល'],
            education: ['education', 'អប់រំ'],
            police: ['police', 'នគរបាល'],
            ngo: ['independent organisation', 'អង្គការឯករាជ្យ'],
            childRepresentative: ["child's representative", 'តំណាងកុមារ'],
            commune: ['commune', 'ឃុំ/សង្កាត់'],
          }),
          interestDeclared: choice(['Interest', 'ទំនាស់ផលប្រយោជន៍'], {
            none: ['declares none', 'ប្រកាសថាគ្មាន'],
            yesLeft: ['declared one and left', 'បានប្រកាស និងចាកចេញ'],
            yesStayed: ['declared one and stayed', 'បានប្រកាស ហើយនៅ'],
          }).optional(),
          vote: choice(['Advice', 'យោបល់'], {
            inFavour: ['in favour', 'យល់ស្រប'],
            against: ['against', 'មិនយល់ស្រប'],
            abstains: ['abstains', 'អនុប្បវាទ'],
          }),
        }),
      )
      .max(12),
    ['Members present', 'សមាជិកចូលរួម'],
  ),
  advice: choice(['Advice of the meeting', 'យោបល់របស់អង្គប្រជុំ'], {
    support: ['support at home', 'ការគាំទ្រនៅផ្ទះ'],
    kinship: ['kinship care', 'ការថែទាំដោយញាតិ'],
    foster: ['foster care', 'គ្រួសារធម៌'],
    residential: ['residential care', 'ការថែទាំក្នុងគ្រឹះស្ថាន'],
    moreInformation: ['more information', 'ព័ត៌មានបន្ថែម'],
  }),
  minutes: text('Minutes', 'កំណត់ហេតុ', 8000),
  dissent: text('Dissent', 'យោបល់ផ្ទុយ', 4000).optional(),
  views: labelled(childViews, ['Views of the child', 'យោបល់របស់កុមារ']),
  parentsHeard: yes('Parents heard', 'ឪពុកម្តាយត្រូវបានស្តាប់'),
  parentsNotHeardBecause: text('Why the parents were not heard', 'ហេតុអ្វីមិនបានស្តាប់ឪពុកម្តាយ').optional(),
});

export const childSeen = z.strictObject({
  at: z.iso.datetime({ offset: true }).meta({ title: 'Seen at', titleKm: 'ពេលជួប' }),
  contactType,
  alone: yes('Seen alone', 'ជួបដោយឡែក'),
  views: labelled(childViews, ['Views of the child', 'យោបល់របស់កុមារ']).optional(),
  provinceInformed: yes('The PDoSVY knows', 'មន្ទីរ សអយ បានដឹង'),
  note: text('Note (Form 1)', 'កំណត់សម្គាល់ (ទម្រង់ទី១)').optional(),
});
