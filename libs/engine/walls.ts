/** What is answered when PostgreSQL itself refuses a write. */
import { Problem, type BrokenRule } from './problem';

/** An error of the database as the door tells it: SQLSTATE, the constraint's name or '', its message. */
export interface DatabaseError {
  state: string;
  constraint: string;
  message: string;
}

/** A wall that nobody gave words: it is told by its name. */
const wallOf = (name: string): BrokenRule => ({
  id: name,
  source: '[DP]',
  message: {
    en: `The database keeps a rule itself (${name}), and this breaks it. Nothing was written.`,
    km: `មូលដ្ឋានទិន្នន័យរក្សាវិធានមួយដោយខ្លួនឯង (${name}) ហើយការនេះបំពានវា។ គ្មានអ្វីត្រូវបានកត់ត្រាទេ។`,
  },
  missing: {
    en: 'Open the page again and look at what others have changed. If it is refused once more, tell the administrator this name.',
    km: 'សូមបើកទំព័រឡើងវិញ ហើយពិនិត្យអ្វីដែលអ្នកផ្សេងបានផ្លាស់ប្តូរ។ បើត្រូវបានបដិសេធម្តងទៀត សូមប្រាប់ឈ្មោះនេះដល់អ្នកគ្រប់គ្រងប្រព័ន្ធ។',
  },
  who: ['administrator'],
});

/**
 * The answer to a write that PostgreSQL refused: `refused_by_database` with the rule behind the constraint, or with the
 * constraint's name where a wall of ours (SQLSTATE HW…) has no words; `conflict` for values that do not fit; else `internal`.
 */
export function refusedByDatabase(error: DatabaseError, rule?: BrokenRule): Problem {
  const { state, constraint } = error;
  if (rule) return new Problem('refused_by_database', { rules: [rule] });
  if (state.startsWith('HW')) return new Problem('refused_by_database', { rules: [wallOf(constraint || state)] });
  if (state.startsWith('22') || state.startsWith('23'))
    return new Problem('conflict', { errors: [{ path: '', code: constraint || state }] });
  const failure = new Problem('internal');
  failure.cause = error;
  return failure;
}
