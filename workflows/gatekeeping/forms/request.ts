/** Forms of the concern, of family support first, and of the admission request (Form 1). */
import { z } from 'zod';
import { children, choice, choices, date, institution, labelled, line, official, phone, text, yes } from '../../fields';
import { documentLabels, needLabels, reasonLabels, referralLabels } from './vocabulary';

const offer = z.strictObject({
  service: choice(['Service', 'សេវា'], referralLabels),
  by: line('Offered by', 'ផ្តល់ដោយ'),
  on: date('Offered on', 'ថ្ងៃផ្តល់'),
  answer: choice(['Answer of the family', 'ចម្លើយរបស់គ្រួសារ'], {
    accepted: ['accepted', 'ទទួលយក'],
    declined: ['declined', 'បដិសេធ'],
    noAnswer: ['no answer', 'គ្មានចម្លើយ'],
  }),
});
const offers = labelled(z.array(offer).max(20), ['What was offered first', 'អ្វីដែលបានផ្តល់ជូនជាមុន'], 'supportFirst');

export const concernReported = z.strictObject({
  children: children(['Children concerned', 'កុមារដែលពាក់ព័ន្ធ']),
  reporter: choice(['Who reports', 'អ្នករាយការណ៍'], {
    family: ['family', 'គ្រួសារ'],
    neighbour: ['neighbour', 'អ្នកជិតខាង'],
    school: ['school', 'សាលារៀន'],
    health: ['health centre', 'មណ្ឌលសុខភាព'],
    authority: ['authority', 'អាជ្ញាធរ'],
    helpline: ['helpline 1280', 'ខ្សែទូរស័ព្ទជំនួយ ១២៨០'],
    organisation: ['organisation', 'អង្គការ'],
    child: ['the child', 'កុមារផ្ទាល់'],
  }),
  on: date('Reported on', 'ថ្ងៃរាយការណ៍'),
  concern: text('What is the concern', 'កង្វល់អ្វី'),
  immediateDanger: yes('Immediate danger', 'គ្រោះថ្នាក់ភ្លាមៗ'),
});

export const concernTriaged = z.strictObject({
  seenOn: date('Child seen or spoken to on', 'ថ្ងៃបានជួប ឬនិយាយជាមួយកុមារ'),
  childSeen: yes('Child seen in person', 'បានជួបកុមារផ្ទាល់').optional(),
  reasons: text('Why there is no immediate danger', 'ហេតុអ្វីគ្មានគ្រោះថ្នាក់ភ្លាមៗ'),
});

export const supportOffered = z.strictObject({ offers: offers.min(1) });

export const requestWithdrawn = z.strictObject({
  by: choice(['Withdrawn by', 'ដកពាក្យដោយ'], {
    parents: ['parents or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល'],
    commune: ['commune', 'ឃុំ/សង្កាត់'],
    child: ['the child', 'កុមារ'],
  }),
  reason: text('Why', 'មូលហេតុ'),
  needs: choices(['What the family needs', 'តម្រូវការរបស់គ្រួសារ'], needLabels, 1),
  referrals: choices(['Services to ask', 'សេវាដែលត្រូវស្នើ'], referralLabels),
});

const person = z.strictObject({
  relation: choice(['Who', 'នរណា'], {
    mother: ['mother', 'ម្តាយ'],
    father: ['father', 'ឪពុក'],
    guardian: ['guardian', 'អាណាព្យាបាល'],
  }),
  status: choice(['Status', 'ស្ថានភាព'], {
    alive: ['alive', 'នៅរស់'],
    dead: ['dead', 'ស្លាប់'],
    jailed: ['in jail', 'ជាប់ពន្ធនាគារ'],
    abroad: ['abroad', 'នៅក្រៅប្រទេស'],
    unknown: ['unknown', 'មិនដឹង'],
  }),
  proof: choice(['Proof', 'ភស្តុតាង'], documentLabels).optional(),
});

