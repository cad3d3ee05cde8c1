/** The proof as a person reads it. */
import type { Finding } from './prove';

/** A table of the proofs, then each failure with the shortest path that shows it. */
export function report(findings: Finding[]): string {
  const head = [
    'workflow',
    'states',
    'transitions',
    'explored',
    'invariants',
    'mutants killed',
    'equivalent',
    'survived',
    'seconds',
  ];
  const rows = findings.map(({ proof: p, explored, seconds }) => [
    `${p.id} ${p.version}`,
    `${p.reached}/${p.states}`,
    `${p.covered}/${p.transitions}`,
    `${explored.nodes} states, ${explored.edges} steps`,
    `${p.invariants.filter((i) => i.holds).length}/${p.invariants.length}`,
    `${p.mutants.killed}/${p.mutants.total}`,
    String(p.mutants.equivalent.length),
    String(p.mutants.survived.length),
    seconds.toFixed(1),
  ]);
  const width = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => cell.padEnd(width[i]!))
      .join('  ')
      .trimEnd();
  const parts = [line(head), width.map((w) => '-'.repeat(w)).join('  '), ...rows.map(line), ''];
  for (const { proof, failures } of findings) {
    for (const invariant of proof.invariants)
      parts.push(`${invariant.holds ? 'holds ' : 'BROKEN'}  ${proof.id}  ${invariant.id}: ${invariant.text}`);
    for (const { mutant, reason } of proof.mutants.equivalent)
      parts.push(`equivalent  ${proof.id}  ${mutant}: ${reason}`);
    for (const { check, text, path } of failures) {
      parts.push(
        '',
        `FAILED  ${proof.id}  [${check}] ${text}`,
        ...path.map((step, i) => `  ${String(i + 1).padStart(2)}. ${step}`),
      );
    }
  }
  const good = findings.every((f) => f.failures.length === 0);
  return [...parts, '', good ? 'Proved.' : 'Not proved.'].join('\n');
}
