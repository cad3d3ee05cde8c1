/** The forms of a closure, by the event that each is filled in for. */
import { z } from 'zod';
import {
  child,
  choice,
  choices,
  date,
  institution,
  labelled,
  line,
  official,
  text,
  under,
  yes,
  type Label,
} from '../fields';

const count = (en: string, km: string, most = 5000) => labelled(z.int().min(0).max(most), [en, km]);
const kinds = {
  voluntary: ['voluntary transition of the provider', 'ការផ្លាស់ប្តូរដោយស្ម័គ្រចិត្តរបស់ប្រតិបត្តិករ'],
  regulatory: ['after the ladder of sanctions', 'បន្ទាប់ពីវិធានការតាមលំដាប់'],
  emergency: ['emergency: children are in danger', 'បន្ទាន់៖ កុមារស្ថិតក្នុងគ្រោះថ្នាក់'],
  abandonment: ['abandoned by the provider', 'ត្រូវប្រតិបត្តិករបោះបង់'],
} as const satisfies Record<string, Label>;
export const kind = () => choice(['Kind of closure', 'ប្រភេទនៃការបិទ'], kinds);

export const founds = {
  authorisedPresent: ['present, with a decision', 'មានវត្តមាន និងមានសេចក្តីសម្រេច'],
  unauthorisedPresent: ['present, without a decision', 'មានវត្តមាន ដោយគ្មានសេចក្តីសម្រេច'],
  authorisedAbsent: ['absent, and it is known where', 'អវត្តមាន ហើយដឹងកន្លែងដែលនៅ'],
  unaccounted: ['nobody knows where', 'គ្មាននរណាដឹងកន្លែងដែលនៅ'],
} as const satisfies Record<string, Label>;
const destinations = {
  home: ['own family', 'គ្រួសារបង្កើត'],
  kin: ['relatives', 'សាច់ញាតិ'],
  foster: ['foster family', 'គ្រួសារធម៌'],
  independent: ['supported independent living (16 or older)', 'ការរស់នៅឯករាជ្យដោយមានការគាំទ្រ (អាយុ ១៦ឆ្នាំឡើង)'],
  byDecision: ['another institution, by a new decision of gatekeeping', 'គ្រឹះស្ថានផ្សេង តាមសេចក្តីសម្រេចថ្មីនៃច្រកទ្វារ'],
} as const satisfies Record<string, Label>;

const row = z.strictObject({
  child: child(),
  bed: line('Bed', 'គ្រែ'),
  found: choice(['Found', 'លទ្ធផល'], founds),
  atRisk: yes('In danger or at risk', 'ស្ថិតក្នុងគ្រោះថ្នាក់ ឬហានិភ័យ'),
  enteredOn: date('Entered on', 'ថ្ងៃចូល').optional(),
  placedBy: line('Placed by', 'ដាក់ដោយ').optional(),
  origin: line('Where the child comes from', 'ប្រភពដើមរបស់កុមារ').optional(),
  documents: line('Documents of the child', 'ឯកសាររបស់កុមារ').optional(),
});
/** Rows of the census, bed by bed; a house with no child left has none. */
const rows = (least: number) =>
  labelled(
    z
      .array(row)
      .min(least)
      .max(500)
      .superRefine((list, issues) => {
        const seen = new Set<string>();
        for (const [i, { child: id }] of list.entries()) {
          if (seen.has(id.toLowerCase()))
            issues.addIssue({ code: 'custom', path: [i, 'child'], message: 'named_twice' });
          seen.add(id.toLowerCase());
        }
      }),
    ['Children, bed by bed', 'កុមារ តាមគ្រែនីមួយៗ'],
  );
const team = labelled(
  z
    .array(
      z.strictObject({
        name: line('Name', 'ឈ្មោះ'),
        person: official(
          ['Account, where there is one', 'គណនី បើមាន'],
          [
            ...(['mosvy', 'pdosvyOfficer', 'pdosvyDirector'] as const),
            ...(['districtSupervisor', 'dsw', 'ngoCaseworker'] as const),
          ],
        ).optional(),
        from: choice(['From', 'មកពី'], {
          province: ['province', 'ខេត្ត'],
          district: ['district', 'ស្រុក'],
          ministry: ['ministry', 'ក្រសួង'],
          ngo: ['partner organisation', 'អង្គការដៃគូ'],
          institution: ['the institution itself', 'គ្រឹះស្ថាននោះផ្ទាល់'],
        }),
      }),
    )
    .min(1)
    .max(20),
  ['Team', 'ក្រុម'],
);
const list = (label: Label) =>
  choice(label, {
    agrees: ['agrees', 'ស្របគ្នា'],
    explained: ['differs, each difference is explained', 'ខុសគ្នា ហើយគ្រប់ចំណុចត្រូវបានពន្យល់'],
    open: ['differs, not explained', 'ខុសគ្នា ដោយគ្មានការពន្យល់'],
    none: ['there is no such list', 'គ្មានបញ្ជីនេះ'],
  });
