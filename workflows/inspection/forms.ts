/** The form of each event. */
import { z } from 'zod';
import {
  choice,
  choices,
  date,
  institution,
  instant,
  labelled,
  line,
  official,
  phone,
  signature,
  text,
  under,
  yes,
  type Label,
} from '../fields';

const person = (label: Label) => official(label, ['dsw', 'districtSupervisor', 'pdosvyOfficer', 'mosvy']);
const id = (en: string, km: string) => labelled(z.uuid(), [en, km]);
const digest = labelled(z.string().regex(/^[0-9a-f]{64}$/), ['Digest of the pieces', 'សញ្ញាសម្គាល់ទិន្នន័យ']);

/** Nobody twice: the second of two is named. */
const distinct = <T extends { person: string }>(list: readonly T[], issues: z.core.$RefinementCtx): void => {
  for (const [i, { person: who }] of list.entries())
    if (list.findIndex((other) => other.person === who) < i)
      issues.addIssue({ code: 'custom', path: [i, 'person'], message: 'person_named_twice' });
};

const members = labelled(
  z
    .array(
      z.strictObject({
        person: person(['Inspector', 'អធិការ']),
        lead: yes('Leads the team', 'ដឹកនាំក្រុម'),
        interestDeclared: choice(['Declared interest in the institution', 'ប្រកាសផលប្រយោជន៍ក្នុងគ្រឹះស្ថាន'], {
          none: ['none', 'គ្មាន'],
          interest: ['has an interest', 'មានផលប្រយោជន៍'],
        }),
      }),
    )
    .min(1)
    .max(8)
    .superRefine(distinct),
  ['Team', 'ក្រុមអធិការ'],
  'team',
);

/** A file of the case, or several: shown as such where the form is drawn. */
const file = <T extends z.ZodType>(schema: T, name: 'attachment' | 'attachments'): T =>
  schema.meta({ ...schema.meta(), 'x-widget': name });

const position = labelled(
  z.strictObject({
    lat: labelled(z.number().min(-90).max(90), ['Latitude', 'រយៈទទឹង']),
    lon: labelled(z.number().min(-180).max(180), ['Longitude', 'រយៈបណ្តោយ']),
    accuracy: labelled(z.number().min(0).max(100_000).optional(), ['Accuracy in metres', 'ភាពជាក់លាក់ (ម៉ែត្រ)']),
  }),
  ['Position of the device', 'ទីតាំងឧបករណ៍'],
);

const signed = labelled(
  z
    .array(z.strictObject({ person: person(['Inspector', 'អធិការ']), by: signature('Signature', 'ហត្ថលេខា') }))
    .min(1)
    .max(8)
    .superRefine(distinct),
  ['Signatures of the team', 'ហត្ថលេខាក្រុមអធិការ'],
  'signatures',
);

/** Photos whose device is lost, each by its id, signed by the lead. */
const lost = labelled(
  z
    .strictObject({
      photos: labelled(z.array(id('Photo', 'រូបថត')).min(1).max(200), ['Photos that are lost', 'រូបថតដែលបាត់']),
      reason: text('How they were lost', 'មូលហេតុនៃការបាត់'),
      by: signature('Signature of the lead', 'ហត្ថលេខាប្រធានក្រុម'),
    })
    .optional(),
  ['Photos that cannot be sent any more', 'រូបថតដែលមិនអាចផ្ញើបានទៀត'],
  'signatures',
);

/** Beds beyond the children of the roll: who sleeps in them (N-42). */
const beds = labelled(
  z
    .strictObject({
      found: choice(['Who sleeps in them', 'នរណាគេងលើគ្រែទាំងនោះ'], {
        unused: ['no child sleeps in them', 'គ្មានកុមារគេង'],
        used: ['children who were not met sleep in them', 'មានកុមារគេង ដែលមិនបានជួប'],
        unknown: ['nobody can tell', 'មិនអាចដឹងបាន'],
      }),
      reason: text('How you know, or why it cannot be told', 'ដឹងដោយរបៀបណា ឬមូលហេតុដែលមិនអាចដឹង'),
    })
    .optional(),
  ['Beds beyond the children who were named', 'គ្រែដែលលើសចំនួនកុមារមានឈ្មោះ'],
);

