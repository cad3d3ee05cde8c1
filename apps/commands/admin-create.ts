/**
 * `npm run admin:create -- --login NAME --name-en "NAME" --name-km "ឈ្មោះ" --password-stdin`: an administrator, who keeps
 * people and appointments and sees no case. The password comes on standard input or in HOMEWARD_ADMIN_PASSWORD, never as
 * an argument, where the process list would show it. Exit code 1 where it is refused.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Credentials, passwordProblem, People, registerActor, SecurityLog } from '../../libs/access';
import { Door, ManualClock, Problem, problems, RealClock } from '../../libs/engine';
import { runCommand } from './command';

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

void runCommand(async ({ config, database, json, args, say }) => {
  const refuse = (en: string, km: string): number => {
    process.stderr.write(json ? `${JSON.stringify({ error: { en, km } })}\n` : `${en}\n${km}\n`);
    return 1;
  };
  let flags: Record<string, string | boolean | undefined>;
  try {
    flags = parseArgs({
      args,
      options: {
        login: { type: 'string' },
        'name-en': { type: 'string' },
        'name-km': { type: 'string' },
        'password-stdin': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return refuse(`${(error as Error).message}\n${usage}`, '');
  }
  const { env } = process;
  const login = (flags.login as string | undefined) ?? env.HOMEWARD_ADMIN_LOGIN;
  const nameEn = (flags['name-en'] as string | undefined) ?? env.HOMEWARD_ADMIN_NAME_EN;
  const nameKm = (flags['name-km'] as string | undefined) ?? env.HOMEWARD_ADMIN_NAME_KM;
  const password = flags['password-stdin'] ? await readStandardInput() : env.HOMEWARD_ADMIN_PASSWORD;
  if (!login || !nameEn || !nameKm || !password) return refuse(usage, '');
  const weak = passwordProblem(login, password);
  if (weak) return refuse(weak.en, weak.km);

  const clock = config.clock === 'manual' ? await ManualClock.load(database.app) : new RealClock();
  const parts = { pool: database.app, door: new Door(database.app), clock };
  const taken = await database.app.query('select 1 from homeward.credentials where lower(login) = lower($1)', [
    login.trim(),
  ]);
  if (taken.rows.length > 0) return refuse(`The login ${login} is taken.`, `ឈ្មោះចូល ${login} មានគេប្រើហើយ។`);
  try {
    const people = new People(parts);
    const { id } = await people.addPerson(registerActor, { id: randomUUID(), nameEn, nameKm });
    await new Credentials(parts, new RealClock()).give(registerActor, { person: id, login, password });
    await people.giveAppointment(registerActor, { person: id, role: 'administrator', area: '', from: clock.now() });
    await new SecurityLog(database.app, new RealClock()).record({ kind: 'admin.created', person: id });
    say(
      json
        ? JSON.stringify({ person: id, login })
        : `${nameEn} (${login}) is an administrator now. Sign in and enrol a second factor.\n${nameKm} ជាអ្នកគ្រប់គ្រងប្រព័ន្ធហើយ។ សូមចូលប្រើ ហើយចុះឈ្មោះកត្តាទីពីរ។`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const detail = error.extra.detail ?? problems[error.code].title;
    return refuse(detail.en, detail.km);
  }
});
