/** The digest of many supervisors, made and sent over a real mail server. HOMEWARD_LOAD=1000 for the size of the country. */
import { Access, Directory } from '../../libs/access';
import { Alerts, Digests, InboxChannel, MailChannel } from '../../libs/alerts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { firstSettings, phnomPenh, seed, TestClock } from '../support/obligations';
import { MailServer } from './receivers';
import { site } from './staff';

const supervisors = Number(process.env.HOMEWARD_LOAD ?? 60);
/** overdue tasks of each district, which has five supervisors; as many again are not overdue */
const overdue = 100;

let db: TestDatabase;
let mail: MailServer;

beforeAll(async () => {
  db = await createTestDatabase();
  await seed(db);
  mail = await MailServer.open();
}, 60_000);
afterAll(async () => {
  await mail.stop();
  await db.drop();
});

/** Districts of up to 25 provinces, five supervisors in each, and cases with a task each. */
async function fill(): Promise<void> {
  const districts = Math.ceil(supervisors / 5);
  await db.owner.query(
    `with d as (select n, lpad((n % 25 + 30)::text, 2, '0') || lpad((n / 25 + 1)::text, 2, '0') as code from generate_series(0, $1 - 1) n),
       p as (insert into homeward.areas (code, level, name_km, name_en) select distinct left(code, 2), 1, 'ក', 'P' from d returning 1)
     insert into homeward.areas (code, level, name_km, name_en) select code, 2, 'ក', 'D' from d where (select count(*) from p) > 0`,
    [districts],
  );
  await db.owner.query(
    `with s as (select md5('person ' || n)::uuid as person, n, (select code from homeward.areas where level = 2 and code >= '30' order by code offset n / 5 limit 1) as area
         from generate_series(0, $1 - 1) n),
       p as (insert into homeward.people (id, name_km, name_en, email, language, added_at)
         select person, 'ក', 'S', 's' || n || '@example.gov.kh', case when n % 2 = 0 then 'km' else 'en' end, '2016-01-01' from s returning id)
     insert into homeward.appointments (id, person, role, area, starts_at)
     select gen_random_uuid(), person, 'districtSupervisor', area, '2016-01-01' from s where (select count(*) from p) > 0`,
    [supervisors],
  );
  await db.owner.query(
    `with c as (select gen_random_uuid() as id, a.code, n from homeward.areas a, generate_series(1, 2 * $1::int) n where a.level = 2 and a.code >= '30'),
       i as (insert into homeward.instances (id, reference, workflow, workflow_version, area, version, seq, head, state, phase, status, parameters, opened_at, changed_at)
         select id, 'GK-' || code || '-' || n, 'gatekeeping', 1, code, 1, 1, '\\x00', '{}', 'waiting', 'open', 1, '2017-01-01', '2017-01-01' from c returning id)
     insert into homeward.tasks (id, instance, key, name, role, area, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at)
     select gen_random_uuid(), id, 'visit', 'visit', 'dsw', code, d.at, d.at::date, false, '{}', case when n % 7 = 0 then 'high' else 'normal' end, 1, 1, '2017-01-01'
       from c, lateral (select '2017-06-01T00:00:00+07:00'::timestamptz + (n - $1) * interval '6 hours' as at) d where (select count(*) from i) > 0`,
    [overdue],
  );
  await db.owner.query('analyze homeward.tasks, homeward.instances, homeward.appointments, homeward.people');
}

it(`reaches ${supervisors} supervisors in less than a minute`, async () => {
  await fill();
  const clock = new TestClock(phnomPenh('2017-06-01T07:30:00'));
  const channel = new MailChannel({ url: mail.url, from: 'homeward@example.gov.kh', site });
  const channels = [new InboxChannel(), channel];
  const titles = () => ({ en: 'Follow-up visit', km: 'ការចុះតាមដាន' });
  const alerts = new Alerts({
    pool: db.pool,
    clock,
    settings: firstSettings,
    directory: new Directory(db.pool),
    titles,
    channels,
  });
  const digests = new Digests({
    pool: db.pool,
    access: new Access(db.pool, clock),
    channels,
    titles,
    troubles: alerts.troubles,
  });
  const start = performance.now();
  expect(await digests.make(clock.now())).toBe(supervisors);
  const made = performance.now();
  await alerts.deliver();
  await alerts.sendOut();
  const sent = performance.now();
  await channel.close();
  expect(new Set(mail.letters.flatMap(({ envelope }) => envelope.to)).size).toBe(supervisors);
  expect(mail.letters).toHaveLength(supervisors);
  if (process.env.HOMEWARD_LOAD)
    process.stdout.write(
      `digest of ${supervisors}: made in ${Math.round(made - start)} ms, sent in ${Math.round(sent - made)} ms\n`,
    );
  expect(sent - start).toBeLessThan(60_000);
}, 180_000);
