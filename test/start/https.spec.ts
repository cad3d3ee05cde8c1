/** HTTPS by the product itself: what is refused at the start, and what a phone meets that trusts the certificate. */
import { chmodSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { demoAccounts } from '../../apps/demo';
import { config, Refusal } from '../../libs/database';
import { certificate, certificateKey, otherKey } from '../support/certificate';
import { install, newFolder, Product, removeFolder } from '../support/product';

const folder = newFolder();
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const HOMEWARD_TLS_CERT = file('cert.pem', certificate);
const HOMEWARD_TLS_KEY = file('key.pem', certificateKey);

afterAll(() => removeFolder(folder));

describe('a start that is refused', () => {
  const refusal = (env: NodeJS.ProcessEnv): Refusal => {
    try {
      config(env);
    } catch (error) {
      return error as Refusal;
    }
    throw new Error('the configuration was taken');
  };

  it('names the one of the two that is missing', () => {
    expect(refusal({ HOMEWARD_TLS_CERT }).text.km).toContain('HOMEWARD_TLS_KEY: ');
    expect(refusal({ HOMEWARD_TLS_KEY }).text.en).toContain('HOMEWARD_TLS_CERT: ');
  });

  it('says which file cannot be read, or is not what it should be, and repeats nothing of it', () => {
    const nowhere = join(folder, 'nowhere.pem');
    const missing = refusal({ HOMEWARD_TLS_CERT: nowhere, HOMEWARD_TLS_KEY });
    expect(missing.reason).toBe('tls_unreadable');
    for (const text of [missing.text.en, missing.text.km])
      for (const said of [nowhere, 'HOMEWARD_TLS_CERT', 'ENOENT']) expect(text).toContain(said);
    expect(missing.text.km).toContain('វិញ្ញាបនបត្រ');
    const swapped = refusal({ HOMEWARD_TLS_CERT, HOMEWARD_TLS_KEY: file('no-key.pem', 'a secret in the wrong file') });
    expect(swapped.text.en).toMatch(/HOMEWARD_TLS_KEY .* as a private key .*: PEM/);
    expect(swapped.text.en).not.toContain('a secret');
    expect(refusal({ HOMEWARD_TLS_CERT: HOMEWARD_TLS_KEY, HOMEWARD_TLS_KEY }).reason).toBe('tls_unreadable');
    expect(refusal({ HOMEWARD_TLS_CERT: folder, HOMEWARD_TLS_KEY }).text.en).toContain('EISDIR');
  });

  it('does not take a key that belongs to another certificate', () => {
    const { reason, text } = refusal({ HOMEWARD_TLS_CERT, HOMEWARD_TLS_KEY: file('other.pem', otherKey) });
    expect(reason).toBe('tls_mismatch');
    expect(text.km).toContain('other.pem');
  });

  it('is none without both, which serves HTTP as before; and with both, links begin with https', () => {
    expect(config({}).tls).toBeUndefined();
    expect(config({ HOMEWARD_TLS_CERT, HOMEWARD_TLS_KEY, PORT: '3443' }).url).toBe('https://127.0.0.1:3443');
  });
});

describe('the product with a certificate', () => {
  let root: string;
  let product: Product;

  beforeAll(async () => {
    root = install(newFolder());
    for (const path of [HOMEWARD_TLS_CERT, HOMEWARD_TLS_KEY]) chmodSync(path, 0o644);
    const env = { HOMEWARD_TLS_CERT, HOMEWARD_TLS_KEY, HOMEWARD_DEMO: 'on', HOMEWARD_CLOCK: 'manual' };
    product = await Product.start({ root, env });
  }, 240_000);
  afterAll(async () => {
    await product?.end();
    removeFolder(root);
  });

  const ask = (path: string, how: RequestOptions = {}, body?: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { ...(body && { 'Content-Type': 'application/json' }), ...how.headers };
      request(`${product.url}${path}`, { ca: certificate, agent: false, ...how, headers }, resolve)
        .on('error', reject)
        .end(body);
    });
  const signIn = () => {
    const { login, password } = demoAccounts.find((account) => account.login === 'commune.kandal')!;
    return ask('/api/v1/session', { method: 'POST' }, JSON.stringify({ login, password }));
  };

  it('prints an address of https, and is refused by who does not trust the certificate', async () => {
    expect(product.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect((await ask('/health/live')).statusCode).toBe(200);
    await expect(ask('/health/live', { ca: undefined })).rejects.toThrow(/self.signed/);
    await expect(fetch(product.url.replace('https', 'http'))).rejects.toThrow();
  });

  it('gives the session as a cookie that only HTTPS carries, and takes changes of its own pages alone', async () => {
    const answer = await signIn();
    expect(answer.statusCode).toBe(200);
    const [cookie] = answer.headers['set-cookie']!;
    expect(cookie).toMatch(/; Secure(;|$)/);
    expect(cookie).toMatch(/; HttpOnly(;|$)/);
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=/);
    const headers = { Cookie: cookie!.split(';')[0]!, Origin: product.url };
    expect((await ask('/api/v1/session', { headers })).statusCode).toBe(200);
    const foreign = { ...headers, Origin: 'https://elsewhere.example' };
    expect((await ask('/api/v1/session', { method: 'DELETE', headers: foreign })).statusCode).toBe(403);
  });

  it('ends within seconds while somebody listens to it', async () => {
    const cookie = (await signIn()).headers['set-cookie']![0]!.split(';')[0]!;
    const live = await ask('/api/v1/live', { headers: { Cookie: cookie } });
    expect(live.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const ended = new Promise((resolve) =>
      live
        .on('close', resolve)
        .on('error', () => undefined)
        .resume(),
    );
    const start = performance.now();
    await product.stop('SIGINT');
    expect(performance.now() - start).toBeLessThan(8_000);
    expect(product.code).toBe(0);
    await ended;
  });
});
