/** `bench -- --grown`: one world after another, and the table of both with their ratios. */
import { summaryOf } from './figures';
import { measureWorld, type Measured } from './grown';
import { onGround } from './ground';
import { casesOfDistrict } from './places';
import { Growth, type World } from './world';

interface Size {
  world?: World;
  instances: number;
  measured: Measured[];
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

/** Makes the worlds, measures them, and prints the table; answers 1 when a goal is missed. */
export async function benchGrown(options: GrownOptions): Promise<number> {
  const { sizes, here, only, most, json } = options;
  const say = (line: string): void => void (json || process.stderr.write(`${line}\n`));
  const measured = await onGround({ throwaway: !here }, async ({ context, owner }) => {
    const found: Size[] = [];
    if (here) {
      // beside the copies lie the few cases that were played
      const { rows } = await owner.query<{ districts: number }>(
        `select count(*)::int as districts from homeward.credentials where login like 'bench.supervisor.%'`,
      );
      const instances = rows[0]!.districts * casesOfDistrict;
      return [{ instances, measured: await measureWorld(context, owner, { instances, only, most, say }) }];
    }
    const growth = await Growth.begin(context, owner);
    for (const instances of sizes) {
      const world = await growth.to(instances, say);
      say(
        `${world.instances} cases, ${world.open} open tasks, ${world.visits} planned visits, ${world.lines} lines, made in ${world.seconds.toFixed(0)} s`,
      );
      found.push({ world, instances, measured: await measureWorld(context, owner, { instances, only, most, say }) });
    }
    return found;
  });
  const missed = measured.flatMap((size) => size.measured.filter(({ goal, p95 }) => goal !== undefined && p95 > goal));
  process.stdout.write(json ? `${JSON.stringify(jsonOf(measured, options))}\n` : tableOf(measured, options));
  return missed.length > 0 ? 1 : 0;
}

/** How many times longer the largest world takes than the smallest, at p95. */
const ratioOf = (sizes: readonly Size[], id: string): number => {
  const of = (size: Size) => size.measured.find((m) => m.id === id)!.p95;
  return of(sizes.at(-1)!) / of(sizes[0]!);
};

function jsonOf(sizes: readonly Size[], { plans }: GrownOptions) {
  const last = sizes.at(-1)!;
  return {
    ratios: Object.fromEntries(last.measured.map(({ id }) => [id, ratioOf(sizes, id)])),
    sizes: sizes.map(({ world, instances, measured }) => ({
      instances,
      world,
      measured: measured.map((m) => ({
        ...m,
        plans: m.plans.map((plan) => ({ ...plan, full: plans ? (JSON.parse(plan.full) as unknown) : undefined })),
      })),
    })),
  };
}

function tableOf(sizes: readonly Size[], { plans }: GrownOptions): string {
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
  lines.push('', '! over the goal of 50 ms at p95; (n) calls where there were less than 200', '');
  for (const { id, what, plans: found } of sizes.at(-1)!.measured) {
    if (found.length > 0) lines.push(`${what} (${id}), largest world:`);
    for (const plan of found) {
      lines.push(`  ${plan.text.slice(0, 110)}…`, `    ${summaryOf(plan)}`);
      if (plans) lines.push(plan.full.replace(/^/gm, '    '));
    }
  }
  return `${lines.join('\n')}\n`;
}
