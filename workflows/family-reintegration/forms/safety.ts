/** Forms of what cannot wait: safety, protection, a missing child, where the child is, what a court has ordered, a death. */
import { z } from 'zod';
import {
  caseworker,
  child,
  children,
  choice,
  date,
  instant,
  labelled,
  line,
  official,
  text,
  under,
  yes,
} from '../../fields';
import type { Role } from '../../workflow';
import { protectionLabels, whereLabels } from './vocabulary';

const reasons = text('Reasons', 'មូលហេតុ', 8000);
/** Whoever may read the file and may be named in a concern. */
const officials: Role[] = [
  'village',
  'commune',
  'dsw',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'ngoCaseworker',
  'rciDirector',
  'police',
];

export const safetyConcernRaised = z.strictObject({
  ...under('safety', {
    kind: choice(['Concern', 'ក្តីបារម្ភ'], {
      violence: ['violence', 'អំពើហិង្សា'],
      sexualAbuse: ['sexual abuse', 'ការរំលោភបំពានផ្លូវភេទ'],
      neglect: ['neglect', 'ការមិនយកចិត្តទុកដាក់'],
      exploitation: ['exploitation', 'ការកេងប្រវ័ញ្ច'],
      earlyMarriage: ['early marriage', 'អាពាហ៍ពិពាហ៍មុនអាយុ'],
      selfHarm: ['danger to self', 'គ្រោះថ្នាក់ដល់ខ្លួនឯង'],
      other: ['other', 'ផ្សេងទៀត'],
    }),
    observedOn: date('Observed or told on', 'ថ្ងៃសង្កេតឃើញ ឬទទួលដំណឹង'),
    observedAt: instant('At', 'ម៉ោង').optional(),
    disclosedBy: choice(['Told by', 'ប្រាប់ដោយ'], {
      child: ['the child', 'កុមារផ្ទាល់'],
      sibling: ['brother or sister', 'បងប្អូន'],
      carer: ['carer', 'អ្នកថែទាំ'],
      relative: ['relative', 'សាច់ញាតិ'],
      neighbour: ['neighbour', 'អ្នកជិតខាង'],
      teacher: ['teacher', 'គ្រូបង្រៀន'],
      health: ['health centre', 'មណ្ឌលសុខភាព'],
      other: ['somebody else', 'អ្នកផ្សេង'],
    }).optional(),
    narrative: text('What was seen or heard, in the words used', 'អ្វីដែលបានឃើញ ឬឮ តាមពាក្យដើម', 8000),
  }),
  ...under('people', {
    implicated: labelled(z.array(official(['Official', 'មន្ត្រី'], officials)).max(10), [
      'Officials who are implicated, or kin to somebody who is',
      'មន្ត្រីដែលពាក់ព័ន្ធ ឬជាសាច់ញាតិរបស់អ្នកពាក់ព័ន្ធ',
    ]).optional(),
    siblingsAtHome: children(['Other children in the home', 'កុមារផ្សេងទៀតក្នុងផ្ទះ']).optional(),
  }),
});

export const safetyReported = z.strictObject({
  to: choice(['Reported to', 'បានរាយការណ៍ទៅ'], {
    police: ['police', 'នគរបាល'],
    pdosvy: ['PDoSVY', 'មន្ទីរ សអយ'],
    court: ['court', 'តុលាការ'],
  }),
  at: instant('Reported at', 'ពេលរាយការណ៍'),
  reference: line('Reference of the report', 'លេខយោងរបាយការណ៍').optional(),
});

export const siblingSeen = z.strictObject({
  child: child(['Child in the same home', 'កុមារក្នុងផ្ទះតែមួយ']),
  on: date('Seen on', 'ថ្ងៃជួប'),
  safe: yes('The child is safe', 'កុមារមានសុវត្ថិភាព'),
});

/** Somebody from another district goes to the child, because an official of this one is implicated. */
export const visitorNamed = z.strictObject({
  worker: caseworker(['Worker of another district', 'បុគ្គលិកនៃស្រុកផ្សេង']),
  reason: text('Why', 'មូលហេតុ'),
});

export const protectionArranged = z.strictObject({
  kind: choice(['Where the child stays', 'កន្លែងស្នាក់នៅ'], protectionLabels),
  from: date('From', 'ចាប់ពីថ្ងៃ'),
  until: date('Until the end of', 'រហូតដល់ចុងថ្ងៃ'),
  reason: text('Why', 'មូលហេតុ'),
});

export const safetyClosed = z.strictObject({
  outcome: choice(['Result', 'លទ្ធផល'], {
    safe: ['the child is safe at home', 'កុមារមានសុវត្ថិភាពនៅផ្ទះ'],
    protected: ['the child is protected elsewhere', 'កុមារត្រូវបានការពារនៅកន្លែងផ្សេង'],
    unfounded: ['the concern was unfounded', 'ក្តីបារម្ភគ្មានមូលដ្ឋាន'],
  }),
  reasons,
});

export const childMissing = z.strictObject({
  since: date('Missing since', 'បាត់ខ្លួនតាំងពីថ្ងៃ'),
  lastSeenBy: line('Last seen by', 'អ្នកឃើញចុងក្រោយ'),
  toldPolice: yes('Police informed', 'បានជូនដំណឹងនគរបាល'),
  told1280: yes('Helpline 1280 informed', 'បានជូនដំណឹងខ្សែទូរស័ព្ទជំនួយ ១២៨០'),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

const { home, away, abroad } = whereLabels;
export const childFound = z.strictObject({
  on: date('Found on', 'ថ្ងៃរកឃើញ'),
  where: choice(['Where', 'ទីកន្លែង'], { home, away, abroad }),
  condition: text('How the child is', 'ស្ថានភាពកុមារ'),
  seen: yes('A caseworker has seen the child', 'អ្នកគ្រប់គ្រងករណីបានជួបកុមារ'),
});

export const locationRecorded = z.strictObject({
  where: choice(['Where the child is', 'កន្លែងដែលកុមារស្ថិតនៅ'], whereLabels),
  since: date('Since', 'តាំងពីថ្ងៃ'),
  source: line('Who says so', 'ប្រភពព័ត៌មាន'),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const courtOrderRecorded = z.strictObject({
  court: line('Court', 'តុលាការ'),
  number: line('Number of the order', 'លេខដីកា').optional(),
  on: date('Date of the order', 'កាលបរិច្ឆេទដីកា'),
  orders: choice(['The order', 'ដីកា'], {
    return: ['orders the return to the family', 'បង្គាប់ឱ្យប្រគល់ត្រឡប់ទៅគ្រួសារ'],
    stay: ['orders that the child stays where it is', 'បង្គាប់ឱ្យកុមារនៅកន្លែងដដែល'],
    custodyOther: ['gives custody to somebody else', 'ប្រគល់អំណាចមេបាទៅអ្នកផ្សេង'],
    noContact: ['forbids contact', 'ហាមឃាត់ការទំនាក់ទំនង'],
    other: ['something else', 'ផ្សេងទៀត'],
  }),
  text: text('What it says', 'ខ្លឹមសារដីកា', 8000),
});

export const courtOrderCleared = z.strictObject({
  reference: line('Reference of the court’s answer', 'លេខយោងចម្លើយរបស់តុលាការ'),
  reasons,
});

export const deathRecorded = z.strictObject({
  diedOn: date('Died on', 'ថ្ងៃស្លាប់'),
  place: line('Where', 'ទីកន្លែង').optional(),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});
