/** `npm run prove [-- --json] [workflow …]`: explores every procedure, checks what must hold, and kills its mutants. */
import { prove, report } from '../../libs/proof';
import { workflows } from '../../workflows';

const args = process.argv.slice(2);
const named = args.filter((a) => !a.startsWith('--'));
const chosen = workflows.filter((w) => named.length === 0 || named.includes(w.id));
const findings = chosen.map((workflow) => prove(workflow, { mutants: !args.includes('--no-mutants') }));
const text = args.includes('--json')
  ? JSON.stringify({ workflows: findings.map((f) => f.proof) }, null, 2)
  : report(findings);
process.exitCode = findings.length > 0 && findings.every((f) => f.failures.length === 0) ? 0 : 1;
process.stdout.write(`${text}\n`);