/** The leak test (B.4.5): who was warned hides children, and the school has them on its roll. */
const schoolRoll = labelled(
  z
    .strictObject({
      school: line('School', 'សាលារៀន'),
      children: labelled(z.int().min(0).max(5000), [
        'Children of the institution on its roll',
        'ចំនួនកុមាររបស់គ្រឹះស្ថានក្នុងបញ្ជីសាលា',
      ]),
    })
    .optional(),
  ['Roll of the school, compared with the headcount', 'បញ្ជីសាលារៀន ប្រៀបធៀបជាមួយចំនួនកុមារដែលបានរាប់'],
);

const operator = choice(['Operator', 'ប្រតិបត្តិករ'], {
  state: ['state', 'រដ្ឋ'],
  ngo: ['NGO', 'អង្គការ'],
  faith: ['faith-based', 'សាសនា'],
  private: ['private', 'ឯកជន'],
});
const rating = choice(['Rating', 'ចំណាត់ថ្នាក់'], {
  A: ['A: meets the standards', 'ក៖ បំពេញតាមស្តង់ដារ'],
  B: ['B: minor faults', 'ខ៖ កំហុសស្រាល'],
  C: ['C: major faults', 'គ៖ កំហុសធំ'],
  D: ['D: critical', 'ឃ៖ ធ្ងន់ធ្ងរ'],
});
const dangers = choices(
  ['What was found', 'អ្វីដែលបានរកឃើញ'],
  {
    abuse: ['signs of physical or sexual abuse', 'សញ្ញានៃការរំលោភលើរាងកាយ ឬផ្លូវភេទ'],
    locked: ['children locked in', 'កុមារត្រូវចាក់សោឃុំ'],
    missing: ['a child is missing', 'បាត់កុមារ'],
    underThree: ['a child under three', 'កុមារអាយុក្រោម ៣ ឆ្នាំ'],
    withoutDecision: ['a child without a decision', 'កុមារគ្មានសេចក្តីសម្រេច'],
    noDirector: ['nobody in charge can be reached', 'មិនអាចទាក់ទងអ្នកទទួលខុសត្រូវ'],
    unregistered: ['the place is not registered', 'ទីកន្លែងមិនបានចុះបញ្ជី'],
  },
  1,
);
const actions = labelled(
  z
    .array(
      z.strictObject({
        item: line('Finding', 'ការរកឃើញ'),
        action: text('What is done', 'សកម្មភាព'),
        responsible: line('Who is responsible', 'អ្នកទទួលខុសត្រូវ'),
      }),
    )
    .min(1)
    .max(80),
  ['Actions', 'សកម្មភាព'],
  'plan',
);
const reason = text('Reason', 'មូលហេតុ');
const why = choices(
  ['Why this institution', 'មូលហេតុជ្រើសរើសគ្រឹះស្ថាននេះ'],
  {
    annual: ['a year has passed', 'គ្រប់មួយឆ្នាំ'],
    neverInspected: ['never inspected', 'មិនធ្លាប់ធ្វើអធិការកិច្ច'],
    manyChildren: ['many children', 'កុមារច្រើន'],
    volunteers: ['foreign volunteers', 'អ្នកស្ម័គ្រចិត្តបរទេស'],
    complaints: ['complaints', 'បណ្តឹង'],
    babies: ['small children', 'កុមារតូច'],
    breach: ['earlier breach', 'ការបំពានពីមុន'],
  },
  1,
);
const captured = { at: instant('Time', 'ម៉ោង') };

