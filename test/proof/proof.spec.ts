import { prove, report } from '../../libs/proof';
import { workflows } from '../../workflows';

it.each(workflows)(
  'proves $id, and kills every mutant that can change a behaviour',
  (workflow) => {
    const finding = prove(workflow);
    if (finding.failures.length > 0) throw new Error(report([finding]));
    expect(finding.proof.mutants.survived).toEqual([]);
    expect(finding.proof.mutants.killed + finding.proof.mutants.equivalent.length).toBe(finding.proof.mutants.total);
  },
  600_000,
);
