/** The forms of the census and of children found without a name. */
import { z } from 'zod';
import {
  child,
  choice,
  date,
  institution,
  labelled,
  line,
  official,
  signature,
  text,
  under,
  yes,
  type Label,
} from '../../fields';
import { on, note, reasons } from './shared';

const founds = {
  authorisedPresent: ['present, with a decision', 'មានវត្តមាន និងមានសេចក្តីសម្រេច'],
  unauthorisedPresent: ['present, without a decision', 'មានវត្តមាន ដោយគ្មានសេចក្តីសម្រេច'],
  authorisedAbsent: ['absent, and it is known where', 'អវត្តមាន ហើយដឹងកន្លែងដែលនៅ'],
  unaccounted: ['nobody knows where', 'គ្មាននរណាដឹងកន្លែងដែលនៅ'],
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
  siblings: line('Brothers and sisters, here or elsewhere', 'បងប្អូន នៅទីនេះ ឬកន្លែងផ្សេង').optional(),
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
        signed: signature('Signature', 'ហត្ថលេខា').optional(),
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

/** What became of one child who was found without a name. */
const unnamedLine = z.strictObject({
  about: line('Who was found, as it was written down', 'អ្នកដែលរកឃើញ ដូចដែលបានកត់ត្រា'),
  became: choice(['What became of this child', 'កុមារនេះជានរណា'], {
    counted: ['registered by name, and the census counts it', 'បានចុះបញ្ជីតាមឈ្មោះ ហើយមានក្នុងជំរឿន'],
    none: ['not a child who lives there', 'មិនមែនជាកុមាររស់នៅទីនោះ'],
  }),
  child: child().optional(),
  what: line(
    'Who or what it was, where it was not a child who lives there',
    'ជានរណា ឬជាអ្វី បើមិនមែនកុមាររស់នៅទីនោះ',
  ).optional(),
});

export const censusForms = {
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
    ...under('census', {
      on: on(),
      team,
      rows: rows(1),
      place: choice(['Found in', 'រកឃើញនៅ'], {
        here: ['this institution', 'គ្រឹះស្ថាននេះ'],
        house: ['another institution', 'គ្រឹះស្ថានផ្សេង'],
        elsewhere: ['no institution', 'កន្លែងដែលមិនមែនជាគ្រឹះស្ថាន'],
      }),
      house: institution('The other institution where they were found', 'គ្រឹះស្ថានផ្សេងដែលរកឃើញ').optional(),
      where: text('Where they were found', 'កន្លែងដែលរកឃើញ'),
    }),
  }),
  'unnamed.explained': z.strictObject({
    ...under('census', {
      on: on(),
      lines: labelled(z.array(unnamedLine).min(1).max(200), [
        'Each child found without a name',
        'កុមារម្នាក់ៗដែលរកឃើញដោយគ្មានឈ្មោះ',
      ]),
      reasons: reasons(),
    }),
  }),
  'unnamed.confirmed': z.strictObject({ ...under('census', { on: on(), note: note() }) }),
} satisfies Record<string, z.ZodType>;
