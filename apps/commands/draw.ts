/**
 * `npm run draw -- --verify [--area 08] [--year 2017] [--json]`: the commitments to draws of unannounced inspections. Of each
 * quarter whose seed is revealed, every draw is computed again and compared with what was carried out. Exit code 1 if one
 * differs. The draws themselves are carried out by the worker, in their hour; nobody can start one.
 */
import { faultsOf, InspectionPlans, type Commitment } from '../../libs/registry';
import { buildContext, makeLog } from '../context';
import { runCommand } from './command';

/** What is said of one quarter; nothing of the draws before they are revealed. */
function viewOf(one: Commitment) {
  const { area, year, quarter, hash, inputsHash, seed, revealedAt } = one;
  const draws = seed === null ? null : one.carriedOut;
  return { area, year, quarter, hash, inputsHash, seed, revealedAt, draws, faults: faultsOf(one) };
}

void runCommand(async ({ config, database, json, args, say }) => {
  const given = (name: string): string | undefined => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args[at + 1];
  };
  const [area = '', year] = [given('--area'), given('--year')];
  if (!args.includes('--verify') || !/^(\d{2})?$/.test(area) || !/^(\d{4})?$/.test(year ?? '')) {
    say('npm run draw -- --verify [--area PROVINCE] [--year YYYY] [--json]');
    return 2;
  }
  const { pool, door, clock } = await buildContext(config, database, makeLog(config));
  const plans = new InspectionPlans(pool, door, clock);
  const quarters = (await plans.commitments(area, year === undefined ? undefined : Number(year))).map(viewOf);
  const faults = quarters.flatMap((one) => one.faults);
  if (json) say(JSON.stringify({ quarters, faults: faults.length }));
  else {
    for (const one of quarters) {
      const name = `${one.area} ${one.year} quarter ${one.quarter}`;
      if (one.faults.length > 0) for (const fault of one.faults) say(`DIFFERS ${name}: ${fault}`);
      else if (one.draws === null) say(`SEALED  ${name}: hash ${one.hash}`);
      else say(`AGREES  ${name}: ${one.draws.length} draws, seed ${one.seed}`);
    }
    say(
      `${quarters.length} quarters, ${quarters.filter((one) => one.draws).length} revealed, ${faults.length} differences.`,
    );
  }
  return faults.length > 0 ? 1 : 0;
});
