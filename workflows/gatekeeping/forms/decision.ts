/** Forms of the decisions and of what follows them: notice, appeal, court, ministry. */
import { z } from 'zod';
import { child, children, choice, choices, commune, date, institution, labelled, line, text, yes } from '../../fields';
import { destinationLabels, goalLabels, needLabels, referralLabels } from './vocabulary';

const reasoned = text('Reasons of the decision', 'មូលហេតុនៃសេចក្តីសម្រេច', 8000);
const bids = labelled(
  z
    .array(
      z.strictObject({
        child: child(),
        reason: text('Why it is in the best interests of this child', 'ហេតុអ្វីជាឧត្តមប្រយោជន៍របស់កុមារនេះ'),
        on: date('Determined on', 'ថ្ងៃកំណត់'),
      }),
    )
    .max(20),
  ['Best-interests determination of each sibling', 'ការកំណត់ឧត្តមប្រយោជន៍សម្រាប់បងប្អូនម្នាក់ៗ'],
);
const contactPlan = text('Contact plan with the parents and siblings', 'ផែនការទំនាក់ទំនងជាមួយឪពុកម្តាយ និងបងប្អូន');

export const approved = z.strictObject({
  children: children(),
  institution: institution(),
  goal: choice(['Goal', 'គោលដៅ'], goalLabels).optional(),
  returnConditions: text('Conditions of return', 'លក្ខខណ្ឌនៃការត្រឡប់').optional(),
  until: date('End date', 'កាលបរិច្ឆេទបញ្ចប់').optional(),
  contactPlan: contactPlan.optional(),
  bids: bids.optional(),
  reasons: reasoned,
});

export const reinstated = z.strictObject({ reasons: reasoned });

export const refusedFamilySupport = z.strictObject({
  reasons: reasoned,
  needs: choices(['Needs to be answered', 'តម្រូវការដែលត្រូវឆ្លើយតប'], needLabels, 1),
  referrals: choices(['Referrals', 'ការបញ្ជូនទៅសេវា'], referralLabels, 1),
});

export const refusedAlternativeCare = z.strictObject({
  children: children(),
  care: choice(['Family-based care', 'ការថែទាំក្នុងគ្រួសារ'], {
    kinship: ['kinship care', 'ការថែទាំដោយញាតិ'],
    foster: ['foster care', 'គ្រួសារធម៌'],
  }),
  carerAssessedOn: date("Carer's home assessed on", 'ថ្ងៃវាយតម្លៃផ្ទះអ្នកថែទាំ'),
  carerCommune: commune("Carer's commune", 'ឃុំរបស់អ្នកថែទាំ'),
  contactPlan: contactPlan.optional(),
  bids: bids.optional(),
  reasons: reasoned,
});

export const interimCare = z.strictObject({
  destination: choice(['Where the child stays', 'កន្លែងស្នាក់នៅ'], destinationLabels),
  institution: institution().optional(),
  goal: choice(['Goal', 'គោលដៅ'], goalLabels).optional(),
  until: date('Until the end of', 'រហូតដល់ចុងថ្ងៃ').optional(),
  parentsAnswer: choice(['What the parents say', 'ចម្លើយរបស់ឪពុកម្តាយ'], {
    agree: ['they agree', 'យល់ព្រម'],
    object: ['they object', 'ជំទាស់'],
    unreachable: ['cannot be reached', 'មិនអាចទាក់ទងបាន'],
    none: ['no parent or guardian', 'គ្មានឪពុកម្តាយ ឬអាណាព្យាបាល'],
  }).optional(),
  hearing: labelled(
    z.strictObject({
      court: line('Court', 'តុលាការ'),
      on: date('Day of the hearing', 'ថ្ងៃសវនាការ'),
    }),
    ['Hearing at the court, where the parents object', 'សវនាការនៅតុលាការ ពេលឪពុកម្តាយជំទាស់'],
  ).optional(),
  reasons: reasoned,
});

export const returnedForInfo = z.strictObject({
  questions: text('What is missing', 'អ្វីដែលនៅខ្វះ'),
});
export const infoProvided = z.strictObject({ answer: text('Answer', 'ចម្លើយ', 8000) });
export const assessmentReopened = z.strictObject({ reason: text('Why a new assessment', 'ហេតុអ្វីត្រូវវាយតម្លៃថ្មី') });

export const referredToCourt = z.strictObject({
  court: line('Court', 'តុលាការ'),
  reasons: reasoned,
});
export const courtInquired = z.strictObject({
  on: date('Asked on', 'ថ្ងៃសាកសួរ'),
  answer: text('Answer', 'ចម្លើយ').optional(),
});
export const courtRuled = z.strictObject({
  number: line('Number of the order', 'លេខដីកា'),
  on: date('Date of the order', 'កាលបរិច្ឆេទដីកា'),
});
export const courtRefused = z.strictObject({
  number: line('Number of the order', 'លេខដីកា'),
  on: date('Date of the order', 'កាលបរិច្ឆេទដីកា'),
  needs: choices(['Needs to be answered', 'តម្រូវការដែលត្រូវឆ្លើយតប'], needLabels, 1),
  referrals: choices(['Referrals', 'ការបញ្ជូនទៅសេវា'], referralLabels),
});

export const referredToMosvy = z.strictObject({
  ground: choice(['Ground', 'មូលហេតុ'], {
    stateOperated: ['the province operates the institution', 'ខេត្តគ្រប់គ្រងគ្រឹះស្ថាន'],
    interest: ['conflict of interest', 'ទំនាស់ផលប្រយោជន៍'],
    exception: ['exception', 'ករណីលើកលែង'],
  }),
  reasons: reasoned,
});

export const noticeDelivered = z.strictObject({
  recipients: labelled(
    z
      .array(
        z.strictObject({
          who: choice(['Recipient', 'អ្នកទទួល'], {
            parents: ['parents or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល'],
            child: ['child', 'កុមារ'],
            commune: ['commune', 'ឃុំ/សង្កាត់'],
            institution: ['institution', 'គ្រឹះស្ថាន'],
          }),
          on: date('Received on', 'ថ្ងៃទទួល'),
          language: choice(['Language', 'ភាសា'], {
            khmer: ['Khmer', 'ខ្មែរ'],
            cham: ['Cham', 'ចាម'],
            vietnamese: ['Vietnamese', 'វៀតណាម'],
            indigenous: ['an indigenous language', 'ភាសាជនជាតិដើមភាគតិច'],
            sign: ['sign language', 'ភាសាសញ្ញា'],
          }),
          explained: yes('Read out and explained', 'បានអាន និងពន្យល់'),
        }),
      )
      .min(1)
      .max(20),
    ['Received by', 'ទទួលដោយ'],
  ),
});

export const appealFiled = z.strictObject({
  by: choice(['Appeal of', 'បណ្តឹងតវ៉ារបស់'], {
    parents: ['parents or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល'],
    child: ['child', 'កុមារ'],
    commune: ['commune', 'ឃុំ/សង្កាត់'],
  }),
  grounds: text('Grounds', 'មូលហេតុ', 8000),
});
export const challengeSustained = z.strictObject({
  reasons: reasoned,
  needs: choices(['Needs to be answered', 'តម្រូវការដែលត្រូវឆ្លើយតប'], needLabels, 1),
  referrals: choices(['Referrals', 'ការបញ្ជូនទៅសេវា'], referralLabels),
});
export const appealDecided = z.strictObject({ reasons: reasoned });
