/** The forms of the support case. */
import { z } from 'zod';
import { changes, otherServices, tracks } from './context';

const uuid = z.uuid();
const id = (en: string, km: string) => uuid.meta({ title: en, titleKm: km });
const line = (en: string, km: string, most = 2000) =>
  z.string().trim().min(1).max(most).meta({ title: en, titleKm: km, 'x-widget': 'text' });
const date = (en: string, km: string) => z.iso.date().meta({ title: en, titleKm: km });
const track = z.enum(tracks).meta({ title: 'Service', titleKm: 'សេវា' });

/** Sent by gatekeeping with a refusal or withdrawal, or by a worker who is concerned. */
export const opened = z.strictObject({
  reason: z.enum(['refused', 'withdrawn', 'concern']).meta({ title: 'Opened because', titleKm: 'បើកដោយសារ' }),
  children: z.array(uuid).min(1).max(20).meta({ title: 'Children', titleKm: 'កុមារ', 'x-widget': 'children' }),
  request: id('Admission request', 'ពាក្យស្នើសុំទទួលកុមារ').optional(),
  needs: z.array(z.string().trim().min(1).max(100)).max(40).default([]).meta({ title: 'Needs', titleKm: 'តម្រូវការ' }),
  referrals: z
    .array(z.string().trim().min(1).max(100))
    .max(10)
    .default([])
    .meta({ title: 'Referrals already made', titleKm: 'ការបញ្ជូនដែលបានធ្វើរួច' }),
  openedAt: z.number().int().positive().optional().meta({ title: 'Opened at', titleKm: 'បើកនៅ', 'x-widget': 'hidden' }),
  narrative: line('What worries you', 'អ្វីដែលអ្នកបារម្ភ').optional(),
});

export const offered = z.strictObject({
  service: track,
  kind: z.enum(otherServices).optional().meta({ title: 'Kind of service', titleKm: 'ប្រភេទសេវា' }),
  provider: line('Who provides it', 'អ្នកផ្តល់សេវា', 200),
  offeredOn: date('Offered on', 'ថ្ងៃផ្តល់ជូន'),
});

export const answered = z
  .strictObject({
    service: track,
    accepts: z.boolean().meta({ title: 'The family accepts', titleKm: 'គ្រួសារទទួលយក' }),
    reason: line('Reason for declining', 'មូលហេតុមិនទទួលយក').optional(),
    answeredBy: z
      .enum(['mother', 'father', 'guardian', 'relative', 'child'])
      .meta({ title: 'Answered by', titleKm: 'អ្នកឆ្លើយ' }),
  })
  .refine((a) => a.accepts || a.reason !== undefined, { path: ['reason'], message: 'reason_required' });

export const acknowledged = z.strictObject({
  service: track,
  available: z.boolean().meta({ title: 'The service takes the family', titleKm: 'សេវាទទួលគ្រួសារ' }),
  contact: line('Who answered for the service', 'អ្នកឆ្លើយតំណាងសេវា', 200),
  from: z.iso.date().optional().meta({ title: 'Starts on', titleKm: 'ចាប់ផ្តើមនៅថ្ងៃ' }),
});

export const followUp = z.strictObject({
  contact: z.enum(['inPerson', 'phone', 'written']).meta({ title: 'Contact', titleKm: 'ទម្រង់ទំនាក់ទំនង' }),
  childSeen: z.boolean().meta({ title: 'The child was seen', titleKm: 'បានឃើញកុមារ' }),
  spokenAlone: z.boolean().meta({ title: 'Spoken to alone', titleKm: 'បាននិយាយជាមួយកុមារដាច់ដោយឡែក' }),
  notAloneBecause: line('Why the child could not be spoken to alone', 'ហេតុអ្វីមិនអាចនិយាយជាមួយកុមារដោយឡែក').optional(),
  visitedOn: date('Date of the contact', 'ថ្ងៃទំនាក់ទំនង'),
  findings: line('Findings', 'អ្វីដែលបានរកឃើញ'),
});

export const reviewed = z.strictObject({
  conclusion: z.enum(['improved', 'continue']).meta({ title: 'Conclusion', titleKm: 'សេចក្តីសន្និដ្ឋាន' }),
  childView: z
    .enum(['heard', 'notPossible'])
    .meta({ title: "The child's view was sought", titleKm: 'បានសួរទស្សនៈរបស់កុមារ' }),
  childViewReason: line('Why it was not possible', 'មូលហេតុដែលមិនអាចធ្វើបាន').optional(),
  notes: line('Notes', 'កំណត់សម្គាល់'),
});

export const closing = z.strictObject({
  ground: z.enum(['supported', 'declined']).meta({ title: 'Ground', titleKm: 'មូលហេតុ' }),
  childSafe: z.boolean().meta({ title: 'The child is safe with the family', titleKm: 'កុមារមានសុវត្ថិភាពជាមួយគ្រួសារ' }),
  summary: line('Summary', 'សេចក្តីសង្ខេប'),
});

export const loss = z.strictObject({
  searched: z
    .array(z.enum(['home', 'neighbours', 'school', 'commune', 'relatives', 'police']))
    .max(6)
    .meta({ title: 'Where the child was looked for', titleKm: 'កន្លែងដែលបានស្វែងរក' }),
  lastSeen: date('Last seen', 'ឃើញចុងក្រោយ').optional(),
  summary: line('Summary', 'សេចក្តីសង្ខេប'),
});

export const approved = z.strictObject({ reasons: line('Reasons', 'មូលហេតុ') });

export const sentBack = z.strictObject({ reasons: line('What is still to be done', 'អ្វីដែលនៅត្រូវធ្វើ') });

export const returned = z.strictObject({
  changedFacts: z.array(z.enum(changes)).max(7).meta({ title: 'Facts that changed', titleKm: 'អង្គហេតុដែលបានផ្លាស់ប្តូរ' }),
  description: line('What changed', 'អ្វីដែលបានផ្លាស់ប្តូរ'),
});

export const concern = z.strictObject({
  kind: z
    .enum(['violence', 'neglect', 'sexualAbuse', 'exploitation', 'missing', 'health', 'other'])
    .meta({ title: 'Concern', titleKm: 'ក្តីបារម្ភ' }),
  observedOn: date('Observed on', 'ថ្ងៃសង្កេតឃើញ'),
  narrative: line('What was seen or heard', 'អ្វីដែលបានឃើញ ឬឮ', 8000),
});

export const resolved = z.strictObject({
  childSeen: z.boolean().meta({ title: 'The child was seen in person', titleKm: 'បានឃើញកុមារដោយផ្ទាល់' }),
  childSafe: z.boolean().meta({ title: 'The child is safe now', titleKm: 'ឥឡូវកុមារមានសុវត្ថិភាព' }),
  measures: line('Measures taken', 'វិធានការដែលបានធ្វើ'),
});

export const died = z.strictObject({
  child: uuid.meta({ title: 'Child', titleKm: 'កុមារ', 'x-widget': 'child' }),
  diedOn: date('Died on', 'ថ្ងៃស្លាប់'),
});