export const requestSubmitted = z.strictObject({
  children: children(['Children of the request, siblings together', 'កុមារក្នុងពាក្យស្នើ រួមទាំងបងប្អូន']),
  institution: institution('Institution asked for', 'គ្រឹះស្ថានដែលស្នើ').optional(),
  reasons: choices(['Reasons', 'មូលហេតុ'], reasonLabels, 1),
  needs: labelled(
    z
      .array(
        z.strictObject({
          rank: labelled(z.int().min(1).max(20), ['Rank', 'លំដាប់']),
          need: line('Need or problem', 'តម្រូវការ ឬបញ្ហា'),
        }),
      )
      .max(20),
    ['Needs and problems, ranked (Form 1)', 'តម្រូវការ និងបញ្ហា តាមលំដាប់ (ទម្រង់ទី១)'],
    'form1',
  ).optional(),
  childType: choice(['Kind of vulnerability (Form 1)', 'ប្រភេទកុមារ (ទម្រង់ទី១)'], {
    orphan: ['orphan', 'កំព្រា'],
    disabled: ['disabled', 'មានពិការភាព'],
    abandoned: ['abandoned', 'ត្រូវបានបោះបង់'],
    street: ['street', 'កុមារតាមចិញ្ចើមថ្នល់'],
    drugs: ['drug-addicted', 'ញៀនថ្នាំ'],
    basicNeeds: ['basic needs unmet', 'ខ្វះតម្រូវការមូលដ្ឋាន'],
    hiv: ['affected by HIV', 'រងផលប៉ះពាល់ដោយមេរោគអេដស៍'],
    abused: ['abused', 'រងការរំលោភ'],
    exploited: ['exploited', 'រងការកេងប្រវ័ញ្ច'],
    conflictWithLaw: ['in conflict with the law', 'ប៉ះពាល់នឹងច្បាប់'],
    other: ['other', 'ផ្សេងទៀត'],
  }).optional(),
  interviewed: labelled(
    z
      .array(
        choice(['Interviewed', 'អ្នកត្រូវបានសម្ភាស'], {
          child: ['child', 'កុមារ'],
          parent: ['parent', 'ឪពុកម្តាយ'],
          guardian: ['guardian', 'អាណាព្យាបាល'],
          carer: ['carer', 'អ្នកថែទាំ'],
          other: ['other', 'ផ្សេងទៀត'],
        }),
      )
      .max(5),
    ['Interviewed (Form 1)', 'អ្នកត្រូវបានសម្ភាស (ទម្រង់ទី១)'],
    'form1',
  ).optional(),
  parents: labelled(z.array(person).max(4), ['Parents and guardian', 'ឪពុកម្តាយ និងអាណាព្យាបាល'], 'parents'),
  parentsAnswer: choice(['What the parents say', 'ចម្លើយរបស់ឪពុកម្តាយ'], {
    agree: ['they agree', 'យល់ព្រម'],
    object: ['they object', 'ជំទាស់'],
    unreachable: ['cannot be reached', 'មិនអាចទាក់ទងបាន'],
    none: ['no parent or guardian', 'គ្មានឪពុកម្តាយ ឬអាណាព្យាបាល'],
  }),
  documents: choices(['Proof handed in', 'ឯកសារភស្តុតាងដែលបានប្រគល់'], documentLabels),
  offers,
  whyNoOffer: text('Why nothing could be offered', 'ហេតុអ្វីមិនអាចផ្តល់អ្វីបាន').optional(),
  introducedBy: choice(['Introduced by', 'ណែនាំដោយ'], {
    nobody: ['nobody', 'គ្មាននរណា'],
    relative: ['relative', 'សាច់ញាតិ'],
    neighbour: ['neighbour', 'អ្នកជិតខាង'],
    villageChief: ['village chief', 'មេភូមិ'],
    religious: ['church or pagoda', 'វិហារ ឬវត្ត'],
    organisation: ['organisation', 'អង្គការ'],
    institution: ['the institution or somebody for it', 'គ្រឹះស្ថាន ឬអ្នកតំណាង'],
  }),
  childComment: text('Comment of the child', 'យោបល់របស់កុមារ').optional(),
  guardianComment: text('Comment of the guardian', 'យោបល់របស់អាណាព្យាបាល').optional(),
  chiefCountersigned: yes('Countersigned by the commune chief', 'មេឃុំ/ចៅសង្កាត់បានចុះហត្ថលេខា'),
  changedFacts: text('What has changed since the refusal', 'អ្វីបានផ្លាស់ប្តូរក្រោយការបដិសេធ').optional(),
  differentChild: text('Why this is another child', 'ហេតុអ្វីជាកុមារផ្សេង').optional(),
});

export const requestRegistered = z.strictObject({
  risk: choice(['Risk', 'ហានិភ័យ'], { high: ['high', 'ខ្ពស់'], medium: ['medium', 'មធ្យម'], low: ['low', 'ទាប'] }),
  reasons: text('Reasons for the risk level', 'មូលហេតុនៃកម្រិតហានិភ័យ'),
});

export const caseworkerAssigned = z.strictObject({
  caseworker: official(['Caseworker', 'អ្នកគ្រប់គ្រងករណី'], ['dsw', 'ngoCaseworker']),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const emergencyOpened = z.strictObject({
  children: children(),
  takenAt: z.iso.datetime({ offset: true }).meta({ title: 'Taken into care at', titleKm: 'ពេលទទួលកុមារ' }),
  where: line('Where found', 'ទីកន្លែងរកឃើញ'),
  found: text('Who found the child, and how', 'អ្នករកឃើញ និងរបៀបរកឃើញ'),
  grounds: choice(['Ground', 'មូលហេតុ'], {
    foundAlone: ['found alone', 'រកឃើញនៅម្នាក់ឯង'],
    rescued: ['rescued from danger', 'សង្គ្រោះពីគ្រោះថ្នាក់'],
    carerDead: ['sole carer dead', 'អ្នកថែទាំតែម្នាក់បានស្លាប់'],
    carerDetained: ['sole carer detained', 'អ្នកថែទាំតែម្នាក់ត្រូវឃុំខ្លួន'],
    carerInHospital: ['sole carer in hospital', 'អ្នកថែទាំតែម្នាក់សម្រាកពេទ្យ'],
  }),
});

export const dutyWorkerReached = z.strictObject({
  at: z.iso.datetime({ offset: true }).meta({ title: 'Time of the call', titleKm: 'ម៉ោងទូរស័ព្ទ' }),
  worker: line('Social worker on duty', 'បុគ្គលិកសង្គមកិច្ចប្រចាំការ').optional(),
  notReached: text('Why nobody was reached', 'ហេតុអ្វីទាក់ទងមិនបាន').optional(),
  phone: phone('Number called', 'លេខទូរស័ព្ទ').optional(),
});
