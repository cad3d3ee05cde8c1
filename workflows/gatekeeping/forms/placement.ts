/** Forms of where the child goes: emergency destination, arrival, Form 4, review, lapse; and the facts. */
import { z } from 'zod';
import { children, choice, date, home, institution, labelled, line, signature, text, yes } from '../../fields';
import { destinationLabels } from './vocabulary';

const at = (title: string, titleKm: string) => z.iso.datetime({ offset: true }).meta({ title, titleKm });

export const destinationProposed = z.strictObject({
  destination: choice(['Destination', 'កន្លែងត្រូវទៅ'], destinationLabels),
  institution: institution('Facility', 'ទីកន្លែង').optional(),
  passedOver: labelled(
    z
      .array(
        z.strictObject({
          destination: choice(['Destination', 'កន្លែង'], destinationLabels),
          reason: text('Why not', 'ហេតុអ្វីមិនបាន'),
        }),
      )
      .max(5),
    ['Safer destinations passed over', 'ជម្រើសប្រសើរជាងដែលបានរំលង'],
  ),
  whyNotBack: text(
    'Why the child does not go back to where another decision places it',
    'ហេតុអ្វីកុមារមិនត្រឡប់ទៅកន្លែងដែលសេចក្តីសម្រេចផ្សេងបានកំណត់',
  ).optional(),
});

export const arrivalRecorded = z.strictObject({
  children: children(),
  at: at('Arrived at', 'ពេលមកដល់'),
  institution: institution().optional(),
  healthChecked: yes('Health checked', 'បានពិនិត្យសុខភាព').optional(),
  photoWithConsent: yes('Photo taken with consent', 'បានថតរូបដោយមានការយល់ព្រម').optional(),
  belongings: text('Belongings', 'សម្ភារៈផ្ទាល់ខ្លួន').optional(),
  documents: text('Documents handed over', 'ឯកសារដែលបានប្រគល់').optional(),
});

export const placementStarted = z.strictObject({
  children: children(),
  at: at('Handed over at', 'ពេលប្រគល់'),
  carer: line('Carer', 'អ្នកថែទាំ'),
  commune: home("Carer's commune or village", 'ឃុំ/សង្កាត់ ឬភូមិរបស់អ្នកថែទាំ'),
  firstVisitOn: date('First visit', 'ការចុះជួបលើកដំបូង').optional(),
  signatures: labelled(
    z.strictObject({
      child: signature('Child', 'កុមារ').optional(),
      carer: signature('Carer', 'អ្នកថែទាំ').optional(),
      caseworker: signature('Caseworker', 'អ្នកគ្រប់គ្រងករណី').optional(),
      chief: signature('Commune chief, with seal', 'មេឃុំ/ចៅសង្កាត់ និងត្រា').optional(),
    }),
    ['Form 4', 'ទម្រង់ទី៤'],
    'signatures',
  ),
});

export const placementPlanned = z.strictObject({
  plan: text('Plan of the placement (Form 3)', 'ផែនការនៃការដាក់ (ទម្រង់ទី៣)', 8000),
  reviewedWithChild: yes('Made with the child', 'រៀបចំជាមួយកុមារ'),
});

export const reviewHeld = z.strictObject({
  on: date('Review on', 'ថ្ងៃពិនិត្យ'),
  childSeenAlone: yes('The child was seen alone', 'បានជួបកុមារដោយឡែក'),
  goalProgress: text('Progress towards the goal', 'វឌ្ឍនភាពឆ្ពោះទៅគោលដៅ'),
  participants: text('Who took part', 'អ្នកចូលរួម').optional(),
});

export const familyCareFound = reviewHeld.extend({
  care: choice(['Family-based care', 'ការថែទាំក្នុងគ្រួសារ'], {
    kinship: ['kinship care', 'ការថែទាំដោយញាតិ'],
    foster: ['foster care', 'គ្រួសារធម៌'],
  }),
});

export const renewalStarted = z.strictObject({ reason: text('Why', 'មូលហេតុ') });
export const lapseAcknowledged = z.strictObject({
  measures: text('What is done for the child', 'វិធានការសម្រាប់កុមារ'),
});

/** Facts: what happened is recorded, whoever records it and whatever follows. */
export const safetyConcern = z.strictObject({
  children: children(),
  at: at('Known since', 'ដឹងតាំងពី'),
  kind: choice(['Kind', 'ប្រភេទ'], {
    abuse: ['abuse', 'ការរំលោភបំពាន'],
    exploitation: ['exploitation', 'ការកេងប្រវ័ញ្ច'],
    neglect: ['neglect', 'ការមិនយកចិត្តទុកដាក់'],
    selfHarm: ['danger to self', 'គ្រោះថ្នាក់ដល់ខ្លួនឯង'],
    other: ['other danger', 'គ្រោះថ្នាក់ផ្សេង'],
  }),
  note: text('Note', 'កំណត់សម្គាល់', 8000),
});
export const childMissing = z.strictObject({
  children: children(),
  lastSeen: at('Last seen', 'ឃើញចុងក្រោយ'),
  policeInformed: yes('Police informed', 'បានជូនដំណឹងនគរបាល'),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});
export const courtOrderReceived = z.strictObject({
  children: children(),
  number: line('Number of the order', 'លេខដីកា'),
  on: date('Date of the order', 'កាលបរិច្ឆេទដីកា'),
  orders: choice(['The order', 'ដីកា'], {
    placement: ['orders a placement', 'បង្គាប់ឱ្យដាក់'],
    return: ['orders the return', 'បង្គាប់ឱ្យប្រគល់ត្រឡប់'],
    custody: ['settles custody', 'កំណត់អំណាចមេបា'],
    other: ['something else', 'ផ្សេងទៀត'],
  }),
});
export const childDied = z.strictObject({
  children: children(),
  at: at('Died at', 'ពេលស្លាប់'),
  place: line('Where', 'ទីកន្លែង'),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});
