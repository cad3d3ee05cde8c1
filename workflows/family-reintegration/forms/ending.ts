/** Forms with which a placement, a responsibility or a case ends: breakdown, transfer, Form 6, loss, withdrawal, adulthood. */
import { z } from 'zod';
import {
  choice,
  choices,
  date,
  home,
  labelled,
  line,
  official,
  score,
  signature,
  summed,
  text,
  under,
  yes,
} from '../../fields';
import { childItems, familyItems, itemLabels, type Item } from '../../vocabulary';
import { breakdownLabels, finalSums, overCapacityReason, printedTotal, sourceLabels } from './vocabulary';

const reasons = text('Reasons', 'មូលហេតុ', 8000);
const why = text('Why', 'មូលហេតុ');

export const breakdownRecorded = z.strictObject({
  on: date('Ended on', 'ថ្ងៃបញ្ចប់'),
  reason: choice(['Reason', 'មូលហេតុ'], breakdownLabels),
  where: choice(['Where the child is now', 'កន្លែងដែលកុមារស្ថិតនៅឥឡូវនេះ'], {
    kin: ['with relatives', 'ជាមួយសាច់ញាតិ'],
    foster: ['in a foster family', 'ក្នុងគ្រួសារធម៌'],
    missing: ['missing', 'បាត់ខ្លួន'],
    institutionFact: ['in an institution, without a decision', 'ក្នុងគ្រឹះស្ថាន ដោយគ្មានសេចក្តីសម្រេច'],
    other: ['elsewhere', 'កន្លែងផ្សេង'],
  }),
  note: text('What happened', 'អ្វីបានកើតឡើង', 8000),
});

export const replacementRecorded = z.strictObject({
  on: date('Date of the new decision', 'ថ្ងៃសេចក្តីសម្រេចថ្មី'),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const transferProposed = z.strictObject({
  to: home('Commune where the family lives now', 'ឃុំ/សង្កាត់ដែលគ្រួសាររស់នៅឥឡូវនេះ'),
  movedOn: date('Moved on', 'ថ្ងៃផ្លាស់ទីលំនៅ'),
  reason: why,
});
export const transferAccepted = z.strictObject({
  worker: official(
    ['Worker who takes the case; open: who accepts it', 'បុគ្គលិកដែលទទួលករណី បើទទេ៖ អ្នកទទួលយក'],
    ['dsw', 'ngoCaseworker'],
  ).optional(),
  firstVisitOn: date('First visit', 'ការចុះជួបលើកដំបូង'),
  handover: choice(['How the case is handed over', 'របៀបប្រគល់ករណី'], {
    visit: ['in a visit together', 'ចុះជួបជាមួយគ្នា'],
    video: ['in a video call', 'តាមវីដេអូ'],
  }),
  overCapacityReason,
});
export const transferDeclined = z.strictObject({ reason: why });
export const transferWithdrawn = z.strictObject({ reason: why });

/** The scores of Form 6; a blank is possible to write down, and blocks the closure. */
const finalScores = (names: readonly Item[], section: string, title: [string, string]) =>
  labelled(
    z.strictObject(
      Object.fromEntries(
        names.map((name) => [name, score(itemLabels[name][0], itemLabels[name][1], section).optional()]),
      ) as Record<Item, z.ZodOptional<z.ZodInt>>,
    ),
    title,
    section,
  );

/** Form 6. Scores and signatures are left open here: what is missing is said by the rule. */
export const closingProposed = z
  .strictObject({
    child: summed(finalScores(childItems, 'child', ['Child', 'កុមារ']), finalSums.child),
    family: summed(finalScores(familyItems, 'family', ['Family', 'គ្រួសារ']), finalSums.family),
    ...under('form6', {
      narrative: text('The time since the child came home', 'រយៈពេលចាប់តាំងពីកុមារត្រឡប់មកផ្ទះ', 8000),
      aftercareContact: line('Whom child and family call after the closure', 'អ្នកដែលកុមារ និងគ្រួសារអាចទាក់ទងក្រោយបិទករណី'),
    }),
    signatures: labelled(
      z.strictObject({
        child: signature('Child', 'កុមារ').optional(),
        guardian: signature('Parent or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល').optional(),
        caseworker: signature('Caseworker', 'អ្នកគ្រប់គ្រងករណី').optional(),
        authority: signature('Local authority, with seal', 'អាជ្ញាធរមូលដ្ឋាន និងត្រា').optional(),
      }),
      ['Signatures', 'ហត្ថលេខា'],
      'signatures',
    ),
  })
  .meta({ 'x-total': printedTotal });
export const closingApproved = z.strictObject({ reasons });
export const closingSentBack = z.strictObject({ reasons: text('What is still to be done', 'អ្វីដែលនៅត្រូវធ្វើ') });

const attempt = z.strictObject({
  on: date('Date', 'កាលបរិច្ឆេទ'),
  source: choice(['Who was asked', 'អ្នកដែលបានសួរ'], sourceLabels),
  result: line('Answer', 'ចម្លើយ'),
});
export const lossProposed = z.strictObject({
  search: labelled(
    z.strictObject({
      since: date('Searched since', 'ស្វែងរកតាំងពីថ្ងៃ'),
      attempts: labelled(z.array(attempt).min(1).max(60), ['Attempts', 'ការព្យាយាម']),
    }),
    ['Search', 'ការស្វែងរក'],
  ),
  summary: text('Summary', 'សេចក្តីសង្ខេប', 8000).optional(),
});
export const lossApproved = z.strictObject({ reasons });

export const withdrawalRecorded = z.strictObject({
  on: date('Said on', 'ថ្ងៃថ្លែង'),
  by: choice(['Said by', 'ថ្លែងដោយ'], {
    parents: ['parents or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល'],
    carer: ['carer', 'អ្នកថែទាំ'],
    child: ['the child', 'កុមារ'],
  }),
  reason: why,
});
export const withdrawalApproved = z.strictObject({ reasons });

export const aftercareOffered = z.strictObject({
  offers: choices(
    ['Offered', 'បានផ្តល់ជូន'],
    {
      housing: ['housing', 'កន្លែងស្នាក់នៅ'],
      school: ['school or university', 'ការសិក្សា'],
      vocational: ['vocational training', 'ការបណ្តុះបណ្តាលវិជ្ជាជីវៈ'],
      work: ['help to find work', 'ជំនួយស្វែងរកការងារ'],
      health: ['health', 'សុខភាព'],
      cash: ['cash grant', 'ប្រាក់ឧបត្ថម្ភ'],
      documents: ['documents', 'ឯកសារ'],
      contact: ['a person to call', 'អ្នកដែលអាចទាក់ទងបាន'],
    },
    1,
  ),
  accepted: yes('The young person accepts', 'យុវជនទទួលយក'),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});
export const ageOutConfirmed = z.strictObject({ reasons });

export const handedOverRecorded = z.strictObject({
  service: line('Service that takes the case', 'សេវាដែលទទួលករណី'),
  on: date('Date of the acceptance letter', 'កាលបរិច្ឆេទលិខិតទទួល'),
  reference: line('Number of the acceptance letter', 'លេខលិខិតទទួល'),
  reason: why,
});
