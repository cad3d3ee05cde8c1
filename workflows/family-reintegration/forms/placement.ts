/** Forms from the plan to the day on which the child goes home: Form 3, the review, the preparation, Form 4. */
import { z } from 'zod';
import { child, choice, choices, date, home, labelled, line, signature, text, under, yes } from '../../fields';
import { itemLabels, rungLabels, rungs } from '../../vocabulary';
import { carer } from './opening';
import { homeKind, overCapacityReason, paperLabels } from './vocabulary';

const caseworker = signature('Caseworker', 'អ្នកគ្រប់គ្រងករណី');
const reasons = text('Reasons', 'មូលហេតុ', 8000);

const planLine = z.strictObject({
  item: choice(['Item of Form 2', 'ចំណុចក្នុងទម្រង់ទី២'], itemLabels),
  goal: line('Goal', 'គោលដៅ'),
  action: line('Action', 'សកម្មភាព'),
  by: line('Who', 'អ្នកទទួលខុសត្រូវ'),
  when: date('By when', 'ត្រឹមថ្ងៃ'),
});
const sibling = z.strictObject({
  child: child(['Brother or sister', 'បងប្អូន']),
  together: yes('Goes to the same family', 'ទៅគ្រួសារតែមួយ'),
  reason: text('If not: why this is in the best interests of each', 'បើមិនមែន៖ ហេតុអ្វីជាឧត្តមប្រយោជន៍របស់ម្នាក់ៗ').optional(),
});

export const planSubmitted = z.strictObject({
  lines: labelled(z.array(planLine).max(44), ['Plan, by number', 'ផែនការ តាមលេខរៀង'], 'form3'),
  siblings: labelled(z.array(sibling).max(12), ['Brothers and sisters', 'បងប្អូន'], 'siblings'),
  ...under('support', {
    disabilitySupport: text('Support for the disability, and who gives it', 'ការគាំទ្រពិការភាព និងអ្នកផ្តល់').optional(),
    deviceNeeded: yes('An assistive device is needed', 'ត្រូវការឧបករណ៍ជំនួយ'),
    returnConditions: text('Conditions of the return', 'លក្ខខណ្ឌនៃការត្រឡប់').optional(),
    parentDetained: yes('A parent is detained', 'ឪពុក ឬម្តាយត្រូវឃុំខ្លួន'),
    contactPlan: text(
      'Contact with parents and siblings who live apart',
      'ការទំនាក់ទំនងជាមួយឪពុកម្តាយ និងបងប្អូនដែលរស់នៅដាច់ពីគ្នា',
    ).optional(),
  }),
  signatures: labelled(
    z.strictObject({
      caseworker,
      guardian: signature('Parent or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល'),
      authority: signature('Local authority', 'អាជ្ញាធរមូលដ្ឋាន'),
    }),
    ['Signatures', 'ហត្ថលេខា'],
    'signatures',
  ),
});

export const placementReviewed = z.strictObject({
  decision: choice(['Decision', 'សេចក្តីសម្រេច'], {
    approve: ['approve the placement with the family', 'អនុម័តការដាក់ជាមួយគ្រួសារ'],
    return: ['send back for more work', 'បញ្ជូនត្រឡប់ដើម្បីបំពេញបន្ថែម'],
  }),
  aims: text('Aims that all agreed on', 'គោលបំណងដែលគ្រប់គ្នាយល់ព្រម').optional(),
  reasons,
  advice: choices(['Advice was heard from', 'បានស្តាប់យោបល់ពី'], {
    health: ['health', 'សុខាភិបាល'],
    education: ['education', 'អប់រំ'],
    police: ['police', 'នគរបាល'],
    commune: ['commune', 'ឃុំ/សង្កាត់'],
    ngo: ['independent organisation', 'អង្គការឯករាជ្យ'],
    disability: ['disability services', 'សេវាជនមានពិការភាព'],
    legal: ['legal aid', 'ជំនួយផ្នែកច្បាប់'],
  }),
  members: labelled(z.array(z.strictObject({ name: line('Name', 'ឈ្មោះ'), office: line('Office', 'មុខងារ') })).max(12), [
    'Who took part',
    'អ្នកចូលរួម',
  ]),
  overCapacityReason,
});

/** The province's word where the risk is high, the family lives elsewhere, or abuse was alleged. */
export const placementConfirmed = z.strictObject({
  agreed: yes('The province agrees', 'ខេត្តយល់ព្រម'),
  reasons,
});

