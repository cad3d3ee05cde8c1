/** The "never" rules of the domain that concern a closure (B.0.3). */
import { addDays, dateOf } from '../../time';
import type { Given, Rule } from '../../workflow';
import {
  humansOf,
  isFamily,
  isGone,
  isNeedy,
  isOf,
  isSettled,
  leavingOn,
  persons,
  recordOf,
  type Context,
} from '../context';
import { named, rule, say, sits, unless, unnamedOf } from './checks';

/** Nobody of the institution alone, and two sources at least. */
const twoSources = (sources: readonly string[]): boolean =>
  new Set(sources).size >= 2 && sources.some((source) => source !== 'institution');

/** Has a decision of gatekeeping opened another institution to the child? */
function decidedElsewhere(context: Context, { facts, data }: Given): boolean {
  const authority = facts.children?.find(({ id }) => id === data.child)?.authority;
  return (
    authority !== undefined &&
    ['residential', 'interim', 'emergency'].includes(authority.kind) &&
    authority.status !== 'suspended' &&
    authority.institution !== context.institution
  );
}

const countedOf = ({ data }: Given): Set<string> =>
  new Set((data.rows as { child: string }[]).map(({ child }) => child.toLowerCase()));

type Named = { list: 'register' | 'schoolRoll' | 'donorList'; name: string; child?: string; reason?: string };
/** Names of the other lists that are no child of the census: neither as chosen, nor by the name in the register. */
function differencesOf(given: Given): Named[] {
  const listed = new Map(given.facts.closure?.listed?.map(({ line, child }) => [line, child]));
  const counted = countedOf(given);
  return ((given.data.names ?? []) as Named[]).filter(
    ({ child }, line) => !counted.has((child ?? listed.get(line) ?? '').toLowerCase()),
  );
}

/** Persons who verify: who signs the form, and the members it names. */
const verifiers = ({ actor, data }: Given): string[] => [...persons(actor), ...((data?.members ?? []) as string[])];

