/** What a phone has to load: the first page's scripts and styles, each page's own part, and a page of a list, all gzipped. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../libs/database';
import { Town } from '../api/town';

const built = join(projectRoot(), 'dist/web');
const kb = 1024;
const sizeOf = (content: string | Buffer): number => gzipSync(content, { level: 9 }).length;
const read = (file: string): Buffer => readFileSync(join(built, file));

/** Files that a page asks for before it shows anything. */
function filesOf(page: string): { scripts: string[]; styles: string[] } {
  const html = read(page).toString();
  const named = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]!);
  return {
    scripts: named(/<(?:script|link rel="modulepreload")[^>]*(?:src|href)="([^"]+\.js)"/g),
    styles: named(/<link rel="stylesheet"[^>]*href="([^"]+\.css)"/g),
  };
}
const sum = (files: string[]): number => files.reduce((total, file) => total + sizeOf(read(file)), 0);

describe('what a phone has to load', () => {
  it.each(['index.html', 'sign-in.html'])('keeps %s within 130 KB of scripts and 20 KB of styles', (page) => {
    const { scripts, styles } = filesOf(page);
    expect(scripts.length).toBeGreaterThan(0);
    expect(styles.length).toBeGreaterThan(0);
    expect(sum(scripts)).toBeLessThanOrEqual(130 * kb);
    expect(sum(styles)).toBeLessThanOrEqual(20 * kb);
  });

  it('keeps every further page within 25 KB', () => {
    const first = filesOf('index.html').scripts.map((file) => file.replace('/assets/', ''));
    const parts = readdirSync(join(built, 'assets')).filter((file) => file.endsWith('.js') && !first.includes(file));
    const large = parts
      .map((file) => [file, sizeOf(read(`assets/${file}`))] as const)
      .filter(([, size]) => size > 25 * kb);
    expect(parts.length).toBeGreaterThan(5);
    expect(large).toEqual([]);
  });

  it('names no other host in what it loads', () => {
    const texts = ['index.html', 'sign-in.html', 'sw.js', 'manifest.webmanifest'].map((file) => read(file).toString());
    const styles = readdirSync(join(built, 'assets')).filter((file) => file.endsWith('.css'));
    const loaded = [...texts, ...styles.map((file) => read(`assets/${file}`).toString())].flatMap((text) =>
      [...text.matchAll(/(?:src|href|url\()\s*=?\s*["']?(https?:\/\/[^"')\s]+)/g)].map((match) => match[1]),
    );
    expect(loaded).toEqual([]);
  });
});

describe('a page of a list', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open();
    for (let index = 0; index < 30; index++) {
      const born = `${1996 + (index % 15)}-0${1 + (index % 9)}-11`;
      const id = await town.child('kandal', {
        names: [{ latin: `Demo ${String.fromCharCode(65 + (index % 26)).repeat(6)}${index}` }],
        birth: { from: born, to: born, precision: 'day' },
      });
      const answer = await town.send('commune.kandal', '/instances', {
        body: {
          workflow: 'gatekeeping',
          area: '081007',
          event: 'concern.reported',
          data: {
            children: [id],
            reporter: 'neighbour',
            on: '2017-03-05',
            concern: `The child is alone at night (${randomUUID()}).`,
            immediateDanger: false,
          },
        },
      });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    }
  });
  afterAll(() => town.close());

  it.each(['/tasks', '/instances', '/alerts', '/incidents', '/institutions', '/areas', '/children?area=08'])(
    'keeps 25 of %s within 10 KB',
    async (path) => {
      const { status, body } = await town.send('supervisor.kandal', `${path}${path.includes('?') ? '&' : '?'}limit=25`);
      expect(status).toBe(200);
      expect(sizeOf(JSON.stringify(body))).toBeLessThanOrEqual(10 * kb);
    },
  );
});