const lists = {
  register: ['register of the institution', 'បញ្ជីរបស់គ្រឹះស្ថាន'],
  schoolRoll: ['school roll', 'បញ្ជីសិស្ស'],
  donorList: ['list of the donors', 'បញ្ជីរបស់ម្ចាស់ជំនួយ'],
} as const satisfies Record<string, Label>;
/** Names as the other lists have them: each is a child of the census, by its name or as chosen, or it is said why not. */
const names = labelled(
  z
    .array(
      z.strictObject({
        list: choice(['List', 'បញ្ជី'], lists),
        name: line('Name', 'ឈ្មោះ'),
        child: child().optional(),
        reason: line('Why the census does not have this child', 'មូលហេតុដែលជំរឿនគ្មានកុមារនេះ').optional(),
      }),
    )
    .max(2000),
  ['Names on the other lists', 'ឈ្មោះក្នុងបញ្ជីផ្សេងទៀត'],
).optional();
const source = choice(['Source', 'ប្រភព'], {
  family: ['family', 'គ្រួសារ'],
  commune: ['commune', 'ឃុំ/សង្កាត់'],
  child: ['the child', 'កុមារ'],
  school: ['school', 'សាលារៀន'],
  police: ['police', 'នគរបាល'],
  hospital: ['hospital', 'មន្ទីរពេទ្យ'],
  institution: ['the institution and its staff', 'គ្រឹះស្ថាន និងបុគ្គលិក'],
  other: ['other', 'ផ្សេងទៀត'],
});
const worker = () => official(['Receiving caseworker', 'អ្នកគ្រប់គ្រងករណីដែលទទួល'], ['dsw', 'ngoCaseworker']);
const on = () => date('On', 'នៅថ្ងៃទី');
const note = () => text('Note', 'កំណត់សម្គាល់').optional();
const reasons = () => text('Reasons', 'មូលហេតុ');

const order = {
  ...under('order', {
    institution: institution(),
    kind: kind(),
    legalBasis: text('Legal basis', 'មូលដ្ឋានច្បាប់'),
    reasons: reasons(),
    targetOn: date('Empty by', 'ត្រូវអស់កុមារត្រឹមថ្ងៃទី'),
    transition: yes(
      'The provider goes on with services in the community, without beds',
      'ប្រតិបត្តិករបន្តផ្តល់សេវាក្នុងសហគមន៍ ដោយគ្មានគ្រែ',
    ),
  }),
  ...under('capacity', {
    danger: yes('Children are in danger now', 'កុមារកំពុងស្ថិតក្នុងគ្រោះថ្នាក់'),
    shortReason: text(
      'Why the order is signed although caseworkers or foster places are short',
      'មូលហេតុចុះហត្ថលេខា ទោះបីខ្វះអ្នកគ្រប់គ្រងករណី ឬកន្លែងគ្រួសារធម៌',
    ).optional(),
  }),
};

