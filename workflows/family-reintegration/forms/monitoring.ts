/** Forms while the child lives with the family: Form 5 and what a supervisor does about visits. */
import { z } from 'zod';
import { choice, choices, date, instant, labelled, line, signature, text, under, yes } from '../../fields';
import { contactType } from '../../vocabulary';
import { risk } from './vocabulary';

/** What a visit must answer to count: with one of these missing it is incomplete. `x-star` tells pages which they are. */
export const safetyFields = [
  'spokenAlone',
  'where',
  'whoLivesThere',
  'newAdult',
  'school',
  'health',
  'food',
  'injuries',
  'sleeping',
  'work',
  'childWords',
  'risk',
] as const;

const starred = <S extends Record<string, z.ZodType>>(fields: S): S =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      (safetyFields as readonly string[]).includes(name) ? field.meta({ ...field.meta(), 'x-star': true }) : field,
    ]),
  ) as S;

const household = labelled(
  z
    .array(
      z.strictObject({
        name: line('Name', 'ឈ្មោះ'),
        relation: line('Relation to the child', 'ត្រូវជាអ្វីនឹងកុមារ'),
      }),
    )
    .max(20),
  ['Who lives there now', 'អ្នកដែលរស់នៅទីនោះឥឡូវនេះ'],
);
export const visitRecorded = z.strictObject(
  starred({
    ...under('contact', {
      visitOn: date('Date', 'កាលបរិច្ឆេទ'),
      contactType,
      childSeen: yes('The child was seen', 'បានជួបកុមារ'),
      spokenAlone: yes('Spoken to alone', 'បាននិយាយជាមួយកុមារដោយឡែក').optional(),
      notAloneBecause: text('Why not alone', 'ហេតុអ្វីមិនបាននិយាយដោយឡែក').optional(),
      where: choice(['Where', 'ទីកន្លែង'], {
        home: ['at home', 'នៅផ្ទះ'],
        school: ['at school', 'នៅសាលារៀន'],
        work: ['where the child works', 'កន្លែងដែលកុមារធ្វើការ'],
        elsewhere: ['elsewhere', 'កន្លែងផ្សេង'],
      }).optional(),
      startedAt: instant('Begun at', 'ពេលចាប់ផ្តើម').optional(),
    }),
    ...under('household', {
      whoLivesThere: household.optional(),
      newAdult: yes('A new adult lives there', 'មានមនុស្សពេញវ័យថ្មីរស់នៅទីនោះ').optional(),
      sleeping: choice(['Where the child sleeps', 'កន្លែងគេងរបស់កុមារ'], {
        ok: ['good', 'ល្អ'],
        notOk: ['not good', 'មិនល្អ'],
      }).optional(),
      food: choice(['Food', 'អាហារ'], {
        ok: ['enough', 'គ្រប់គ្រាន់'],
        notEnough: ['not enough', 'មិនគ្រប់គ្រាន់'],
      }).optional(),
    }),
    ...under('schoolAndWork', {
      school: choice(['School', 'សាលារៀន'], {
        attending: ['attends', 'ទៅរៀន'],
        absent: ['does not attend', 'មិនទៅរៀន'],
        notOfAge: ['not of school age', 'មិនទាន់ដល់អាយុចូលរៀន'],
      }).optional(),
      schoolConfirmedBy: choice(['Confirmed by', 'បញ្ជាក់ដោយ'], {
        teacher: ['the teacher', 'គ្រូបង្រៀន'],
        other: ['somebody else', 'អ្នកផ្សេង'],
      }).optional(),
      absentDays: labelled(z.int().min(0).max(366), [
        'School days missed since the last visit',
        'ចំនួនថ្ងៃអវត្តមានពីការចុះមុន',
      ]).optional(),
      work: yes('The child works', 'កុមារធ្វើការ').optional(),
    }),
    ...under('healthAndSafety', {
      health: choice(['Health', 'សុខភាព'], {
        good: ['good', 'ល្អ'],
        ill: ['ill', 'ឈឺ'],
      }).optional(),
      medication: text('Medicine', 'ថ្នាំ').optional(),
      injuries: yes('Marks or injuries', 'មានស្នាម ឬរបួស').optional(),
      concerns: choices(
        ['Noticed', 'បានសង្កេតឃើញ'],
        {
          disclosure: ['the child told of violence or abuse', 'កុមារបានប្រាប់អំពីអំពើហិង្សា ឬការរំលោភបំពាន'],
          suicidal: ['talk of suicide', 'និយាយអំពីការធ្វើអត្តឃាត'],
          earlyMarriage: ['talk of early marriage', 'និយាយអំពីអាពាហ៍ពិពាហ៍មុនអាយុ'],
          migrationPlan: ['a plan to migrate', 'គម្រោងធ្វើចំណាកស្រុក'],
          refusedAccess: ['access was refused', 'មិនអនុញ្ញាតឱ្យជួប'],
          carerGone: ['the carer is gone', 'អ្នកថែទាំបានចាកចេញ'],
          childOut: ['the child lives elsewhere', 'កុមាររស់នៅកន្លែងផ្សេង'],
          none: ['none of these', 'គ្មានទេ'],
        },
        1,
      ),
      childWords: text(
        "In the child's own words; what the child disclosed belongs into the safety report",
        'ពាក្យសម្តីរបស់កុមារផ្ទាល់ ចំពោះការរំលោភ សូមសរសេរក្នុងរបាយការណ៍សុវត្ថិភាព',
      ).optional(),
      risk: risk('Risk, rated again', 'ហានិភ័យ វាយតម្លៃឡើងវិញ').optional(),
    }),
    ...under('form5', {
      siblingContact: yes('Contact with siblings who live apart', 'ទំនាក់ទំនងជាមួយបងប្អូនដែលរស់នៅដាច់ពីគ្នា').optional(),
      contactFromInstitution: yes('The institution or a donor made contact', 'គ្រឹះស្ថាន ឬម្ចាស់ជំនួយបានទាក់ទងមក').optional(),
      grantReceived: yes('The grant was received', 'បានទទួលប្រាក់ឧបត្ថម្ភ').optional(),
      actionsDone: labelled(z.array(labelled(z.int().min(1).max(44), ['Number in the plan', 'លេខក្នុងផែនការ'])).max(44), [
        'Actions of the plan that are done',
        'សកម្មភាពក្នុងផែនការដែលបានធ្វើ',
      ]),
      newProblems: text('New problems', 'បញ្ហាថ្មី').optional(),
      nextOn: date('Next meeting', 'ការជួបលើកក្រោយ').optional(),
      authorityWaived: text('Why the local authority did not sign', 'ហេតុអ្វីអាជ្ញាធរមូលដ្ឋានមិនបានចុះហត្ថលេខា').optional(),
    }),
    signatures: labelled(
      z.strictObject({
        authority: signature('Local authority', 'អាជ្ញាធរមូលដ្ឋាន').optional(),
        caseworker: signature('Caseworker', 'អ្នកគ្រប់គ្រងករណី').optional(),
      }),
      ['Signatures', 'ហត្ថលេខា'],
      'signatures',
    ).optional(),
    position: z
      .strictObject({
        lat: labelled(z.number().min(-90).max(90), ['Latitude', 'រយៈទទឹង']),
        lon: labelled(z.number().min(-180).max(180), ['Longitude', 'រយៈបណ្តោយ']),
      })
      .meta({ title: 'Position of the device', titleKm: 'ទីតាំងឧបករណ៍', 'x-widget': 'hidden' })
      .optional(),
  }),
);

