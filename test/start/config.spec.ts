import { isAbsolute, join } from 'node:path';
import { config, projectRoot, Refusal } from '../../libs/database';

const refusal = (env: NodeJS.ProcessEnv): Refusal => {
  try {
    config(env);
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('the configuration was taken');
};

test('every variable that cannot be used is named, all at once and in both languages', () => {
  const { text, reason } = refusal({
    PORT: '70000',
    DATABASE_URL: 'mysql://x',
    REDIS_URL: 'localhost',
    HOMEWARD_CLOCK: 'slow',
    HOMEWARD_DEMO: 'maybe',
  });
  expect(reason).toBe('config');
  for (const name of ['PORT', 'DATABASE_URL', 'REDIS_URL', 'HOMEWARD_CLOCK', 'HOMEWARD_DEMO']) {
    expect(text.en).toContain(`${name}: `);
    expect(text.km).toContain(`${name}: `);
  }
});

test('the clock by hand is refused in production and beyond the loopback', () => {
  expect(refusal({ NODE_ENV: 'production', HOMEWARD_CLOCK: 'manual' }).text.en).toMatch(/HOMEWARD_CLOCK: .*production/);
  expect(refusal({ HOST: '0.0.0.0', HOMEWARD_CLOCK: 'manual' }).text.en).toMatch(/HOMEWARD_CLOCK: .*loopback/);
});

test('a refusal never repeats a password', () => {
  const { text } = refusal({ DATABASE_URL: 'mysql://app:secret@host/db', HOMEWARD_APP_PASSWORD: 'secret' });
  for (const said of [text.en, text.km]) {
    expect(said).toContain('DATABASE_URL: ');
    expect(said).not.toContain('secret');
  }
});

test('without any variable it is the embedded database below the project, on the loopback, with demo data', () => {
  const given = config({ DATABASE_URL: '' });
  expect(given).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    clock: 'real',
    demo: true,
    url: 'http://127.0.0.1:3000',
    production: false,
  });
  expect(given.databaseUrl).toBeUndefined();
  expect(given.dataFolder).toBe(join(projectRoot(), 'data'));
  expect(isAbsolute(given.dataFolder)).toBe(true);
});

test('a server and production get no demo data unless asked', () => {
  const DATABASE_URL = 'postgresql://homeward_app:x@db:5432/homeward';
  expect(config({ DATABASE_URL }).demo).toBe(false);
  expect(config({ NODE_ENV: 'production' }).demo).toBe(false);
  expect(config({ DATABASE_URL, HOMEWARD_DEMO: 'on' }).demo).toBe(true);
});

test('trusts no proxy unless their number is named, and keeps of the public address its origin, over HTTPS alone', () => {
  expect(config({})).toMatchObject({ proxy: 0, publicUrl: undefined });
  expect(config({ HOMEWARD_PROXY: 'off' }).proxy).toBe(0);
  expect(config({ HOMEWARD_PROXY: '2' }).proxy).toBe(2);
  expect(config({ HOMEWARD_PUBLIC_URL: 'https://homeward.example.gov.kh/start' }).publicUrl).toBe(
    'https://homeward.example.gov.kh',
  );
  for (const HOMEWARD_PROXY of ['yes', '0', '1.5', '-1', 'true']) {
    expect(refusal({ HOMEWARD_PROXY }).text.en).toContain('HOMEWARD_PROXY: ');
  }
  expect(refusal({ HOMEWARD_PUBLIC_URL: 'http://homeward.example' }).text.en).toContain('HOMEWARD_PUBLIC_URL: must');
});