export const forms = {
  'inspection.planned': z.strictObject({
    institution: institution(),
    on: date('Planned day', 'ថ្ងៃគ្រោង'),
    announced: yes('The institution is told beforehand', 'ជូនដំណឹងដល់គ្រឹះស្ថានជាមុន'),
    why,
  }),
  'inspection.drawn': z.strictObject({
    institution: institution(),
    on: date('Day of the visit', 'ថ្ងៃចុះអធិការកិច្ច'),
    seed: line('Seed of the draw', 'គ្រាប់ពូជនៃការចាប់ឆ្នោត'),
    among: labelled(z.int().min(1).max(100_000), ['Drawn among', 'ចាប់ឆ្នោតក្នុងចំណោម']),
    reason,
  }),
  'complaint.received': z.strictObject({
    institution: institution(),
    about: choice(['About', 'អំពី'], {
      abuse: ['abuse of a child', 'ការរំលោភលើកុមារ'],
      other: ['something else', 'រឿងផ្សេង'],
    }),
    source: choice(['From', 'ប្រភព'], {
      child: ['a child', 'កុមារ'],
      family: ['a family', 'គ្រួសារ'],
      staff: ['staff', 'បុគ្គលិក'],
      community: ['the community', 'សហគមន៍'],
      helpline: ['helpline 1280', 'ខ្សែទូរស័ព្ទ ១២៨០'],
      official: ['an office', 'ស្ថាប័ន'],
      anonymous: ['not named', 'អនាមិក'],
    }),
    receivedAt: instant('Received', 'បានទទួលនៅ'),
    account: text('What was said', 'អ្វីដែលបានរាយការណ៍', 4000),
  }),
  'inspection.required': z.strictObject({
    institution: institution(),
    operator,
    on: date('Day of the visit', 'ថ្ងៃចុះអធិការកិច្ច').optional(),
    reason: choice(['Reason', 'មូលហេតុ'], {
      entryRefused: ['entry was refused', 'ត្រូវបានបដិសេធមិនឱ្យចូល'],
      orderWithdrawn: ['an order was withdrawn', 'បញ្ជាត្រូវបានដកវិញ'],
      surveillance: ['surveillance after a closure', 'ការតាមដានក្រោយការបិទ'],
      found: ['a place without authority was found', 'រកឃើញទីកន្លែងគ្មានការអនុញ្ញាត'],
      network: ['every place of one network on one day', 'គ្រប់កន្លែងនៃបណ្តាញតែមួយក្នុងថ្ងៃតែមួយ'],
    }),
  }),
  'team.assigned': z.strictObject({ members }),
  'package.issued': z.strictObject({
    checklist: labelled(z.int().min(1).max(1000), ['Version of the checklist', 'កំណែនៃបញ្ជីត្រួតពិនិត្យ']),
    expected: labelled(z.int().min(0).max(5000), ['Children expected', 'ចំនួនកុមារតាមបញ្ជី']),
    expiresAt: instant('Valid until', 'មានសុពលភាពដល់'),
  }),
  'entry.recorded': z.strictObject({
    ...under('entry', {
      ...captured,
      position: position.optional(),
      noPositionBecause: line('Why the device gives no position', 'មូលហេតុដែលឧបករណ៍មិនផ្តល់ទីតាំង').optional(),
      personInCharge: line('Person in charge', 'អ្នកទទួលខុសត្រូវនៅកន្លែង'),
      sign: file(id('Photo of the sign', 'រូបថតផ្លាក').optional(), 'attachment'),
      noSignBecause: line('Why there is no photo of a sign', 'មូលហេតុគ្មានរូបថតផ្លាក').optional(),
    }),
  }),
  'entry.refused': z.strictObject({
    ...under('entry', {
      ...captured,
      position: position.optional(),
      refusedBy: line('Who refused', 'អ្នកដែលបដិសេធ'),
      words: text('What was said', 'ពាក្យដែលបាននិយាយ'),
    }),
  }),
  'exitMeeting.held': z.strictObject({
    ...under('exit', {
      ...captured,
      present: choice(['Who was there for the institution', 'តំណាងគ្រឹះស្ថាន'], {
        director: ['the director', 'នាយក'],
        deputy: ['a deputy', 'អនុប្រធាន'],
        nobody: ['nobody', 'គ្មាននរណា'],
      }),
      findingsRead: yes('The findings were read out', 'បានអានលទ្ធផលឱ្យស្តាប់'),
      reply: text('Reply of the director', 'ចម្លើយរបស់នាយក', 4000),
      directorSigned: choice(['Signature of the director', 'ហត្ថលេខានាយក'], {
        signed: ['signed', 'បានចុះហត្ថលេខា'],
        refused: ['refused to sign', 'បដិសេធមិនចុះហត្ថលេខា'],
        absent: ['absent', 'អវត្តមាន'],
      }),
    }),
  }),
  'report.submitted': z.strictObject({
    on: date('Day of the inspection', 'ថ្ងៃអធិការកិច្ច'),
    statement: text('Summary', 'សេចក្តីសង្ខេប', 8000),
    signatures: signed,
    lost,
    beds,
    schoolRoll,
    digest,
  }),
  'safety.reported': z.strictObject({
    ...under('safety', {
      dangers,
      inDanger: yes('A child is in danger now', 'កុមារកំពុងស្ថិតក្នុងគ្រោះថ្នាក់'),
      crime: yes('A crime is suspected', 'សង្ស័យបទល្មើសព្រហ្មទណ្ឌ'),
      observedAt: instant('Seen at', 'បានឃើញនៅ'),
      children: labelled(z.array(z.uuid()).max(200).optional(), ['Children, where known', 'កុមារ បើស្គាល់']),
      implicated: labelled(
        z
          .array(official(['Official', 'មន្ត្រី'], []))
          .max(20)
          .optional(),
        ['Officials who are named', 'មន្ត្រីដែលត្រូវបានចោទ'],
      ),
      account: text('What was seen or said', 'អ្វីដែលបានឃើញ ឬឮ', 8000),
    }),
  }),
  'abuse.reported': z.strictObject({
    ...under('safety', {
      to: choices(
        ['Reported to', 'បានរាយការណ៍ទៅ'],
        {
          police: ['police', 'នគរបាល'],
          pdosvy: ['provincial department', 'មន្ទីរ សអយ'],
          court: ['court', 'តុលាការ'],
          helpline: ['helpline 1280', 'ខ្សែទូរស័ព្ទ ១២៨០'],
        },
        1,
      ),
      reportedAt: instant('Reported at', 'បានរាយការណ៍នៅ'),
      reference: line('Reference', 'លេខយោង').optional(),
      protection: text('What protects the children now', 'វិធានការការពារកុមារនៅពេលនេះ'),
    }),
  }),
  'alarm.acknowledged': z.strictObject({
    measures: text('What is done', 'វិធានការ'),
    police: choice(['Police', 'នគរបាល'], {
      informed: ['informed', 'បានជូនដំណឹង'],
      notNeeded: ['no crime is suspected', 'មិនសង្ស័យបទល្មើស'],
    }),
  }),
  'fostering.arranged': z.strictObject({
    children: labelled(z.int().min(1).max(100), ['Children under three', 'កុមារអាយុក្រោម ៣ ឆ្នាំ']),
    from: date('In the family from', 'រស់នៅក្នុងគ្រួសារពី'),
    family: line('Emergency foster family', 'គ្រួសារធម៌បន្ទាន់'),
    phone: phone('Telephone', 'លេខទូរស័ព្ទ').optional(),
  }),
  'report.classified': z.strictObject({ rating, reason: reason.optional() }),
  'rating.changed': z.strictObject({ rating, reason }),
  'plan.submitted': z.strictObject({ actions }),
  'plan.accepted': z.strictObject({ words: text('Remarks', 'កំណត់សម្គាល់').optional() }),
  'plan.sentBack': z.strictObject({ reason }),
  'plan.imposed': z.strictObject({ actions, reason }),
  'visit.recorded': z.strictObject({
    key: line('Corrective action', 'សកម្មភាពកែតម្រូវ'),
    visitOn: date('Day of the re-inspection', 'ថ្ងៃពិនិត្យឡើងវិញ'),
    members,
    result: choice(['Result', 'លទ្ធផល'], {
      done: ['done', 'បានធ្វើ'],
      notDone: ['not done', 'មិនទាន់ធ្វើ'],
    }),
    evidence: file(labelled(z.array(z.uuid()).max(40), ['Photos', 'រូបថត']), 'attachments'),
    words: text('What was seen', 'អ្វីដែលបានឃើញ'),
  }),
  'sanction.ordered': z.strictObject({
    rung: choice(['Order', 'បញ្ជា'], {
      warning: ['written warning', 'ការព្រមានជាលាយលក្ខណ៍អក្សរ'],
      suspension: ['suspension', 'ការព្យួរ'],
      closure: ['closure is recommended', 'ស្នើឱ្យបិទ'],
    }),
    reason,
  }),
  'standing.lifted': z.strictObject({ reason }),
  'rating.published': z.strictObject({ statement: text('Statement', 'សេចក្តីថ្លែង').optional() }),
  'inspection.cancelled': z.strictObject({ reason }),
};
export type EventName = keyof typeof forms;