export const visitConfirmed = z.strictObject({
  key: line('Visit', 'ការចុះតាមដាន'),
  seen: yes('The child and the family say that the child was seen', 'កុមារ និងគ្រួសារបញ្ជាក់ថាបានជួបកុមារ'),
  how: choice(['Checked by', 'ផ្ទៀងផ្ទាត់ដោយ'], { call: ['call', 'ទូរស័ព្ទ'], visit: ['visit', 'ការចុះជួប'] }),
  note: text('Note', 'កំណត់សម្គាល់').optional(),
});

export const visitsWrittenOff = z.strictObject({
  keys: labelled(
    z
      .array(labelled(z.string().trim().min(1).max(40), ['Visit', 'ការចុះតាមដាន']))
      .min(1)
      .max(60),
    ['Visits that will not be made', 'ការចុះតាមដានដែលនឹងមិនធ្វើ'],
  ),
  reason: text('Why they can no longer be made', 'ហេតុអ្វីមិនអាចធ្វើបាន'),
});

export const riskChanged = z.strictObject({
  to: risk('New risk', 'ហានិភ័យថ្មី'),
  reasons: text('Reasons', 'មូលហេតុ'),
});

export const reviewHeld = z.strictObject({
  on: date('Review on', 'ថ្ងៃពិនិត្យ'),
  conclusion: choice(['Conclusion', 'សេចក្តីសន្និដ្ឋាន'], {
    continue: ['continue as planned', 'បន្តតាមផែនការ'],
    stepDown: ['fewer visits', 'កាត់បន្ថយការចុះតាមដាន'],
    stepUp: ['more visits', 'បន្ថែមការចុះតាមដាន'],
    rePlace: ['another family is needed', 'ត្រូវការគ្រួសារផ្សេង'],
  }),
  reasons: text('Reasons', 'មូលហេតុ', 8000),
});

/** The province's written word that less than P-18 is enough for this child. */
export const monitoringShortened = z.strictObject({
  months: labelled(z.int().min(1).max(120), ['Months of monitoring that are enough', 'ចំនួនខែតាមដានដែលគ្រប់គ្រាន់']),
  reason: text('Why this is enough for this child', 'ហេតុអ្វីរយៈពេលនេះគ្រប់គ្រាន់សម្រាប់កុមារនេះ', 8000),
});

export const actionDone = z.strictObject({
  lines: labelled(
    z
      .array(labelled(z.int().min(1).max(44), ['Number in the plan', 'លេខក្នុងផែនការ']))
      .min(1)
      .max(44),
    ['Actions of the plan that are done', 'សកម្មភាពក្នុងផែនការដែលបានធ្វើ'],
  ),
  result: text('Result', 'លទ្ធផល').optional(),
});
