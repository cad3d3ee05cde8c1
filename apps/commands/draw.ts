/**
 * `npm run draw -- --verify [--area 08] [--year 2017] [--json]`: the commitments to draws of unannounced inspections. Of each
 * quarter whose seed is revealed, every draw is computed again and compared with what was carried out. Exit code 1 if one
 * differs. The draws themselves are carried out by the worker, in their hour; nobody can start one.
 */
import { faultsOf, InspectionPlans, type Commitment } from '../../libs/registry';
import { buildContext, makeLog } from '../context';
import { runCommand } from './command';
import { CommandRefusal, flag, optionsOf, valued } from './options';

/** What is said of one quarter; nothing of the draws before they are revealed. */
function viewOf(one: Commitment) {
  const { area, year, quarter, hash, inputsHash, seed, revealedAt } = one;
  const draws = seed === null ? null : one.carriedOut;
  return { area, year, quarter, hash, inputsHash, seed, revealedAt, draws, faults: faultsOf(one) };
}

/** So many digits. */
const digits = <D>(standard: D, count: number) =>
  valued(standard, (given, name) => {
    if (given.length !== count || !/^\d+$/.test(given))
      throw new CommandRefusal(`--${name} takes ${count} digits, not ${given || 'nothing'}`);
    return given;
  });

function asked(args: string[]) {
  const read = optionsOf(args, { verify: flag, area: digits('', 2), year: digits(undefined, 4), json: flag });
  if (!read.verify) throw new CommandRefusal('npm run draw -- --verify [--area PROVINCE] [--year YYYY] [--json]');
  return read;
}

void runCommand(asked, async ({ config, database, area, year, json, say }) => {
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