export const contactRecorded = z.strictObject({
  on: date('Date', 'កាលបរិច្ឆេទ'),
  kind: choice(['Kind', 'ប្រភេទ'], {
    visit: ['visit', 'ការជួប'],
    call: ['call', 'ទូរស័ព្ទ'],
    trialStay: ['trial stay', 'ការស្នាក់នៅសាកល្បង'],
  }),
  successful: yes('It went well for the child', 'ដំណើរការល្អសម្រាប់កុមារ'),
  monitored: yes('A caseworker was present', 'មានអ្នកគ្រប់គ្រងករណីចូលរួម'),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const readinessRecorded = z.strictObject({
  ...under('ready', {
    documents: yes('Birth certificate and papers are ready', 'សំបុត្រកំណើត និងឯកសារបានត្រៀមរួច'),
    school: choice(['School', 'សាលារៀន'], {
      enrolled: ['enrolled', 'បានចុះឈ្មោះ'],
      arranged: ['place promised for the next term', 'បានកន្លែងសម្រាប់ឆមាសបន្ទាប់'],
      notOfAge: ['not of school age', 'មិនទាន់ដល់អាយុចូលរៀន'],
      none: ['no school', 'គ្មានសាលារៀន'],
    }),
    grantRequested: yes('Cash grant or IDPoor requested', 'បានស្នើប្រាក់ឧបត្ថម្ភ ឬប័ណ្ណសមធម៌'),
    disabilitySupport: choice(['Support for the disability', 'ការគាំទ្រពិការភាព'], {
      notNeeded: ['not needed', 'មិនចាំបាច់'],
      ready: ['ready', 'បានត្រៀមរួច'],
      missing: ['missing', 'នៅខ្វះ'],
    }),
    device: choice(['Assistive device', 'ឧបករណ៍ជំនួយ'], {
      notNeeded: ['not needed', 'មិនចាំបាច់'],
      delivered: ['delivered', 'បានប្រគល់'],
      missing: ['missing', 'នៅខ្វះ'],
    }),
    village: yes('Village and school are prepared', 'ភូមិ និងសាលារៀនបានត្រៀម'),
    family: yes('The family is prepared', 'គ្រួសារបានត្រៀម'),
  }),
});

const rungAnswer = z.strictObject({
  rung: choice(['Rung', 'កម្រិត'], rungLabels),
  answer: text('Answer, with the reason', 'ចម្លើយ និងមូលហេតុ', 500),
});

/** Form 4. The signatures are left open here: what is missing is said by the rule. */
export const placementMade = z.strictObject({
  ...under('placement', {
    placedOn: date('Date of the handover', 'ថ្ងៃប្រគល់កុមារ'),
    time: labelled(
      z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .max(5),
      ['Time, such as 09:30', 'ម៉ោង ដូចជា 09:30'],
    ),
    home: home("The family's commune or village", 'ឃុំ/សង្កាត់ ឬភូមិរបស់គ្រួសារ'),
    homeKind,
    carer,
    receivedBy: line('Who received the child', 'អ្នកទទួលកុមារ'),
    otherDayReason: text(
      'From a closing institution: why the child left on another day than the one cleared, or with more children than a day allows',
      'ពីគ្រឹះស្ថានដែលកំពុងបិទ៖ មូលហេតុដែលកុមារចាកចេញនៅថ្ងៃផ្សេងពីថ្ងៃដែលបានអនុញ្ញាត ឬជាមួយកុមារលើសចំនួនក្នុងមួយថ្ងៃ',
    ).optional(),
  }),
  ...under('handover', {
    belongings: text('Belongings', 'សម្ភារៈផ្ទាល់ខ្លួន').optional(),
    medicine: text('Medicine, and how it is taken', 'ថ្នាំ និងរបៀបប្រើ').optional(),
    documentsHandedOver: choices(['Papers handed over', 'ឯកសារដែលបានប្រគល់'], paperLabels),
    apartFromSiblings: text('Why the child goes apart from brothers and sisters', 'ហេតុអ្វីកុមារទៅដោយឡែកពីបងប្អូន').optional(),
  }),
  siblings: labelled(
    z.array(sibling).max(12),
    ['Brothers and sisters who are in care or on their way home', 'បងប្អូនដែលនៅក្នុងការថែទាំ ឬកំពុងត្រឡប់ទៅផ្ទះ'],
    'siblings',
  ).optional(),
  ladder: labelled(z.array(rungAnswer).max(rungs.length), ['The six rungs of Form 4', 'កម្រិតទាំង៦នៃទម្រង់ទី៤'], 'ladder'),
  signatures: labelled(
    z.strictObject({
      child: signature('Child', 'កុមារ').optional(),
      carer: signature('Carer', 'អ្នកថែទាំ').optional(),
      caseworker: caseworker.optional(),
      chief: signature('Commune chief, with seal', 'មេឃុំ/ចៅសង្កាត់ និងត្រា').optional(),
    }),
    ['Signatures', 'ហត្ថលេខា'],
    'signatures',
  ),
});
