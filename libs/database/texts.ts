import type { Text } from '../../workflows/workflow';

/** What a refused start says. `{…}` is filled in. */
export const refusalTexts = {
  config: {
    en: 'The configuration cannot be used: {problems}',
    km: 'ការកំណត់មិនអាចប្រើបានទេ៖ {problems}',
  },
  already_running: {
    en: 'Homeward already runs on {folder} (process {pid}). Stop it first, or name another folder in HOMEWARD_DATA_DIR.',
    km: 'Homeward កំពុងដំណើរការលើ {folder} រួចហើយ (ដំណើរការលេខ {pid})។ សូមបញ្ឈប់វាជាមុនសិន ឬដាក់ឈ្មោះថតផ្សេងក្នុង HOMEWARD_DATA_DIR។',
  },
  port_taken: {
    en: 'Port {port} on {host} is taken by another program. Stop that program, or choose another port: PORT={other} npm start',
    km: 'ច្រក {port} នៅ {host} ត្រូវបានកម្មវិធីផ្សេងប្រើ។ សូមបញ្ឈប់កម្មវិធីនោះ ឬជ្រើសច្រកផ្សេង៖ PORT={other} npm start',
  },
  other_postgres: {
    en: 'The data in {folder} were written by PostgreSQL {theirs}; this Homeward brings PostgreSQL {ours}. Nothing was changed. Way out: dump them with the programs of PostgreSQL {theirs} (pg_dump) and load them into a server of version {ours} that DATABASE_URL names; or go on with the Homeward that wrote them; or start empty with another HOMEWARD_DATA_DIR.',
    km: 'ទិន្នន័យក្នុង {folder} ត្រូវបានសរសេរដោយ PostgreSQL {theirs} ប៉ុន្តែ Homeward នេះប្រើ PostgreSQL {ours}។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ ដំណោះស្រាយ៖ នាំចេញទិន្នន័យដោយកម្មវិធី PostgreSQL {theirs} (pg_dump) រួចបញ្ចូលទៅម៉ាស៊ីនមេជំនាន់ {ours} ដែល DATABASE_URL បញ្ជាក់ ឬបន្តប្រើ Homeward ជំនាន់ដែលបានសរសេរវា ឬចាប់ផ្តើមថ្មីដោយ HOMEWARD_DATA_DIR ផ្សេង។',
  },
  newer_homeward: {
    en: 'The database was written by a newer Homeward: it knows {migrations}, which this version does not. Nothing was changed. Way out: install that version or a later one; or name another folder in HOMEWARD_DATA_DIR (or another DATABASE_URL).',
    km: 'មូលដ្ឋានទិន្នន័យត្រូវបានសរសេរដោយ Homeward ជំនាន់ថ្មីជាង៖ វាមាន {migrations} ដែលជំនាន់នេះមិនស្គាល់។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ ដំណោះស្រាយ៖ ដំឡើងជំនាន់នោះ ឬជំនាន់ថ្មីជាង ឬដាក់ឈ្មោះថតផ្សេងក្នុង HOMEWARD_DATA_DIR (ឬ DATABASE_URL ផ្សេង)។',
  },
  not_migrated: {
    en: 'The database lacks {migrations}. Run: MIGRATION_DATABASE_URL=… npm run migrate',
    km: 'មូលដ្ឋានទិន្នន័យខ្វះ {migrations}។ សូមដំណើរការ៖ MIGRATION_DATABASE_URL=… npm run migrate',
  },
  migration_held: {
    en: 'The migration {migration} gave way {tries} times and did not run: what it changes is held by {holders}. Nothing of it was changed, those before it stay, and the product goes on. Wait until that process is done, or end it (select pg_terminate_backend(…)), and run npm run migrate again.',
    km: 'ការផ្លាស់ប្តូរ {migration} បានផ្អាកឱ្យដំណើរការផ្សេង {tries} ដង ហើយមិនបានដំណើរការទេ៖ អ្វីដែលវាត្រូវកែកំពុងត្រូវបានកាន់ដោយ {holders}។ គ្មានអ្វីរបស់វាត្រូវបានផ្លាស់ប្តូរទេ ការផ្លាស់ប្តូរមុនៗនៅដដែល ហើយប្រព័ន្ធនៅដំណើរការ។ សូមរង់ចាំឱ្យដំណើរការនោះចប់ ឬបញ្ឈប់វា (select pg_terminate_backend(…)) រួចដំណើរការ npm run migrate ម្តងទៀត។',
  },
  real_data: {
    en: 'The data were written with the real clock; the clock by hand (HOMEWARD_CLOCK=manual) is for training on data of its own. Nothing was changed. Start without HOMEWARD_CLOCK, or name another folder in HOMEWARD_DATA_DIR.',
    km: 'ទិន្នន័យត្រូវបានសរសេរដោយនាឡិកាពិត។ នាឡិកាដោយដៃ (HOMEWARD_CLOCK=manual) សម្រាប់តែការបណ្តុះបណ្តាលលើទិន្នន័យដាច់ដោយឡែក។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមចាប់ផ្តើមដោយគ្មាន HOMEWARD_CLOCK ឬដាក់ឈ្មោះថតផ្សេងក្នុង HOMEWARD_DATA_DIR។',
  },
  manual_data: {
    en: 'The data were written with the clock by hand, for training: with the real clock every deadline in them would pass at once. Nothing was changed. Start with HOMEWARD_CLOCK=manual, or name another folder in HOMEWARD_DATA_DIR.',
    km: 'ទិន្នន័យត្រូវបានសរសេរដោយនាឡិកាដោយដៃ សម្រាប់ការបណ្តុះបណ្តាល៖ បើប្រើនាឡិកាពិត កាលកំណត់ទាំងអស់នឹងហួសក្នុងពេលតែមួយ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមចាប់ផ្តើមដោយ HOMEWARD_CLOCK=manual ឬដាក់ឈ្មោះថតផ្សេងក្នុង HOMEWARD_DATA_DIR។',
  },
  clock_not_by_hand: {
    en: 'The database was prepared for the real clock, so the clock by hand cannot be set in it. Nothing was changed. Prepare it for training: HOMEWARD_CLOCK=manual MIGRATION_DATABASE_URL=… npm run migrate; or start without HOMEWARD_CLOCK.',
    km: 'មូលដ្ឋានទិន្នន័យត្រូវបានរៀបចំសម្រាប់នាឡិកាពិត ដូច្នេះមិនអាចកំណត់នាឡិកាដោយដៃនៅក្នុងវាបានទេ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមរៀបចំវាសម្រាប់ការបណ្តុះបណ្តាល៖ HOMEWARD_CLOCK=manual MIGRATION_DATABASE_URL=… npm run migrate ឬចាប់ផ្តើមដោយគ្មាន HOMEWARD_CLOCK។',
  },
  not_postgres: {
    en: 'The folder {folder} is not empty and holds no whole PostgreSQL data. Nothing was changed. Put the data back from the backup, or name another folder in HOMEWARD_DATA_DIR.',
    km: 'ថត {folder} មិនទទេ ហើយគ្មានទិន្នន័យ PostgreSQL ពេញលេញទេ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។ សូមយកទិន្នន័យមកវិញពីឯកសារបម្រុង ឬដាក់ឈ្មោះថតផ្សេងក្នុង HOMEWARD_DATA_DIR។',
  },
  no_secrets: {
    en: 'The folder {folder} holds a database but not the file with its passwords ({file}). Put that file back from the backup, or start empty with another HOMEWARD_DATA_DIR. Nothing was changed.',
    km: 'ថត {folder} មានមូលដ្ឋានទិន្នន័យ ប៉ុន្តែគ្មានឯកសារពាក្យសម្ងាត់របស់វា ({file})។ សូមយកឯកសារនោះមកវិញពីឯកសារបម្រុង ឬចាប់ផ្តើមថ្មីដោយ HOMEWARD_DATA_DIR ផ្សេង។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។',
  },
  not_yours: {
    en: 'The data in {folder} belong to another user of this computer ({owner}). Start as that user or as root, or name another folder in HOMEWARD_DATA_DIR.',
    km: 'ទិន្នន័យក្នុង {folder} ជារបស់អ្នកប្រើម្នាក់ទៀតនៃកុំព្យូទ័រនេះ ({owner})។ សូមចាប់ផ្តើមជាអ្នកប្រើនោះ ឬជា root ឬដាក់ឈ្មោះថតផ្សេងក្នុង HOMEWARD_DATA_DIR។',
  },
  server_old: {
    en: 'The server that the address names runs PostgreSQL {theirs}; Homeward needs {oldest} or later.',
    km: 'ម៉ាស៊ីនមេដែលអាសយដ្ឋានបញ្ជាក់ប្រើ PostgreSQL {theirs} ប៉ុន្តែ Homeward ត្រូវការជំនាន់ {oldest} ឡើងទៅ។',
  },
  server_silent: {
    en: 'The server {address} cannot be used: {why}. Check the address and that the server runs; nothing was changed.',
    km: 'មិនអាចប្រើម៉ាស៊ីនមេ {address} បានទេ៖ {why}។ សូមពិនិត្យអាសយដ្ឋាន និងថាម៉ាស៊ីនមេកំពុងដំណើរការ។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។',
  },
  no_database: {
    en: 'The server has no database {address}. Make it with: MIGRATION_DATABASE_URL=… npm run migrate, with an address that may create databases.',
    km: 'ម៉ាស៊ីនមេគ្មានមូលដ្ឋានទិន្នន័យ {address} ទេ។ សូមបង្កើតវាដោយ៖ MIGRATION_DATABASE_URL=… npm run migrate ជាមួយអាសយដ្ឋានដែលអាចបង្កើតមូលដ្ឋានទិន្នន័យ។',
  },
  password_refused: {
    en: 'The server {address} refuses the login {login} with this password. Give the right one, or have an administrator set it: alter role {login} password …; nothing was changed.',
    km: 'ម៉ាស៊ីនមេ {address} បដិសេធគណនី {login} ជាមួយពាក្យសម្ងាត់នេះ។ សូមផ្តល់ពាក្យសម្ងាត់ត្រឹមត្រូវ ឬសុំអ្នកគ្រប់គ្រងកំណត់វា៖ alter role {login} password …។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។',
  },
  login_missing: {
    en: 'The login {login} does not exist on the server, and {variable} gives no password for it. Set {variable} and run npm run migrate again with an address that may create logins.',
    km: 'គ្មានគណនី {login} នៅលើម៉ាស៊ីនមេទេ ហើយ {variable} មិនបានផ្តល់ពាក្យសម្ងាត់ឱ្យវា។ សូមកំណត់ {variable} ហើយដំណើរការ npm run migrate ម្តងទៀតដោយអាសយដ្ឋានដែលអាចបង្កើតគណនី។',
  },
  tls_unreadable: {
    en: 'The file {file} that {variable} names cannot be used as {what}: {why}. Nothing was started. Check the path, that this user may read the file, and that it is PEM; or take both HOMEWARD_TLS_CERT and HOMEWARD_TLS_KEY away to serve plain HTTP behind a proxy.',
    km: 'ឯកសារ {file} ដែល {variable} បញ្ជាក់ មិនអាចប្រើជា{whatKm}បានទេ៖ {why}។ គ្មានអ្វីត្រូវបានចាប់ផ្តើមទេ។ សូមពិនិត្យទីតាំងឯកសារ សិទ្ធិអាន និងទម្រង់ PEM ឬដក HOMEWARD_TLS_CERT និង HOMEWARD_TLS_KEY ចេញទាំងពីរ ដើម្បីប្រើ HTTP ធម្មតានៅក្រោយម៉ាស៊ីនមេប្រូកស៊ី។',
  },
  tls_mismatch: {
    en: 'The key in {key} does not belong to the certificate in {cert}. Nothing was started. Name the key with which this certificate was made.',
    km: 'សោក្នុង {key} មិនមែនជារបស់វិញ្ញាបនបត្រក្នុង {cert} ទេ។ គ្មានអ្វីត្រូវបានចាប់ផ្តើមទេ។ សូមបញ្ជាក់សោដែលបានប្រើបង្កើតវិញ្ញាបនបត្រនេះ។',
  },
} satisfies Record<string, Text>;
