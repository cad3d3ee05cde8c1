/** Every attack in its order; each row begins with what the earlier ones left. */
import { Attacker, type Target } from './attacker';
import { attackDoors, attackExistence, attackPolicy, attackTimes, attackUnsigned } from './doors';
import type { Made } from './doors-use';
import { attackEvents } from './events';
import { settleKandal } from './kandal';
import { rowOf, type Row, type Tally } from './report';
import { attackAround, attackLogs, attackTables } from './sql';
import { attackDoor } from './sql-door';
import { fuzzBodies, fuzzForms, fuzzHeaders, fuzzMemory, fuzzRoutes } from './fuzz';
import { attackDay } from './target';
import { askRegistry, checkLock } from './audit';
import { forgeBombs, forgePaths } from './files';
import { forgeEvents, forgeKeys, forgeOrigins, forgeSessions } from './forgery';
import { attackAddresses, injectFormulas, injectLetters, injectMail } from './injection';
import { hireNeighbours } from './neighbours';
import { searchLogs } from './secrets';
import { attackStates } from './states';
import { attackMeasured } from './measured';
import { attackCodes, attackDevices, attackLock, attackUnderLock, attackWords } from './sign-in';

export interface Plan {
  seed: number;
  /** names of `parts`; absent: all */
  only?: string[];
  /** a part of the cases, in a minute: for the tests */
  quick?: boolean;
  say(line: string): void;
}

type Attack = [name: string, attack: (who: Attacker, at: Made, tally: Tally, quick: boolean) => Promise<void> | void];

/** one of so many doors, the same ones for the same table */
const oneIn = (n: number, quick: boolean) => {
  let i = 0;
  // a task is released by who claimed it: these doors go together
  return (route: string): boolean => !quick || /^POST \/tasks/.test(route) || i++ % n === 0;
};

/** The attacks by part. */
export const parts: Record<string, Attack[]> = {
  events: [['one case on its real way', (who, at, tally, quick) => attackEvents(who, at, tally, quick ? 1 : 9)]],
  sql: [
    ['every table, as the application', (who, _, tally) => attackTables(who, tally)],
    ['what is append-only, also as the owner', (who, _, tally) => attackLogs(who, tally)],
    ['around the tables, as the application', (who, _, tally) => attackAround(who, tally)],
    ['at the write door, as the application', (who, at, tally) => attackDoor(who, at, tally)],
  ],
  forgery: [
    ['sessions and cookies', (who, _, tally) => forgeSessions(who, tally)],
    ['another site’s page, smuggled requests', (who, at, tally) => forgeOrigins(who, at, tally)],
    ['keys, versions, signatures, devices', (who, at, tally) => forgeKeys(who, at, tally)],
    ['events of the clock and the register', (who, at, tally) => forgeEvents(who, at, tally)],
    ['paths out of their folder', (who, at, tally) => forgePaths(who, at, tally)],
    ['bombs: zip, pictures, tables', (who, at, tally, quick) => forgeBombs(who, at, tally, quick)],
    ['formulas in CSV and XLSX', (who, _, tally) => injectFormulas(who, tally)],
    ['Typst and HTML through names', (who, _, tally, quick) => injectLetters(who, tally, quick)],
    ['addresses that the server would ask', (who, _, tally) => attackAddresses(who, tally)],
  ],
  'sign-in': [
    ['words and times', (who, _, tally, quick) => attackWords(who, tally, quick ? 8 : 60)],
    ['lock-out', (who, _, tally) => attackLock(who, tally)],
    ['known devices', (who, _, tally) => attackDevices(who, tally)],
    ['under a lock', (who, _, tally) => attackUnderLock(who, tally)],
    ['codes of the second factor', (who, _, tally) => attackCodes(who, tally)],
  ],
  // after those that need open homes: one of the doors freezes one
  doors: [
    ['every route without a session', (who, at, tally, quick) => attackUnsigned(who, at, tally, oneIn(4, quick))],
    // before the neighbours break the glass over the child, as their offices may, and see its case
    ['existence, in words', (who, at, tally, quick) => attackExistence(who, at, tally, oneIn(4, quick))],
    ['existence, in time', (who, at, tally, quick) => attackTimes(who, at, tally, quick ? 5 : 25)],
    ['every route × role × area', (who, at, tally, quick) => attackDoors(who, at, tally, oneIn(12, quick))],
    ['the table against the policy', (_, __, tally) => attackPolicy(tally)],
    ['what is measured', (who, _, tally) => attackMeasured(who, tally)],
  ],
  // what is planted and done here fills lists that the doors expect to be empty
  states: [
    [
      'every event × role × area × state',
      (who, _, tally, quick) => attackStates(who, tally, quick ? { states: 2, steps: 1_000, idle: 1 } : { idle: 2 }),
    ],
  ],
  fuzz: [
    ['every form of every procedure', (who, at, tally, quick) => fuzzForms(who, at, tally, quick ? 1 : 20)],
    ['bodies that are none', (who, at, tally, quick) => fuzzBodies(who, at, tally, oneIn(12, quick))],
    ['headers', (who, at, tally, quick) => fuzzHeaders(who, at, tally, quick ? 8 : 1)],
    ['memory', (who, at, tally, quick) => fuzzMemory(who, at, tally, quick ? 4 : 40)],
    // last: what it gets accepted takes passwords and appointments away
    ['every route from its schema', (who, at, tally, quick) => fuzzRoutes(who, at, tally, quick ? 2 : 60)],
  ],
  secrets: [
    // the clock moves on for it
    ['headers in mail, webhooks that point elsewhere', (who, at, tally) => injectMail(who, at, tally)],
    ['secrets in the logs', (who, _, tally) => searchLogs(who, tally)],
  ],
  packages: [
    ['the lock file', (_, __, tally) => checkLock(tally)],
    ['what a registry reports', (_, __, tally) => askRegistry(tally)],
  ],
};

/** Puts the clock by hand on the day of the attack, and one of each thing into Kandal. */
export async function settle(who: Attacker): Promise<Made> {
  await who.moveClock(attackDay);
  await hireNeighbours(who.target);
  return settleKandal({
    send: (as, path, sent) => who.send(as, path, sent),
    rows: (sql, ...values) => who.rows(sql, ...values),
    wait: async (ms) => {
      const { body } = await who.send(undefined, '/testing/clock');
      await who.moveClock(new Date(Date.parse(body.now as string) + ms).toISOString());
    },
  });
}

/** Runs the attacks, one after another, on one product that holds nothing but the demo. */
export async function attackAll(target: Target, { seed, only, quick = false, say }: Plan): Promise<Row[]> {
  const who = new Attacker(target, seed);
  const at = await settle(who);
  const rows: Row[] = [];
  for (const [part, attacks] of Object.entries(parts)) {
    if (only && !only.includes(part)) continue;
    for (const [name, attack] of attacks) {
      const row = await rowOf(part, name, async (tally) => attack(who, at, tally, quick));
      const figures = `${row.tried} tried, ${row.broken.length} broken, ${row.seconds.toFixed(1)} s`;
      say(`${part}: ${name}: ${row.skipped === undefined ? figures : `skipped: ${row.skipped}`}`);
      rows.push(row);
    }
  }
  return rows;
}
