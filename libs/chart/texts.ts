/** The words of the drawings and of the handbook. */
import type { Amount } from '../../workflows/parameters';
import type { RegistryChange, Text } from '../../workflows/workflow';

const t = (en: string, km: string): Text => ({ en, km });

export const chartTexts = {
  history: t('back to where it was', 'ត្រឡប់ទៅកន្លែងដើម'),
  anyStep: t('at any of these steps', 'នៅជំហានណាក៏បាន'),
  anyTime: t('at any time', 'ពេលណាក៏បាន'),
  after: t('after', 'ក្រោយ'),
  within: t('within', 'ក្នុងរយៈពេល'),
  until: t('until', 'រហូតដល់'),
  due: t('due', 'កំណត់ត្រឹម'),
  moreRules: t('more', 'ទៀត'),
  here: t('you are here', 'អ្នកនៅទីនេះ'),
  done: t('done', 'បានធ្វើរួច'),
  outcome: t('outcome', 'លទ្ធផល'),
  collapsed: t('has its own drawing', 'មានគំនូរដោយឡែក'),
  overview: t('Overview', 'ទិដ្ឋភាពទូទៅ'),
  drawingOf: t('Drawing', 'គំនូរ'),
  inWords: t('The same in words', 'ដូចគ្នាជាពាក្យ'),
  byItself: t('by itself, as soon as nothing is missing', 'ដោយខ្លួនឯង ពេលគ្រប់លក្ខខណ្ឌ'),
  records: t('is recorded; the step stays the same', 'ត្រូវបានកត់ត្រា ជំហាននៅដដែល'),
} satisfies Record<string, Text>;

export const unitTexts: Record<Amount['unit'], { one: Text; many: Text }> = {
  hours: { one: t('hour', 'ម៉ោង'), many: t('hours', 'ម៉ោង') },
  days: { one: t('day', 'ថ្ងៃ'), many: t('days', 'ថ្ងៃ') },
  workingDays: { one: t('working day', 'ថ្ងៃធ្វើការ'), many: t('working days', 'ថ្ងៃធ្វើការ') },
  months: { one: t('month', 'ខែ'), many: t('months', 'ខែ') },
};

/** Names of the parts of a parameter that has several values. */
export const valueKeys: Record<string, Text> = {
  high: t('high risk', 'ហានិភ័យខ្ពស់'),
  medium: t('medium risk', 'ហានិភ័យមធ្យម'),
  low: t('low risk', 'ហានិភ័យទាប'),
  normal: t('otherwise', 'ករណីផ្សេង'),
  target: t('target', 'គោលដៅ'),
  limit: t('limit', 'កំណត់អតិបរមា'),
  alert: t('alert', 'ព្រមាន'),
  block: t('block', 'ទប់ស្កាត់'),
  count: t('count', 'ចំនួន'),
  days: t('days', 'ថ្ងៃ'),
  members: t('members', 'សមាជិក'),
  agencies: t('agencies', 'ស្ថាប័ន'),
};
export const notSet = t('not set yet', 'មិនទាន់កំណត់');
export const several = t('several values', 'តម្លៃច្រើន');

/** What the register tells an open case of. */
export const reactionTexts: Record<RegistryChange, Text> = {
  'institution.standing': t('The standing of the institution has changed', 'ស្ថានភាពរបស់គ្រឹះស្ថានបានផ្លាស់ប្តូរ'),
  'child.birth': t('A birth date was corrected', 'ថ្ងៃកំណើតត្រូវបានកែតម្រូវ'),
  'child.died': t('The register records a death', 'បញ្ជីកត់ត្រាមរណភាព'),
  'child.revived': t('The record of a death is corrected', 'ការកត់ត្រាមរណភាពត្រូវបានកែតម្រូវ'),
  'child.moved': t('The register learns where a child is, or is not', 'បញ្ជីដឹងថាកុមារនៅទីណា ឬមិននៅទីណា'),
  'child.courtOrder': t('The register records a court order', 'បញ្ជីកត់ត្រាដីកាតុលាការ'),
};

/** How sure a number is, as the parameters have it. */
export const certaintyTexts = {
  verified: t('read in a source', 'មានក្នុងប្រភព'),
  analogue: t('taken from another country or practice', 'យកតាមប្រទេស ឬការអនុវត្តផ្សេង'),
  proposal: t('design proposal, not law', 'សំណើរៀបចំ មិនមែនច្បាប់'),
} satisfies Record<string, Text>;

