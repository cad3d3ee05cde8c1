/** `bench -- --grown`: one world after another, and the table of both with their ratios. */
import { join } from 'node:path';
import { endingAll } from '../endings';
import { inMegabytes, summaryOf, type Spread } from './figures';
import { missedSeeding, missedStarts } from './goals';
import { measureWorld, type Measured } from './grown';
import { onGround, temporaryFolder } from './ground';
import { casesOfDistrict } from './places';
import { measureFreshStarts, measureStarts, type StartFigures } from './starts';
import { Growth, type World } from './world';

interface Size {
  world?: World;
  instances: number;
  measured: Measured[];
  /** absent on a server, where the database is not the product's own */
  starts?: StartFigures;
}

export interface GrownOptions {
  sizes: number[];
  /** the world that the data folder holds already, in place of new ones */
  here: boolean;
  only?: string[];
  /** most milliseconds of one measure */
  most?: number;
  plans: boolean;
  json: boolean;
}

type Say = (line: string) => void;

/** Makes the worlds, measures them, and prints the table; answers 1 when a goal is missed. */
export async function benchGrown(options: GrownOptions): Promise<number> {
  const say: Say = (line) => void (options.json || process.stderr.write(`${line}\n`));
  const wantsStarts = !options.only || options.only.includes('start');
  // a first start finds nothing, whatever the world will be
  const first = wantsStarts && !options.here ? (await measureFreshStarts()).first : undefined;
  const sizes = options.here
    ? [await measureHere(options, wantsStarts, say)]
    : await measureGrowing(options, wantsStarts, say);
  const missed = missedOf(sizes, first);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(jsonOf(sizes, first, missed, options))}\n`
      : tableOf(sizes, first, missed, options),
  );
  return missed.length > 0 ? 1 : 0;
}

/** The world of this installation. */
async function measureHere({ only, most }: GrownOptions, wantsStarts: boolean, say: Say): Promise<Size> {
  const { settings, ...size } = await onGround({ place: 'installation' }, async ({ context, owner, settings }) => {
    // beside the copies lie the few cases that were played
    const { rows } = await owner.query<{ districts: number }>(
      `select count(*)::int as districts from homeward.credentials where login like 'bench.supervisor.%'`,
    );
    const instances = rows[0]!.districts * casesOfDistrict;
    return { settings, instances, measured: await measureWorld(context, owner, { instances, only, most, say }) };
  });
  const isEmbedded = settings.databaseUrl === undefined;
  return { ...size, starts: wantsStarts && isEmbedded ? await measureStarts(settings.dataFolder) : undefined };
}

/** One world after another in one data folder, which the product is started on in between. */
async function measureGrowing({ sizes, only, most }: GrownOptions, wantsStarts: boolean, say: Say): Promise<Size[]> {
  return endingAll(async (endings) => {
    const dataFolder = join(await temporaryFolder(endings), 'data');
    const found: Size[] = [];
    let growth: Growth | undefined;
    for (const instances of sizes) {
      const size = await onGround({ place: { dataFolder } }, async ({ context, owner }) => {
        growth = growth ? growth.over(owner) : await Growth.begin(context, owner);
        const world = await growth.to(instances, say);
        say(
          `${world.instances} cases, ${world.open} open tasks, ${world.visits} planned visits, ${world.lines} lines, made in ${world.seconds.toFixed(0)} s`,
        );
        return { world, instances, measured: await measureWorld(context, owner, { instances, only, most, say }) };
      });
      found.push({ ...size, starts: wantsStarts ? await measureStarts(dataFolder) : undefined });
    }
    return found;
  });
}

/** The goals that were missed, each with the size of the world. */
function missedOf(sizes: readonly Size[], first: Spread | undefined): string[] {
  const seconds = sizes.reduce((sum, { world }) => sum + (world?.seconds ?? 0), 0);
  return [
    ...(first ? missedStarts({ first }) : []),
    ...sizes.flatMap(({ instances, measured, starts }) => [
      ...measured
        .filter(({ goal, p95 }) => goal !== undefined && p95 > goal)
        .map(({ what, goal }) => `${what} at most ${goal} ms at p95 with ${instances} cases`),
      ...missedStarts(starts ?? {}, ` with ${instances} cases`),
    ]),
    ...missedSeeding({ instances: sizes.at(-1)!.world?.instances ?? 0, seconds }),
  ];
}

/** How many times longer the largest world takes than the smallest, at p95. */
const ratioOf = (sizes: readonly Size[], id: string): number => {
  const of = (size: Size) => size.measured.find((m) => m.id === id)!.p95;
  return of(sizes.at(-1)!) / of(sizes[0]!);
};

function jsonOf(sizes: readonly Size[], first: Spread | undefined, missed: string[], { plans }: GrownOptions) {
  const last = sizes.at(-1)!;
  return {
    firstStart: first,
    missed,
    sound: missed.length === 0,
    ratios: Object.fromEntries(last.measured.map(({ id }) => [id, ratioOf(sizes, id)])),
    sizes: sizes.map(({ world, instances, measured, starts }) => ({
      instances,
      world,
      starts,
      measured: measured.map((m) => ({
        ...m,
        plans: m.plans.map((plan) => ({ ...plan, full: plans ? (JSON.parse(plan.full) as unknown) : undefined })),
      })),
    })),
  };
}

/** A row of min, median and max for each size, where any has it. */
function startRow(what: string, sizes: readonly Size[], of: (starts: StartFigures) => Spread | undefined): string[] {
  const figures = sizes.map(({ starts }) => starts && of(starts));
  if (figures.every((each) => each === undefined)) return [];
  const cells = figures.map((each) => (each ? spreadText(each) : 'not told here').padStart(24));
  return [`${what.padEnd(34)}${cells.join('')}`];
}

const spreadText = ({ min, median, max }: Spread): string =>
  [min, median, max].map((n) => n.toFixed(n < 100 ? 1 : 0)).join(' / ');

function tableOf(sizes: readonly Size[], first: Spread | undefined, missed: string[], { plans }: GrownOptions): string {
  const lines: string[] = [];
  const number = (ms: number): string => ms.toFixed(ms < 10 ? 1 : 0);
  lines.push(
    [
      'p50 / p95 / p99 in ms'.padEnd(34),
      ...sizes.map(({ instances }) => String(instances).padStart(24)),
      '   last to first',
    ].join(''),
  );
  for (const { id, what, goal } of sizes.at(-1)!.measured) {
    const cells = sizes.map(({ measured }) => {
      const { p50, p95, p99, calls } = measured.find((m) => m.id === id)!;
      const missed = goal !== undefined && p95 > goal ? ' !' : '';
      return `${number(p50)} / ${number(p95)} / ${number(p99)}${calls < 200 && calls > 1 ? ` (${calls})` : ''}${missed}`.padStart(
        24,
      );
    });
    lines.push(`${what.padEnd(34)}${cells.join('')}   ${ratioOf(sizes, id).toFixed(1)}`);
  }
  lines.push(
    ...startRow('ready after a later start, s *', sizes, ({ later }) => later),
    ...startRow('memory of the product at rest, MB *', sizes, ({ memory }) => memory && inMegabytes(memory)),
    ...(first ? [`ready after the first start, on an empty folder, s *: ${spreadText(first)}`] : []),
    '',
    '! over the goal of 50 ms at p95; (n) calls where there were less than 200; * min / median / max of three starts',
    missed.length === 0 ? 'every goal that was measured is met' : `missed: ${missed.join('; ')}`,
    '',
  );
  for (const { id, what, plans: found } of sizes.at(-1)!.measured) {
    if (found.length > 0) lines.push(`${what} (${id}), largest world:`);
    for (const plan of found) {
      lines.push(`  ${plan.text.slice(0, 110)}…`, `    ${summaryOf(plan)}`);
      if (plans) lines.push(plan.full.replace(/^/gm, '    '));
    }
  }
  return `${lines.join('\n')}\n`;
}
