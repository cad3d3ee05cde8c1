import type { Text } from '../../../workflows/workflow';

/** Why a backup is not made, or not restored. `{…}` is filled in. */
export const backupTexts = {
  usage: {
    en: 'Name the file: npm run backup -- --to FILE, npm run restore -- --from FILE',
    km: 'សូមបញ្ជាក់ឯកសារ៖ npm run backup -- --to FILE, npm run restore -- --from FILE',
  },
  exists: {
    en: 'The file {file} exists already. Nothing was written. Name another file.',
    km: 'ឯកសារ {file} មានរួចហើយ។ គ្មានអ្វីត្រូវបានសរសេរទេ។ សូមដាក់ឈ្មោះឯកសារផ្សេង។',
  },
  noFolder: {
    en: 'There is no folder {folder}. Nothing was written. Make it, or name another one.',
    km: 'គ្មានថត {folder} ទេ។ គ្មានអ្វីត្រូវបានសរសេរទេ។ សូមបង្កើតវា ឬដាក់ឈ្មោះថតផ្សេង។',
  },
  notWritable: {
    en: 'The file {file} cannot be written here ({why}). Nothing was written. Name another folder, or let this user write there.',
    km: 'មិនអាចសរសេរឯកសារ {file} នៅទីនេះបានទេ ({why})។ គ្មានអ្វីត្រូវបានសរសេរទេ។ សូមដាក់ឈ្មោះថតផ្សេង ឬអនុញ្ញាតឱ្យអ្នកប្រើនេះសរសេរទីនោះ។',
  },
  full: {
    en: 'There is no room for the whole of {file} ({why}). Nothing of it was kept. Make room, or name a folder on another disk.',
    km: 'គ្មានកន្លែងទំនេរគ្រប់គ្រាន់សម្រាប់ {file} ទេ ({why})។ គ្មានអ្វីត្រូវបានរក្សាទុកទេ។ សូមបង្កើនកន្លែងទំនេរ ឬដាក់ឈ្មោះថតលើថាសផ្សេង។',
  },
  absent: {
    en: 'There is no file {file}. Nothing was changed. Name the file of a backup.',
    km: 'គ្មានឯកសារ {file} ទេ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមបញ្ជាក់ឯកសារបម្រុង។',
  },
  owner: {
    en: 'On a server, MIGRATION_DATABASE_URL must name the owner: the application may not read or write everything.',
    km: 'លើម៉ាស៊ីនមេ MIGRATION_DATABASE_URL ត្រូវបញ្ជាក់ម្ចាស់មូលដ្ឋានទិន្នន័យ៖ កម្មវិធីមិនអាចអាន ឬសរសេរអ្វីៗទាំងអស់បានទេ។',
  },
  key: {
    en: 'HOMEWARD_SEAL_KEY is missing. Without it the attached files and second factors of a backup cannot be opened; nothing was written.',
    km: 'ខ្វះ HOMEWARD_SEAL_KEY។ គ្មានវាទេ ឯកសារភ្ជាប់ និងកត្តាទីពីរក្នុងឯកសារបម្រុងមិនអាចបើកបានទេ។ គ្មានអ្វីត្រូវបានសរសេរទេ។',
  },
  otherKey: {
    en: 'HOMEWARD_SEAL_KEY is not the key of the installation that was backed up, so its attached files and second factors could not be opened. Nothing was changed. Give this installation that key; it is in the first line of the backup: gunzip -c {file} | head -1',
    km: 'HOMEWARD_SEAL_KEY មិនមែនជាកូនសោរបស់ប្រព័ន្ធដែលបានបម្រុងទុកទេ ដូច្នេះឯកសារភ្ជាប់ និងកត្តាទីពីរមិនអាចបើកបានទេ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមប្រើកូនសោនោះ វាស្ថិតនៅជួរទីមួយនៃឯកសារបម្រុង៖ gunzip -c {file} | head -1',
  },
  unreadable: {
    en: '{file} is no whole backup of Homeward: {why}. Nothing was changed. Take another copy of it.',
    km: '{file} មិនមែនជាឯកសារបម្រុងពេញលេញរបស់ Homeward ទេ៖ {why}។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមប្រើច្បាប់ចម្លងផ្សេង។',
  },
  newer: {
    en: 'The backup was made by a newer Homeward: it knows {migrations}, which this version does not. Nothing was changed. Install that version or a later one.',
    km: 'ឯកសារបម្រុងត្រូវបានបង្កើតដោយ Homeward ជំនាន់ថ្មីជាង៖ វាមាន {migrations} ដែលជំនាន់នេះមិនស្គាល់។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមដំឡើងជំនាន់នោះ ឬជំនាន់ថ្មីជាង។',
  },
  notEmpty: {
    en: 'The folder {folder} is not empty, and a restore overwrites nothing. Name another folder in HOMEWARD_DATA_DIR, or move this one away.',
    km: 'ថត {folder} មិនទទេទេ ហើយការស្តារឡើងវិញមិនសរសេរជាន់លើអ្វីឡើយ។ សូមដាក់ឈ្មោះថតផ្សេងក្នុង HOMEWARD_DATA_DIR ឬផ្លាស់ទីថតនេះចេញ។',
  },
  used: {
    en: 'The database {database} holds data already, and a restore overwrites nothing. Make an empty one with npm run migrate.',
    km: 'មូលដ្ឋានទិន្នន័យ {database} មានទិន្នន័យរួចហើយ ហើយការស្តារឡើងវិញមិនសរសេរជាន់លើអ្វីឡើយ។ សូមបង្កើតមូលដ្ឋានទិន្នន័យទទេដោយ npm run migrate។',
  },
  otherVersion: {
    en: 'The database has other migrations than the backup ({migrations}). Nothing was changed. Migrate an empty database with the version that made the backup, restore, and migrate it again.',
    km: 'មូលដ្ឋានទិន្នន័យមាន migration ខុសពីឯកសារបម្រុង ({migrations})។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមបង្កើតមូលដ្ឋានទិន្នន័យទទេដោយជំនាន់ដែលបានបង្កើតឯកសារបម្រុង ស្តារឡើងវិញ រួចដំណើរការ npm run migrate ម្តងទៀត។',
  },
  mayNot: {
    en: 'The login of MIGRATION_DATABASE_URL may not restore rows as they were. Nothing was changed. Name a superuser, or let the owner do it: grant set on parameter session_replication_role to homeward_owner',
    km: 'គណនីក្នុង MIGRATION_DATABASE_URL មិនអាចស្តារទិន្នន័យដូចដើមបានទេ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមប្រើ superuser ឬអនុញ្ញាតឱ្យម្ចាស់៖ grant set on parameter session_replication_role to homeward_owner',
  },
} satisfies Record<string, Text>;

/** A backup or a restore that is refused before anything is touched. */
export class BackupRefusal extends Error {
  readonly text: Text;
  constructor(
    readonly reason: keyof typeof backupTexts,
    given: { [name: string]: string } = {},
  ) {
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => given[name] ?? whole);
    const { en, km } = backupTexts[reason];
    super(fill(en));
    this.text = { en: fill(en), km: fill(km) };
  }
}