/** What the tags of the sources mean. */
export const tagTexts: { tag: string; text: Text }[] = [
  {
    tag: '[V:Sx]',
    text: t('Verified: read in the source Sx of the register of sources.', 'បានផ្ទៀងផ្ទាត់៖ បានអានក្នុងប្រភព Sx នៃបញ្ជីប្រភព។'),
  },
  {
    tag: '[V2:Sx]',
    text: t(
      'Read in a secondary source (press, or a summary of a law); the Khmer text of the law itself was not seen.',
      'បានអានក្នុងប្រភពបន្ទាប់បន្សំ (សារព័ត៌មាន ឬសេចក្តីសង្ខេបច្បាប់) មិនបានឃើញអត្ថបទច្បាប់ជាភាសាខ្មែរផ្ទាល់។',
    ),
  },
  { tag: '[GK]', text: t('General knowledge, not verified in a source.', 'ចំណេះដឹងទូទៅ មិនបានផ្ទៀងផ្ទាត់ក្នុងប្រភព។') },
  {
    tag: '[DP]',
    text: t(
      'Design proposal, not law: no law says it, and the ministry can change it.',
      'សំណើរៀបចំ មិនមែនច្បាប់៖ គ្មានច្បាប់ចែងទេ ហើយក្រសួងអាចផ្លាស់ប្តូរបាន។',
    ),
  },
];

export const clockText = t('the clock', 'នាឡិកាប្រព័ន្ធ');
export const registerText = t('the register', 'បញ្ជី');

/** Words of the handbook page. */
export const handbookTexts = {
  title: t('Handbook of procedures', 'សៀវភៅណែនាំនីតិវិធី'),
  lead: t(
    'Each procedure as the system runs it: steps, roles, deadlines, rules and their sources. The page is made from the running procedure itself.',
    'នីតិវិធីនីមួយៗតាមដែលប្រព័ន្ធអនុវត្ត៖ ជំហាន តួនាទី កាលកំណត់ វិធាន និងប្រភព។ ទំព័រនេះបង្កើតចេញពីនីតិវិធីដែលកំពុងដំណើរការផ្ទាល់។',
  ),
  otherLanguage: t('ភាសាខ្មែរ', 'English'),
  all: t('All procedures', 'នីតិវិធីទាំងអស់'),
  contents: t('Contents', 'មាតិកា'),
  version: t('version', 'កំណែទី'),
  parameterVersion: t('parameters, version', 'ប៉ារ៉ាម៉ែត្រ កំណែទី'),
  what: t('What it is for', 'គោលបំណង'),
  opens: t('It begins with', 'ចាប់ផ្តើមដោយ'),
  drawings: t('Drawings', 'គំនូរ'),
  steps: t('Steps in order', 'ជំហានតាមលំដាប់'),
  who: t('Who', 'អ្នកទទួលខុសត្រូវ'),
  when: t('By when', 'កាលកំណត់'),
  evidence: t('What is written down', 'អ្វីដែលត្រូវកត់ត្រា'),
  ways: t('What may follow', 'អ្វីដែលអាចបន្ត'),
  also: t('Also possible at this step', 'អាចធ្វើបានដែរនៅជំហាននេះ'),
  leadsTo: t('leads to', 'នាំទៅ'),
  by: t('by', 'ដោយ'),
  rules: t('Rules', 'វិធាន'),
  rule: t('Rule', 'វិធាន'),
  noRule: t('no rule', 'គ្មានវិធាន'),
  source: t('Source', 'ប្រភព'),
  certainty: t('How sure', 'ភាពប្រាកដ'),
  supplies: t('Who can supply what is missing', 'អ្នកដែលអាចបំពេញអ្វីដែលខ្វះ'),
  nobody: t('nobody', 'គ្មាននរណា'),
  signature: t('needs a signature', 'ត្រូវការហត្ថលេខា'),
  optional: t('if known', 'បើដឹង'),
  deadlines: t('Deadlines', 'កាលកំណត់'),
  deadline: t('Deadline', 'កាលកំណត់'),
  value: t('Value in force', 'តម្លៃកំពុងប្រើ'),
  parameter: t('Parameter', 'ប៉ារ៉ាម៉ែត្រ'),
  events: t('What people do', 'សកម្មភាព'),
  event: t('Act', 'សកម្មភាព'),
  roles: t('Roles', 'តួនាទី'),
  role: t('Role', 'តួនាទី'),
  tasks: t('Tasks', 'កិច្ចការ'),
  may: t('May', 'អាចធ្វើ'),
  outcomes: t('Outcomes', 'លទ្ធផល'),
  outcome: t('Outcome', 'លទ្ធផល'),
  ends: t('Ends in', 'បញ្ចប់ដោយ'),
  proposal: t('design proposal, not law', 'សំណើរៀបចំ មិនមែនច្បាប់'),
  tags: t('What the source tags mean', 'អត្ថន័យស្លាកប្រភព'),
  noTask: t('Nobody has a task here.', 'គ្មាននរណាមានកិច្ចការនៅទីនេះទេ។'),
  scroll: t('the drawing can be moved sideways', 'គំនូរអាចអូសទៅឆ្វេងស្តាំបាន'),
  dashes: t(
    'Dashed arrows happen by themselves. Brown arrows are deadlines. A small box with → says where the procedure goes on.',
    'ព្រួញដាច់ៗកើតឡើងដោយខ្លួនឯង។ ព្រួញពណ៌ត្នោតគឺកាលកំណត់។ ប្រអប់តូចមាន → បង្ហាញកន្លែងដែលនីតិវិធីបន្ត។',
  ),
} satisfies Record<string, Text>;
