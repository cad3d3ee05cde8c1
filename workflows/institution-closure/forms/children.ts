/** The forms about one child: talk, clearing, arrival, what its own case tells. */
import { z } from 'zod';
import { child, choice, date, labelled, line, text, under, yes, type Label } from '../../fields';
import { source, worker, on, note, reasons } from './shared';

const destinations = {
  home: ['own family', 'គ្រួសារបង្កើត'],
  kin: ['relatives', 'សាច់ញាតិ'],
  foster: ['foster family', 'គ្រួសារធម៌'],
  independent: ['supported independent living (16 or older)', 'ការរស់នៅឯករាជ្យដោយមានការគាំទ្រ (អាយុ ១៦ឆ្នាំឡើង)'],
  byDecision: ['another institution, by a new decision of gatekeeping', 'គ្រឹះស្ថានផ្សេង តាមសេចក្តីសម្រេចថ្មីនៃច្រកទ្វារ'],
} as const satisfies Record<string, Label>;

export const childForms = {
  'child.screened': z.strictObject({
    ...under('child', {
      child: child(),
      on: on(),
      alone: yes('Spoken to alone', 'និយាយដោយឡែក'),
      unable: choice(
        ['No talk could be held (another person signs it too)', 'មិនអាចនិយាយបាន (អ្នកម្នាក់ទៀតត្រូវចុះហត្ថលេខាដែរ)'],
        {
          unable: ['the child cannot talk, with nobody’s help', 'កុមារមិនអាចនិយាយបាន ទោះមានអ្នកជួយ'],
          left: ['the child had left before the count', 'កុមារបានចាកចេញមុនការរាប់'],
        },
      ).optional(),
      danger: yes('The child is in danger', 'កុមារស្ថិតក្នុងគ្រោះថ្នាក់'),
      note: note(),
    }),
  }),
  'untalked.confirmed': z.strictObject({ ...under('child', { child: child(), on: on(), note: note() }) }),
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
} satisfies Record<string, z.ZodType>;