export const forms = {
  'engagement.recorded': z.strictObject({
    ...under('order', {
      institution: institution(),
      kind: kind(),
      on: on(),
      minutes: text('Minutes: staff, board, donors', 'កំណត់ហេតុ៖ បុគ្គលិក ក្រុមប្រឹក្សា ម្ចាស់ជំនួយ'),
      flightRisk: yes('Children may be taken away before the order', 'កុមារអាចត្រូវនាំចេញមុនដីកា'),
    }),
  }),
  'engagement.ended': z.strictObject({ reasons: reasons() }),
  'capacity.checked': z.strictObject({ ...under('capacity', { on: on(), note: note() }) }),
  'order.signed': z.strictObject(order),
  'freeze.acknowledged': z.strictObject({
    ...under('freeze', {
      understood: yes('No child is admitted, no file is removed', 'មិនទទួលកុមារ និងមិនយកឯកសារចេញ'),
      note: note(),
    }),
  }),
  'freezeVisit.recorded': z.strictObject({
    ...under('freeze', {
      on: on(),
      served: yes('The notice was handed over or posted at the gate', 'លិខិតជូនដំណឹងត្រូវបានប្រគល់ ឬបិទនៅច្រកទ្វារ'),
      newChildren: count('Children who came after the order', 'កុមារដែលមកក្រោយដីកា', 500),
      note: note(),
    }),
  }),
  'census.sealed': z.strictObject({
    ...under('census', {
      on: on(),
      team,
      rows: rows(0),
      register: list(['Register of the institution', 'បញ្ជីរបស់គ្រឹះស្ថាន']),
      decisions: list(['Decisions of gatekeeping', 'សេចក្តីសម្រេចនៃច្រកទ្វារ']),
      schoolRoll: list(['School roll', 'បញ្ជីសិស្ស']),
      donorList: list(['List of the donors', 'បញ្ជីរបស់ម្ចាស់ជំនួយ']),
      names,
      explanation: text('How differences are explained', 'ការពន្យល់អំពីភាពខុសគ្នា').optional(),
    }),
    ...under('records', {
      files: choice(['Files of the children', 'ឯកសាររបស់កុមារ'], {
        kept: ['inventory taken', 'បានធ្វើបញ្ជីសារពើភណ្ឌ'],
        destroyed: ['missing or destroyed', 'បាត់ ឬត្រូវបានបំផ្លាញ'],
      }),
    }),
  }),
  'census.supplemented': z.strictObject({
    ...under('census', { on: on(), team, rows: rows(1), where: text('Where they were found', 'កន្លែងដែលរកឃើញ') }),
  }),
  'unnamed.explained': z.strictObject({
    ...under('census', {
      on: on(),
      became: choice(['Children found without a name', 'កុមារដែលរកឃើញដោយគ្មានឈ្មោះ'], {
        counted: ['each was registered by name, and the census counts it', 'ម្នាក់ៗត្រូវបានចុះបញ្ជីតាមឈ្មោះ ហើយមានក្នុងជំរឿន'],
        none: ['there was no such child', 'គ្មានកុមារបែបនេះទេ'],
      }),
      reasons: reasons(),
    }),
  }),
  'unnamed.confirmed': z.strictObject({ ...under('census', { on: on(), note: note() }) }),
  'child.screened': z.strictObject({
    ...under('child', {
      child: child(),
      on: on(),
      alone: yes('Spoken to alone', 'និយាយដោយឡែក'),
      unable: choice(['No talk could be held', 'មិនអាចនិយាយបាន'], {
        unable: ['the child cannot talk, with nobody’s help', 'កុមារមិនអាចនិយាយបាន ទោះមានអ្នកជួយ'],
        left: ['the child had left before the count', 'កុមារបានចាកចេញមុនការរាប់'],
      }).optional(),
      danger: yes('The child is in danger', 'កុមារស្ថិតក្នុងគ្រោះថ្នាក់'),
      note: note(),
    }),
  }),
  'child.cleared': z.strictObject({
    ...under('child', {
      child: child(),
      destination: choice(['Goes to', 'ទៅរស់នៅ'], destinations),
      worker: worker(),
      leavesOn: date('Leaves on (today, where nothing is said)', 'ចាកចេញនៅថ្ងៃទី (ថ្ងៃនេះ បើមិនបញ្ជាក់)').optional(),
      firstVisitOn: date('First visit booked for', 'ការចុះជួបលើកដំបូងនៅថ្ងៃទី'),
      needReason: text(
        'Why this child goes before those in greater need',
        'មូលហេតុដែលកុមារនេះទៅមុនកុមារដែលត្រូវការខ្លាំងជាង',
      ).optional(),
      groupReason: text(
        'Why so many leave on one day (province)',
        'មូលហេតុដែលកុមារច្រើននាក់ចាកចេញក្នុងថ្ងៃតែមួយ (ខេត្ត)',
      ).optional(),
    }),
  }),
  'child.settled': z.strictObject({
    ...under('child', {
      child: child(),
      on: on(),
      sources: labelled(z.array(source).min(1).max(8), [
        'Who confirmed that no family was found',
        'អ្នកបញ្ជាក់ថារកមិនឃើញគ្រួសារ',
      ]),
      support: text('Support that was agreed', 'ការគាំទ្រដែលបានព្រមព្រៀង'),
    }),
  }),
  'child.arrived': z.strictObject({ ...under('child', { child: child(), on: on(), note: note() }) }),
  'child.located': z.strictObject({
    ...under('child', {
      child: child(),
      on: on(),
      where: line('Where', 'កន្លែង'),
      seen: yes('Seen in person', 'បានជួបផ្ទាល់'),
    }),
  }),
  'child.moveEnded': z.strictObject({ ...under('child', { child: child(), on: on(), reasons: reasons() }) }),
  'death.confirmed': z.strictObject({
    ...under('child', {
      child: child(),
      on: on(),
      sources: labelled(z.array(source).min(1).max(8), ['Who confirmed the death', 'អ្នកបញ្ជាក់អំពីមរណភាព']),
      proof: line('Death certificate or paper', 'សំបុត្រមរណភាព ឬឯកសារ').optional(),
    }),
  }),
  'destination.verified': z.strictObject({
    ...under('child', {
      child: child(),
      on: on(),
      contactType: choice(['Contact', 'ទំនាក់ទំនង'], {
        inPerson: ['in person', 'ជួបផ្ទាល់'],
        telephone: ['telephone', 'ទូរស័ព្ទ'],
      }),
      childSeen: yes('Child seen', 'បានឃើញកុមារ'),
    }),
  }),
  'child.progressed': z.strictObject({
    child: child(),
    on: on(),
    what: choice(['What', 'អ្វី'], {
      assessed: ['assessed', 'បានវាយតម្លៃ'],
      planned: ['the destination is decided', 'បានសម្រេចកន្លែងទៅ'],
      placed: ['lives with a family', 'រស់នៅជាមួយគ្រួសារ'],
      visited: ['seen at the first visit', 'បានជួបក្នុងការចុះលើកដំបូង'],
      missing: ['missing, or whereabouts not known', 'បាត់ ឬមិនដឹងកន្លែង'],
      found: ['found', 'រកឃើញ'],
      brokenDown: ['the placement has broken down', 'ការដាក់បានដាច់ខាត'],
    }),
    destination: choice(['Lives with', 'រស់នៅជាមួយ'], destinations).optional(),
    by: labelled(z.array(z.string().min(1).max(64)).max(10), ['By', 'ដោយ']).optional(),
    passed: yes('Passed on by another closure', 'បញ្ជូនបន្តពីការបិទមួយទៀត').optional(),
  }),
  'records.copied': z.strictObject({
    ...under('records', {
      children: labelled(z.array(child()).min(1).max(500), ['Children', 'កុមារ']),
      on: on(),
      worker: worker(),
    }),
  }),
  'records.destroyed': z.strictObject({ ...under('records', { on: on(), what: text('What is gone', 'អ្វីដែលបាត់បង់') }) }),
  'records.rebuilt': z.strictObject({
    ...under('records', { on: on(), from: text('From which sources', 'ពីប្រភពណា') }),
  }),
  'records.filed': z.strictObject({
    ...under('records', { on: on(), place: line('Where they are kept', 'កន្លែងរក្សាទុក') }),
  }),
  'analysis.submitted': z.strictObject({
    ...under('staff', { staff: count('Staff', 'បុគ្គលិក'), staffPlan: text('Plan for the staff', 'ផែនការសម្រាប់បុគ្គលិក') }),
    ...under('money', {
      assets: text('Inventory of what the home owns', 'បញ្ជីសារពើភណ្ឌទ្រព្យសម្បត្តិ'),
      donors: text('Donors, and what they were told', 'ម្ចាស់ជំនួយ និងអ្វីដែលបានជូនដំណឹង'),
      guaranteedUntil: date('Minimum operation guaranteed until', 'ធានាដំណើរការអប្បបរមារហូតដល់'),
      enough: yes('The money lasts until the last child has left', 'ថវិកាគ្រប់រហូតដល់កុមារចុងក្រោយចាកចេញ'),
    }),
  }),
  'staff.settled': z.strictObject({
    ...under('staff', {
      redeployed: count('Redeployed or retrained', 'ត្រូវបានផ្លាស់ ឬបណ្តុះបណ្តាលឡើងវិញ'),
      released: count('Released', 'ត្រូវបានបញ្ចប់ការងារ'),
      left: count('Left by themselves', 'ចាកចេញដោយខ្លួនឯង').optional(),
      unvetted: count('Of those redeployed: not vetted', 'ក្នុងចំណោមអ្នកផ្លាស់៖ មិនទាន់ពិនិត្យប្រវត្តិ'),
      openAllegations: count('Of those redeployed: an allegation is open', 'ក្នុងចំណោមអ្នកផ្លាស់៖ មានការចោទប្រកាន់'),
    }),
  }),
  'cash.checked': z.strictObject({
    ...under('money', {
      on: on(),
      enough: yes('The money lasts', 'ថវិកាគ្រប់គ្រាន់'),
      months: count('Months covered', 'ចំនួនខែ', 240),
    }),
  }),
  'donor.left': z.strictObject({ ...under('money', { on: on(), note: note() }) }),
  'assets.settled': z.strictObject({
    ...under('money', { on: on(), deeds: text('Deeds and agreements', 'លិខិតផ្ទេរ និងកិច្ចព្រមព្រៀង') }),
  }),
  'extension.signed': z.strictObject({
    ...under('order', { targetOn: date('New date', 'កាលបរិច្ឆេទថ្មី'), reasons: reasons() }),
  }),
  'appeal.filed': z.strictObject({ ...under('order', { on: on(), grounds: text('Grounds', 'មូលហេតុ') }) }),
  'appeal.decided': z.strictObject({
    ...under('order', {
      on: on(),
      result: choice(['Result', 'លទ្ធផល'], {
        dismissed: ['dismissed: the order stands', 'ច្រានចោល៖ ដីកានៅជាធរមាន'],
        granted: ['granted: the order is to be withdrawn', 'ទទួលយក៖ ដីកាត្រូវដកវិញ'],
      }),
      reasons: reasons(),
    }),
  }),
  'abandonment.recorded': z.strictObject({ ...under('order', { on: on(), reasons: reasons() }) }),
  'order.withdrawn': z.strictObject({
    ...under('order', {
      reasons: reasons(),
      reinspectedOn: date('Re-inspected on', 'ត្រួតពិនិត្យឡើងវិញនៅថ្ងៃទី'),
      standardsMet: yes('All standards are met', 'បានបំពេញតាមស្តង់ដារទាំងអស់'),
    }),
  }),
  'freeze.lifted': z.strictObject({ ...under('order', { reasons: reasons() }) }),
  'order.upheld': z.strictObject({ ...under('order', { on: on(), reasons: reasons() }) }),
  'premises.emptied': z.strictObject({
    ...under('verification', { on: on(), beds: text('What became of the beds', 'ការដោះស្រាយគ្រែ') }),
  }),
  'verification.recorded': z.strictObject({
    ...under('verification', {
      on: on(),
      unannounced: yes('Unannounced', 'មិនជូនដំណឹងមុន'),
      empty: yes('Nobody sleeps there any more', 'លែងមាននរណាស្នាក់នៅ'),
      members: labelled(
        z
          .array(official(['Member', 'សមាជិក'], ['mosvy', 'pdosvyOfficer', 'pdosvyDirector']))
          .min(1)
          .max(10),
        ['Who verified: ministry and province', 'អ្នកផ្ទៀងផ្ទាត់៖ ក្រសួង និងខេត្ត'],
      ),
      note: note(),
    }),
  }),
  'certificate.signed': z.strictObject({
    ...under('verification', { note: note(), filesAt: line('Files are kept at', 'ឯកសាររក្សាទុកនៅ') }),
  }),
  'visit.recorded': z.strictObject({
    ...under('surveillance', {
      visitOn: date('Visited on', 'ថ្ងៃចុះពិនិត្យ'),
      unannounced: yes('Unannounced', 'មិនជូនដំណឹងមុន'),
      found: choice(['Found', 'លទ្ធផល'], {
        empty: ['empty, or used for something else', 'ទទេ ឬប្រើសម្រាប់គោលបំណងផ្សេង'],
        suspicious: ['signs that children sleep there', 'មានសញ្ញាថាមានកុមារស្នាក់នៅ'],
        childrenSleep: ['children sleep there', 'មានកុមារស្នាក់នៅ'],
      }),
      people: choices(['Seen there', 'បានឃើញនៅទីនោះ'], {
        director: ['the former director', 'អតីតនាយក'],
        staff: ['former staff', 'អតីតបុគ្គលិក'],
        children: ['children of the census', 'កុមារក្នុងជំរឿន'],
        nobody: ['nobody of the home', 'គ្មាននរណាពីគ្រឹះស្ថាន'],
      }),
      note: note(),
    }),
  }),
} satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof forms;
