/** What is told of the entry. */
import type { Rule } from '../../workflow';
import { inspectors, type Context } from '../context';
import { rule, say, unless } from './checks';

export const entryRules: Rule<Context>[] = [
  rule(
    'inspection.position',
    'B.4.2 step 4 [DP]',
    say(
      'The device gives its position at the door, or it is said why there is none.',
      'ឧបករណ៍ផ្តល់ទីតាំងនៅមាត់ទ្វារ ឬបញ្ជាក់មូលហេតុដែលគ្មានទីតាំង។',
    ),
    inspectors,
    true,
    (_c, { data }) =>
      unless(
        data.position !== undefined || data.noPositionBecause !== undefined,
        'Add the position of the device, or say why it gives none. Nobody is kept from going in.',
        'សូមបន្ថែមទីតាំងឧបករណ៍ ឬបញ្ជាក់មូលហេតុដែលវាមិនផ្តល់។ គ្មាននរណាត្រូវបានរារាំងមិនឱ្យចូលឡើយ។',
      ),
  ),
];