export const neverRules: Rule<Context>[] = [
  rule(
    'N-10',
    '[DP]',
    say(
      'Who moved a child, or decided that it goes, verifies nothing.',
      'អ្នកដែលបានផ្លាស់កុមារ ឬបានសម្រេចឱ្យកុមារចាកចេញ មិនអាចផ្ទៀងផ្ទាត់ឡើយ។',
    ),
    ['mosvy', 'pdosvyOfficer'],
    false,
    (context, given) => {
      const movers =
        given.type === 'destination.verified'
          ? given.data
            ? (named(context, given)?.movedBy ?? [])
            : []
          : context.movers;
      return unless(
        !verifiers(given).some((person) => movers.includes(person)),
        'Somebody who moved no child must do this.',
        'ត្រូវឱ្យអ្នកដែលមិនបានផ្លាស់កុមារណាម្នាក់ធ្វើកិច្ចការនេះ។',
      );
    },
  ),
  rule(
    'N-13',
    '[V:S3]; [DP]',
    say(
      'To another institution a child goes by discharge and a new decision of gatekeeping, never from house to house.',
      'កុមារទៅគ្រឹះស្ថានផ្សេងបាន លុះត្រាតែមានការបញ្ចប់ការដាក់ និងសេចក្តីសម្រេចថ្មីនៃច្រកទ្វារ មិនមែនពីគ្រឹះស្ថានមួយទៅមួយឡើយ។',
    ),
    ['commune', 'pdosvyDirector'],
    true,
    (context, given) =>
      unless(
        given.data.destination !== 'byDecision' || decidedElsewhere(context, given),
        'Gatekeeping decides first, with every family option tested again.',
        'ច្រកទ្វារត្រូវសម្រេចជាមុន ដោយសាកល្បងជម្រើសគ្រួសារទាំងអស់ឡើងវិញ។',
      ),
  ),
  rule(
    'N-21',
    '[DP]; [V:S25]',
    say(
      'An institution is never closed while one child is unaccounted for.',
      'គ្រឹះស្ថានមិនត្រូវបានបិទឡើយ ដរាបណានៅមានកុមារម្នាក់មិនទាន់ដឹងច្បាស់។',
    ),
    ['dsw', 'ngoCaseworker', 'pdosvyOfficer'],
    false,
    (context, given) => {
      const { sealed } = context;
      const { type } = given;
      const { closure } = given.facts;
      const unnamed = unnamedOf(context, given);
      const found = say(
        `Found there without a name, or after the count: ${unnamed}. Register and count each, or two people say what became of them.`,
        `បានរកឃើញនៅទីនោះដោយគ្មានឈ្មោះ ឬក្រោយការរាប់៖ ${unnamed}។ សូមចុះបញ្ជី និងរាប់ម្នាក់ៗ ឬមនុស្សពីរនាក់បញ្ជាក់ថាមានអ្វីកើតឡើង។`,
      );
      // whoever has left may still wait for the first visit when the house is looked at
      if (type === 'premises.emptied') return unnamed === 0 ? undefined : found;
      const open = humansOf(context).filter((row) => !isSettled(row)).length;
      const there = closure?.stillPresent.length ?? 0;
      const decisions = closure?.openAuthorities ?? 0;
      const unsettled = new Set(closure?.unsettled?.map(({ child }) => child)).size;
      return unless(
        sealed && open === 0 && there === 0 && decisions === 0 && unsettled === 0 && unnamed === 0,
        `Without a verified destination: ${open}. Recorded as present: ${there}. Open decisions for a place there: ${decisions}. With an open incident of a death or a loss, missing, or in another home: ${unsettled}. ${unnamed > 0 ? found.en : ''}`.trim(),
        `គ្មានកន្លែងទៅដែលបានផ្ទៀងផ្ទាត់៖ ${open}។ កត់ត្រាថាមានវត្តមាន៖ ${there}។ សេចក្តីសម្រេចដាក់ដែលនៅបើក៖ ${decisions}។ មានឧប្បត្តិហេតុមរណភាព ឬបាត់ដែលនៅបើក បាត់ ឬនៅគ្រឹះស្ថានផ្សេង៖ ${unsettled}។ ${unnamed > 0 ? found.km : ''}`.trim(),
      );
    },
  ),
  rule(
    'N-22',
    '[DP]; [V:S25]',
    say(
      'No child leaves without an approved destination, a named caseworker who receives it, a booked first visit and its file.',
      'គ្មានកុមារណាចាកចេញ ដោយគ្មានកន្លែងទៅដែលបានអនុម័ត អ្នកគ្រប់គ្រងករណីដែលទទួល ការចុះជួបលើកដំបូងដែលបានកំណត់ និងឯកសារឡើយ។',
    ),
    ['pdosvyOfficer', 'dsw'],
    true,
    (context, given) => {
      const row = named(context, given);
      const { firstVisitOn, destination, worker } = given.data as Record<
        'firstVisitOn' | 'destination' | 'worker',
        string
      >;
      const today = dateOf(given.now);
      const leavesOn = (given.data.leavesOn as string | undefined) ?? today;
      const booked = leavesOn >= today && firstVisitOn >= leavesOn && firstVisitOn <= addDays(today, 7);
      // in a family of another province its own caseworker receives the child
      const receives = sits(given, worker, ['dsw', 'ngoCaseworker']) || given.facts.closure?.receiver === true;
      const approved = row?.stage === 'planned' || destination === 'byDecision' || destination === 'independent';
      return unless(
        !row || (approved && row.records && booked && !row.lost && receives),
        'Decide on the destination in the child’s own case, copy the file to the caseworker, book the first visit within 7 days and not before the child leaves, and name a caseworker who is in office. A child who is lost is found first.',
        'សូមសម្រេចកន្លែងទៅក្នុងករណីរបស់កុមារ ចម្លងឯកសារជូនអ្នកគ្រប់គ្រងករណី កំណត់ការចុះជួបលើកដំបូងក្នុងរយៈពេល ៧ ថ្ងៃ មិនមុនថ្ងៃចាកចេញ និងបញ្ជាក់ឈ្មោះអ្នកគ្រប់គ្រងករណីដែលកំពុងបម្រើការ។ កុមារដែលបាត់ ត្រូវរកឃើញជាមុនសិន។',
      );
    },
  ),
  rule(
    'N-24',
    '[DP]; [V:S29]',
    say(
      'Staff of the institution are never the only source that there is no family.',
      'បុគ្គលិកគ្រឹះស្ថានមិនអាចជាប្រភពតែមួយគត់ដែលថាគ្មានគ្រួសារឡើយ។',
    ),
    ['dsw', 'ngoCaseworker'],
    true,
    (_c, { data }) =>
      unless(
        twoSources(data.sources as string[]),
        'Name two sources, one of them outside the institution.',
        'សូមបញ្ជាក់ប្រភពពីរ ដែលមួយក្នុងនោះនៅក្រៅគ្រឹះស្ថាន។',
      ),
  ),
  rule(
    'N-33',
    'step 5 [V2:S5]',
    say(
      'A safety concern blocks every way out but a decision of gatekeeping.',
      'ក្តីបារម្ភអំពីសុវត្ថិភាពទប់ស្កាត់ការចាកចេញទាំងអស់ លើកលែងតែសេចក្តីសម្រេចនៃច្រកទ្វារ។',
    ),
    ['dsw', 'districtSupervisor'],
    true,
    (_c, { data, facts }) =>
      unless(
        data.destination === 'byDecision' ||
          facts.children?.find(({ id }) => id === (data.child as string).toLowerCase())?.investigated !== true,
        'A safety concern about this child, a brother or a sister is open. It is reported, looked into and closed in the case of that child first.',
        'មានក្តីបារម្ភអំពីសុវត្ថិភាពកុមារនេះ ឬបងប្អូន ដែលនៅបើក។ ត្រូវរាយការណ៍ ស៊ើបអង្កេត និងបញ្ចប់ក្នុងករណីរបស់កុមារនោះជាមុនសិន។',
      ),
  ),
  rule(
    'N-42',
    '[DP]',
    say(
      'No census is sealed with a child missing from it or a difference unexplained.',
      'មិនបិទជំរឿនឡើយ ប្រសិនបើខ្វះកុមារម្នាក់ ឬមានភាពខុសគ្នាដែលមិនបានពន្យល់។',
    ),
    ['pdosvyOfficer'],
    true,
    (context, given) => {
      const { facts, data } = given;
      const unnamed = unnamedOf(context, given);
      const same = (facts.closure?.same ?? []).map(({ child: merged, record: kept }) => ({ merged, kept, on: '' }));
      const records = [...countedOf(given)].map((child) => recordOf({ merges: same }, child));
      const twice = records.length - new Set(records).size;
      const without = (facts.closure?.expected ?? []).filter(({ child }) => !records.includes(child)).length;
      const lists = [data.register, data.decisions, data.schoolRoll, data.donorList] as string[];
      const unexplained = lists.includes('open') || (lists.includes('explained') && !data.explanation);
      const nowhere = differencesOf(given).filter(({ reason }) => reason === undefined);
      const hidden = differencesOf(given).some(({ list }) => data[list] !== 'explained');
      const named = nowhere.map(({ name }) => name).join(', ');
      const few = records.length < unnamed ? 'few' : '';
      const differs = unexplained || hidden ? 'differs' : '';
      return unless(
        without === 0 && twice === 0 && !unexplained && nowhere.length === 0 && !hidden && records.length >= unnamed,
        `Children whom the register knows there and the census does not: ${without}. Children with two rows, by two records that were merged: ${twice}. ${named && `On other lists and not in the census: ${named}. Count each, as unaccounted for where nobody knows where the child is, or say why not. `}${few && `Found there without a name: ${unnamed}. Register and count each, or two people say what became of them. `}${differs && 'Explain every difference between the lists.'}`.trim(),
        `កុមារដែលបញ្ជីដឹង ប៉ុន្តែគ្មានក្នុងជំរឿន៖ ${without}។ កុមារដែលមានជួរពីរ ដោយកំណត់ត្រាពីរដែលបានបញ្ចូលគ្នា៖ ${twice}។ ${named && `មានក្នុងបញ្ជីផ្សេង តែគ្មានក្នុងជំរឿន៖ ${named}។ សូមរាប់ម្នាក់ៗ ដោយកត់ថាគ្មាននរណាដឹងកន្លែង បើដូច្នោះ ឬបញ្ជាក់មូលហេតុ។ `}${few && `បានរកឃើញដោយគ្មានឈ្មោះ៖ ${unnamed}។ សូមចុះបញ្ជី និងរាប់ម្នាក់ៗ ឬមនុស្សពីរនាក់បញ្ជាក់ថាមានអ្វីកើតឡើង។ `}${differs && 'សូមពន្យល់គ្រប់ភាពខុសគ្នារវាងបញ្ជី។'}`.trim(),
      );
    },
  ),
  rule(
    'institution-closure.need-first',
    'order of moves [V:S19]',
    say(
      'Children under 3, with a disability or at risk go first.',
      'កុមារអាយុក្រោម ៣ឆ្នាំ កុមារមានពិការភាព ឬមានហានិភ័យ ត្រូវទៅមុន។',
    ),
    ['pdosvyOfficer'],
    true,
    (context, given) => {
      const row = named(context, given);
      const waiting = humansOf(context).filter(
        (other) => isNeedy(other) && !other.accounted && !other.destination,
      ).length;
      return unless(
        !row || isNeedy(row) || waiting === 0 || given.data.needReason !== undefined,
        `Still waiting in greater need: ${waiting}. Move them first, or say why not.`,
        `កុមារដែលត្រូវការខ្លាំងជាងកំពុងរង់ចាំ៖ ${waiting}។ សូមឱ្យពួកគេទៅមុន ឬបញ្ជាក់មូលហេតុ។`,
      );
    },
  ),
  rule(
    'institution-closure.group',
    'no group moves, P-83 [DP]',
    say(
      'Children do not leave in groups to families on one day, unless the province says why.',
      'កុមារមិនចាកចេញជាក្រុមទៅគ្រួសារក្នុងថ្ងៃតែមួយឡើយ លុះត្រាតែខេត្តបញ្ជាក់មូលហេតុ។',
    ),
    ['pdosvyDirector'],
    true,
    (context, given) => {
      const { data, actor, now, parameters } = given;
      const most = parameters.values['P-83'] as number;
      const toFamily = isFamily(data.destination as string);
      const on = (data.leavesOn as string | undefined) ?? dateOf(now);
      const row = named(context, given);
      const others = leavingOn(context, on).filter((row) => !isOf(context, row, data.child as string)).length;
      const overridden = data.groupReason !== undefined && actor.role === 'pdosvyDirector';
      return unless(
        !row || isGone(row) || !toFamily || others < most || overridden,
        `${others} children go to families on that day already. Choose another day, or ask the provincial director, who may allow more with the reason.`,
        `មានកុមារ ${others} នាក់ទៅគ្រួសារនៅថ្ងៃនោះហើយ។ សូមជ្រើសថ្ងៃផ្សេង ឬសុំប្រធានមន្ទីរខេត្ត ដែលអាចអនុញ្ញាតបន្ថែម ដោយមានមូលហេតុ។`,
      );
    },
  ),
];
