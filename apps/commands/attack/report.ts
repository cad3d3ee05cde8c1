/** What an attack found: one row for each part, with every case that was neither refused nor right. */

export interface Row {
  /** part of the attack, such as `doors` */
  part: string;
  name: string;
  /** cases tried */
  tried: number;
  /** of these, refused or answered rightly */
  held: number;
  /** the others, in words: what was done and what came of it */
  broken: string[];
  /** figures and reasons for the reader, in words */
  notes: string[];
  /** why nothing was tried */
  skipped?: string;
  seconds: number;
}

/** Counts the cases of one row. */
export class Tally {
  private tried = 0;
  private readonly broken: string[] = [];
  private readonly notes: string[] = [];

  /** One case: `right`, or broken in the words of `what`. */
  case(right: boolean, what: () => string): boolean {
    this.tried += 1;
    if (!right) this.broken.push(what());
    return right;
  }

  note(text: string): void {
    this.notes.push(text);
  }

  row(part: string, name: string, seconds: number): Row {
    const { tried, broken, notes } = this;
    return { part, name, tried, held: tried - broken.length, broken, notes, seconds };
  }
}

/** A reason not to try: what is missing on this machine. */
export class Skipped extends Error {}

/** Runs one attack; what it throws is a case that broke, unless it was skipped. */
export async function rowOf(part: string, name: string, attack: (tally: Tally) => Promise<void>): Promise<Row> {
  const tally = new Tally();
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    await attack(tally);
  } catch (error) {
    if (error instanceof Skipped) return { ...tally.row(part, name, seconds()), skipped: error.message };
    tally.case(false, () => `the attack itself failed: ${(error as Error).stack ?? String(error)}`);
  }
  return tally.row(part, name, seconds());
}

/** The one row that rests on something outside: a registry of packages that answers. */
const mayBeSkipped = ['what a registry reports'];

/** Nothing broke, everything that can be tried was, and no row came to nothing. */
export const isSound = (rows: readonly Row[]): boolean =>
  rows.length > 0 &&
  rows.every(({ name, tried, broken, skipped }) =>
    skipped === undefined ? tried > 0 && broken.length === 0 : mayBeSkipped.includes(name),
  );

const pad = (text: string, width: number): string => text.padEnd(width);
const padLeft = (text: string, width: number): string => text.padStart(width);
/** Broken cases that the table names of one row; `--json` has all. */
const mostNamed = 20;

/** The table that a reader sees. */
export function tableOf(rows: readonly Row[], withNotes: boolean): string {
  const width = Math.max(...rows.map(({ name }) => name.length), 10);
  const first = Math.max(...rows.map(({ part }) => part.length));
  const lines = [
    `${pad('', first)}  ${pad('what is tried', width)} ${padLeft('tried', 8)} ${padLeft('held', 8)} ${padLeft('broken', 8)} ${padLeft('s', 7)}`,
  ];
  for (const row of rows) {
    const figures = row.skipped
      ? `  skipped: ${row.skipped}`
      : ` ${padLeft(String(row.tried), 8)} ${padLeft(String(row.held), 8)} ${padLeft(String(row.broken.length), 8)} ${padLeft(row.seconds.toFixed(1), 7)}`;
    lines.push(`${pad(row.part, first)}  ${pad(row.name, width)}${figures}`);
    if (withNotes) lines.push(...row.notes.map((note) => `${pad('', first)}    ${note}`));
    lines.push(...row.broken.slice(0, mostNamed).map((what) => `${pad('', first)}    BROKEN ${what}`));
    if (row.broken.length > mostNamed)
      lines.push(`${pad('', first)}    … and ${row.broken.length - mostNamed} more (--json names all)`);
  }
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const broken = sum((row) => row.broken.length);
  lines.push(
    `${pad('', first)}  ${pad('in all', width)} ${padLeft(String(sum((row) => row.tried)), 8)} ${padLeft(String(sum((row) => row.held)), 8)} ${padLeft(String(broken), 8)} ${padLeft(sum((row) => row.seconds).toFixed(1), 7)}`,
  );
  return lines.join('\n');
}
