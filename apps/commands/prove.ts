/** `npm run prove [-- --json] [--no-mutants] [workflow …]`: explores every procedure, checks what must hold, and kills its mutants. */
import { prove, report } from '../../libs/proof';
import { workflows } from '../../workflows';
import { runAlone } from './command';
import { CommandRefusal, flag, optionsOf } from './options';

function proveAll(args: string[]): number {
  const options = { 'no-mutants': flag, json: flag };
  const { words, json, 'no-mutants': alone } = optionsOf(args, options, { takesWords: true });
  const unknown = words.filter((word) => !workflows.some(({ id }) => id === word));
  if (unknown.length > 0)
    throw new CommandRefusal(`A workflow is ${workflows.map(({ id }) => id).join(', ')}, not ${unknown.join(', ')}`);
  const chosen = workflows.filter(({ id }) => words.length === 0 || words.includes(id));
  const findings = chosen.map((workflow) => prove(workflow, { mutants: !alone }));
  process.stdout.write(
    `${json ? JSON.stringify({ workflows: findings.map((f) => f.proof) }, null, 2) : report(findings)}\n`,
  );
  return findings.every((f) => f.failures.length === 0) ? 0 : 1;
}

runAlone(async (args) => proveAll(args));
