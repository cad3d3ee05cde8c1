/** What everything above left in the logs: no password, token, code, cookie, name or key. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readCredentials } from '../../../libs/database';
import { demoAccounts } from '../../demo';
import type { Attacker } from './attacker';
import { hostileTexts } from './fuzz-values';
import type { Tally } from './report';

/** Texts that only requests carried; the short and common ones would be found by chance. */
const typed = hostileTexts.filter((text) => /attack\.example|drop table|alert\(1\)|etc\/passwd|jndi|\$\{7/.test(text));
const names = [
  'Dara Sok',
  'Sok Dara',
  'ដារ៉ា',
  'Dara Walked',
  'The child is alone at night',
  'Invented Aunt',
  'A call at night',
];

/** Files below a folder, as far as they can be read. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : entry.isFile() ? [path] : [];
  });
}

/** Is this in a line of the log? Codes of six digits count only where they stand alone. */
function findIn(lines: readonly string[], secret: string): string | undefined {
  if (/^\d{6}$/.test(secret)) {
    const alone = new RegExp(`"${secret}"|[=: ]${secret}(?![\\d.-])`);
    return lines.find((line) => alone.test(line.replace(/"(time|pid|ms|seconds)":[\d.]+/g, '')));
  }
  return lines.find((line) => line.includes(secret));
}

export async function searchLogs(who: Attacker, tally: Tally): Promise<void> {
  // the announcement of the demo is for the person at the terminal; the log is what stands in JSON
  const lines = who.target
    .logged()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  tally.case(lines.length > 10, () => `only ${lines.length} lines were logged`);
  const look = (kind: string, secrets: Iterable<string>): void => {
    let n = 0;
    for (const secret of secrets) {
      n += 1;
      const line = findIn(lines, secret);
      tally.case(line === undefined, () => `a ${kind} is in the log: ${line!.replaceAll(secret, '…').slice(0, 300)}`);
    }
    tally.note(`${n} × ${kind}`);
  };
  look('password, token, code or cookie that was used', who.secrets);
  look(
    'secret of the second factor',
    demoAccounts.flatMap(({ totpSecret }) => totpSecret ?? []),
  );
  look('name or word about a child', names);
  look('text that only a request carried', typed);
  look(
    'person of the demo',
    demoAccounts.map(({ name }) => name.en),
  );
  const { dataFolder, post } = who.target;
  look('secret of the settings', [
    ...(post ? [post.environment['HOMEWARD_WEBHOOK_SECRET']!] : []),
    'a-token-of-the-throwaway',
  ]);
  if (dataFolder === undefined) return;
  const { owner, migrator, app, seal, folder } = readCredentials(dataFolder)!;
  look('password of a login, or key of the seal', [owner, migrator, app, seal]);
  tally.note(`${lines.length} lines at the level debug`);
  searchFiles(
    dataFolder,
    folder,
    tally,
    [...who.secrets].filter((secret) => secret.length > 12),
  );
}

/** The log of PostgreSQL, and who may read the files with keys. */
function searchFiles(dataFolder: string, cluster: string, tally: Tally, secrets: string[]): void {
  const logs = [...new Set([dataFolder, join(cluster, '..')])]
    .filter(existsSync)
    .flatMap((folder) => filesOf(folder).filter((path) => /\.log$|\/log\//.test(path)));
  for (const path of logs) {
    const text = readFileSync(path, 'utf8');
    const found = [...secrets, ...names].find((secret) => text.includes(secret));
    const line = found === undefined ? undefined : text.split('\n').find((one) => one.includes(found));
    tally.case(
      found === undefined,
      () =>
        `${path} holds ${names.includes(found!) ? found : 'a secret'}: ${line!.replaceAll(found!, '…').slice(0, 300)}`,
    );
  }
  const open = filesOf(dataFolder).filter(
    (path) =>
      !path.startsWith(cluster) && /credential|secret|seal|\.key$/.test(path) && (statSync(path).mode & 0o077) !== 0,
  );
  tally.case(open.length === 0, () => `files with keys that others may read: ${open.join(', ')}`);
  tally.note(`${logs.length} logs of PostgreSQL`);
}
