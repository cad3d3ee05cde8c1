/**
 * Leaving a closing home on another day than the one that was cleared. Whom the province clears, and for which day, it decides
 * beforehand, and is refused above P-83 without the reason of its director (`institution-closure.group`). What has happened is
 * recorded all the same: with the reason, and as an incident of the closure.
 */
import type { Rule } from '../../workflow';
import type { Context } from '../context';
import { rule, say, unless } from './checks';

export const leavingRules: Rule<Context>[] = [
  rule(
    'family-reintegration.cleared-day',
    'no group moves, P-83 [DP]',
    say(
      'A child leaves a closing home on the day it was cleared for, with no more children than a day allows, or it is said why.',
      'កុមារចាកចេញពីគ្រឹះស្ថានដែលកំពុងបិទ នៅថ្ងៃដែលបានអនុញ្ញាត ដោយមិនលើសចំនួនកុមារក្នុងមួយថ្ងៃ បើមិនដូច្នេះត្រូវបញ្ជាក់មូលហេតុ។',
    ),
    ['pdosvyDirector', 'dsw', 'ngoCaseworker'],
    true,
    (_c, { data, facts, parameters }) => {
      const on = data.placedOn as string;
      const most = parameters.values['P-83'] as number;
      const early = facts.leaving?.find(({ leavesOn }) => leavesOn !== undefined && on < leavesOn)?.leavesOn;
      const others = Math.max(
        0,
        ...(facts.leaving ?? []).flatMap(({ days = [], reasoned = [] }) =>
          days.filter((day) => day.on === on && !reasoned.includes(on)).map(({ children }) => children),
        ),
      );
      const full = others >= most;
      const en = [
        early && `The child was cleared to leave on ${early}.`,
        full && `${others} children of that home go to families on that day already, and P-83 allows ${most}.`,
        'Keep the day that was cleared, or ask the provincial director to clear another one. Where the child has left already, give the reason: the move is recorded, and the province is told.',
      ];
      const km = [
        early && `កុមារត្រូវបានអនុញ្ញាតឱ្យចាកចេញនៅថ្ងៃ ${early}។`,
        full && `មានកុមារ ${others} នាក់នៃគ្រឹះស្ថាននោះទៅគ្រួសារនៅថ្ងៃនោះហើយ ហើយ P-83 អនុញ្ញាត ${most} នាក់។`,
        'សូមរក្សាថ្ងៃដែលបានអនុញ្ញាត ឬសុំប្រធានមន្ទីរខេត្តអនុញ្ញាតថ្ងៃផ្សេង។ បើកុមារបានចាកចេញហើយ សូមបញ្ជាក់មូលហេតុ៖ ការចាកចេញត្រូវបានកត់ត្រា ហើយខេត្តត្រូវបានជូនដំណឹង។',
      ];
      return unless(
        (early === undefined && !full) || data.otherDayReason !== undefined,
        en.filter(Boolean).join(' '),
        km.filter(Boolean).join(' '),
      );
    },
  ),
];
