/** What comes from outside the case: Form 1, a child placed before the case was kept here, and what gatekeeping does. */
import { z } from 'zod';
import {
  child,
  choice,
  choices,
  date,
  home,
  institution,
  labelled,
  line,
  official,
  phone,
  signature,
  text,
  under,
  yes,
  type Label,
} from '../../fields';
import { homeKind, risk } from './vocabulary';

const childTypeLabels = {
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
} as const satisfies Record<string, Label>;

const needs = labelled(
  z
    .array(
      z.strictObject({
        rank: labelled(z.int().min(1).max(20), ['Rank', 'លំដាប់']),
        need: line('Need or problem', 'តម្រូវការ ឬបញ្ហា'),
      }),
    )
    .max(20),
  ['Needs and problems, ranked', 'តម្រូវការ និងបញ្ហា តាមលំដាប់'],
);

export const childIdentified = z.strictObject({
  ...under('children', {
    child: child(),
    source: choice(['How the child was identified', 'របៀបកំណត់អត្តសញ្ញាណកុមារ'], {
      closureCensus: ['census of a closing institution', 'ជំរឿនកុមារនៃគ្រឹះស្ថានដែលត្រូវបិទ'],
      review: ['review of the placement', 'ការពិនិត្យឡើងវិញនៃការដាក់'],
      request: ['request of the child or family', 'ពាក្យស្នើរបស់កុមារ ឬគ្រួសារ'],
      admission: ['admission: the way home begins', 'ការទទួលចូល៖ ចាប់ផ្តើមផ្លូវត្រឡប់ទៅផ្ទះ'],
    }),
    institution: institution('Institution where the child lives', 'គ្រឹះស្ថានដែលកុមាររស់នៅ').optional(),
    home: home("The family's commune or village, if known", 'ឃុំ/សង្កាត់ ឬភូមិរបស់គ្រួសារ បើដឹង').optional(),
  }),
  ...under('form1', {
    interviewees: choices(['Interviewed', 'អ្នកត្រូវបានសម្ភាស'], {
      child: ['child', 'កុមារ'],
      parent: ['parent', 'ឪពុកម្តាយ'],
      guardian: ['guardian', 'អាណាព្យាបាល'],
      carer: ['carer', 'អ្នកថែទាំ'],
      other: ['other', 'ផ្សេងទៀត'],
    }),
    childTypes: choices(['Kinds of vulnerability', 'ប្រភេទកុមារ'], childTypeLabels),
    needs,
  }),
  ...under('risk', {
    risk: risk(),
    contactLost: yes('Contact with the family is lost', 'បាត់ទំនាក់ទំនងជាមួយគ្រួសារ'),
    abuseAlleged: yes('Abuse in the family was alleged', 'មានការចោទប្រកាន់ថាមានការរំលោភបំពានក្នុងគ្រួសារ'),
    childComment: text('Comment of the child', 'យោបល់របស់កុមារ').optional(),
    guardianComment: text('Comment of the guardian', 'យោបល់របស់អាណាព្យាបាល').optional(),
    comments: text('Comment of the caseworker', 'យោបល់របស់អ្នកគ្រប់គ្រងករណី').optional(),
  }),
});

/** The person the child lives with. */
export const carer = labelled(
  z.strictObject({
    name: line('Name of the carer', 'ឈ្មោះអ្នកថែទាំ'),
    relation: line('Relation to the child', 'ត្រូវជាអ្វីនឹងកុមារ'),
    phone: phone('Phone', 'លេខទូរស័ព្ទ').optional(),
  }),
  ['Carer', 'អ្នកថែទាំ'],
);

export const placementImported = z.strictObject({
  ...under('placement', {
    child: child(),
    home: home("The family's commune or village", 'ឃុំ/សង្កាត់ ឬភូមិរបស់គ្រួសារ'),
    homeKind,
    placedOn: date('Placed on', 'ថ្ងៃដាក់ជាមួយគ្រួសារ'),
    risk: risk(),
    carer,
  }),
  ...under('followUp', {
    lastSeenOn: date('Child last seen in person on', 'ថ្ងៃជួបកុមារផ្ទាល់ចុងក្រោយ').optional(),
    stepsMade: labelled(
      z
        .array(
          z
            .string()
            .regex(/^[A-Z]\+?\d{1,3}$/)
            .meta({ title: 'Step, such as D+14 or M2', titleKm: 'ជំហាន ដូចជា D+14 ឬ M2' }),
        )
        .max(60),
      ['Visits of the schedule already made', 'ការចុះតាមដានក្នុងកាលវិភាគដែលបានធ្វើរួច'],
    ),
    worker: official(['Responsible caseworker', 'អ្នកគ្រប់គ្រងករណីទទួលបន្ទុក'], ['dsw', 'ngoCaseworker']),
    note: text('Note', 'កំណត់សម្គាល់').optional(),
  }),
});

const gatekeepingCase = labelled(z.uuid(), ['Case of gatekeeping', 'ករណីច្រកទ្វារ']);

/** Form 4 as gatekeeping holds it: what the follow-up needs, and the case in which the rest is. */
export const placementHandedOver = z.strictObject({
  ...under('placement', {
    child: child(),
    case: gatekeepingCase,
    home: home("The family's commune or village", 'ឃុំ/សង្កាត់ ឬភូមិរបស់គ្រួសារ'),
    homeKind,
    placedOn: date('Date of the handover', 'ថ្ងៃប្រគល់កុមារ'),
    carer: line('Name of the carer', 'ឈ្មោះអ្នកថែទាំ'),
    risk: risk(),
    worker: official(['Responsible caseworker', 'អ្នកគ្រប់គ្រងករណីទទួលបន្ទុក'], ['dsw', 'ngoCaseworker']).optional(),
  }),
  signatures: labelled(
    z.strictObject({
      child: signature('Child', 'កុមារ'),
      carer: signature('Carer', 'អ្នកថែទាំ'),
      caseworker: signature('Caseworker', 'អ្នកគ្រប់គ្រងករណី'),
      chief: signature('Commune chief, with seal', 'មេឃុំ/ចៅសង្កាត់ និងត្រា'),
    }),
    ['Signatures', 'ហត្ថលេខា'],
    'signatures',
  ),
});

/** What a review of the child's care in an institution came to (P-11). */
export const careReviewRecorded = z.strictObject({
  ...under('followUp', {
    case: gatekeepingCase,
    on: date('Review on', 'ថ្ងៃពិនិត្យ'),
    outcome: choice(['Result', 'លទ្ធផល'], {
      continue: ['continue the care for now', 'បន្តការថែទាំសិន'],
      return: ['return to the parents', 'ត្រឡប់ទៅឪពុកម្តាយ'],
      familyCare: ['move to family-based care', 'ផ្លាស់ទៅការថែទាំក្នុងគ្រួសារ'],
    }),
  }),
});

/** What a closure tells the way home of a child whom its census names. */
export const closureJoined = z.strictObject({
  child: child(),
  institution: institution().optional(),
  high: yes('Of high risk from now on', 'មានហានិភ័យខ្ពស់ចាប់ពីពេលនេះ'),
  heard: labelled(z.array(z.string().min(1).max(64)).max(10), [
    'Whom the child told of danger',
    'អ្នកដែលកុមារបានប្រាប់អំពីគ្រោះថ្នាក់',
  ]).optional(),
});
