/**
 * `npm run admin:create -- --login NAME --name-en "NAME" --name-km "ឈ្មោះ" --password-stdin`: an administrator, who keeps
 * people and appointments and sees no case. The password comes on standard input or in HOMEWARD_ADMIN_PASSWORD, never as
 * an argument, where the process list would show it. Exit code 1 where it is refused.
 */
import { createAdministrator } from '../../libs/access';
import { Door, ManualClock, Problem, problems, RealClock } from '../../libs/engine';
import { runCommand } from './command';
import { flag, optionsOf, text } from './options';

const usage = `npm run admin:create -- --login NAME --name-en NAME --name-km ឈ្មោះ --password-stdin [--json]
Environment in place of flags: HOMEWARD_ADMIN_LOGIN, HOMEWARD_ADMIN_NAME_EN, HOMEWARD_ADMIN_NAME_KM, HOMEWARD_ADMIN_PASSWORD.
ពាក្យសម្ងាត់ត្រូវបញ្ជូនតាម standard input ឬ HOMEWARD_ADMIN_PASSWORD ហើយមានយ៉ាងតិច ១២ តួអក្សរ។`;

async function readStandardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

const asked = (args: string[]) =>
  optionsOf(args, { login: text, 'name-en': text, 'name-km': text, 'password-stdin': flag, json: flag });

void runCommand(asked, async ({ config, database, json, say, ...flags }) => {
  const refuse = (en: string, km: string): number => {
    process.stderr.write(json ? `${JSON.stringify({ error: { en, km } })}\n` : `${en}\n${km}\n`);
    return 1;
  };
  const { env } = process;
  const login = flags.login ?? env.HOMEWARD_ADMIN_LOGIN;
  const nameEn = flags['name-en'] ?? env.HOMEWARD_ADMIN_NAME_EN;
  const nameKm = flags['name-km'] ?? env.HOMEWARD_ADMIN_NAME_KM;
  const password = flags['password-stdin'] ? await readStandardInput() : env.HOMEWARD_ADMIN_PASSWORD;
  if (!login || !nameEn || !nameKm || !password) return refuse(usage, '');

  const clock = config.clock === 'manual' ? await ManualClock.load(database.app) : new RealClock();
  const parts = { pool: database.app, door: new Door(database.app), clock };
  try {
    const { person } = await createAdministrator(parts, new RealClock(), { login, nameEn, nameKm, password });
    if (json) say(JSON.stringify({ person, login }));
    else {
      say(`${nameEn} (${login}) is an administrator now. Sign in and enrol a second factor.`);
      say(`${nameKm} (${login}) ជាអ្នកគ្រប់គ្រងប្រព័ន្ធហើយ។ សូមចូលប្រើ ហើយចុះឈ្មោះកត្តាទីពីរ។`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const detail = error.extra.detail ?? problems[error.code].title;
    return refuse(detail.en, detail.km);
  }
});
