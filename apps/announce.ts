/** What `npm start` says to the person who typed it. */
import type { Config, Refusal } from '../libs/database';
import { startTexts } from './texts';

/** One account of the demo data, with its public password. */
export interface DemoAccount {
  login: string;
  password: string;
  /** name, role and area, as a person would say it */
  who: string;
}

export interface Ready {
  url: string;
  config: Config;
  /** where embedded PostgreSQL keeps its data */
  folder?: string;
  demo: DemoAccount[];
  /** since the process began */
  seconds: number;
}

/** Prints that a worker of its own is at work. */
export function announceWorker(seconds: number): void {
  process.stdout.write(
    `\n  Homeward  ${both(startTexts.worker)}: ${seconds.toFixed(1)} s\n\n  ${both(startTexts.stop)}\n\n`,
  );
}

const both = ({ en, km }: { en: string; km: string }) => `${en} · ${km}`;

/** Prints the address, the demo accounts and where the data lie. */
export function announce({ url, config, folder, demo, seconds }: Ready): void {
  const lines = [
    '',
    `  Homeward  ${url}`,
    `  ${both(startTexts.ready)}: ${seconds.toFixed(1)} s`,
    `  ${both(startTexts.data)}: ${folder ? config.dataFolder : serverOf(config.databaseUrl!)}`,
  ];
  if (folder && !folder.startsWith(config.dataFolder)) {
    lines.push(`  ${both(startTexts.elsewhere)}: ${folder}`);
  }
  if (config.clock === 'manual') lines.push(`  ${both(startTexts.manual)}`);
  if (demo.length > 0) {
    const width = Math.max(...demo.map((account) => account.login.length));
    lines.push('', `  ${both(startTexts.demo)}:`);
    for (const { login, password, who } of demo) lines.push(`    ${login.padEnd(width)}  ${password}  ${who}`);
  }
  lines.push('', `  ${both(startTexts.stop)}`, '');
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The server's address without its login. */
function serverOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

/** Says in both languages why the product does not start, and the way out. */
export function sayRefusal(refusal: Pick<Refusal, 'text'>): void {
  process.stderr.write(`${refusal.text.en}\n${refusal.text.km}\n`);
}

/** Says what went wrong where no words were foreseen for it. */
export function sayFault(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
