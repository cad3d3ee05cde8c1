/** The "never" rules of the domain that concern the way home (B.0.3). */
import { dateOf } from '../../time';
import { rungs } from '../../vocabulary';
import type { Given, Rule, Text } from '../../workflow';
import { homes, persons, sortedSet, type Context } from '../context';
import { daysBetween } from '../schedule';
import { ago, childFact, rule, say, unless } from './checks';
import { blockers, joined } from './closure';

const material = ['material', 'education'];

/** Persons who must not decide on what they did themselves, by the event. */
const othersWork: Record<string, (context: Context) => string[]> = {
  'placement.reviewed': (c) => c.duties.assessors,
  'placement.confirmed': (c) => c.duties.assessors,
  'safety.closed': (c) => c.duties.reporters,
  'visit.confirmed': (c) => c.duties.visitors,
};

/** Rungs of Form 4 before the family that is chosen. */
const rungOf = { parents: 0, kin: 1, foster: 2 } as const;
function rungsBefore({ data }: Given): string[] {
  const answered = (data.ladder as { rung: string }[]).map(({ rung }) => rung);
  const chosen = rungOf[data.homeKind as keyof typeof rungOf];
  return rungs.slice(0, chosen).filter((rung) => !answered.includes(rung));
}

/** One home by the code of its village or of its commune. */
const sameHome = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

type Told = { child: string; together: boolean; reason?: string };

/** Brothers and sisters of whom the plan leaves open whether they stay together. */
function openInPlan(context: Context, given: Given): boolean {
  const planned = given.data.siblings as Told[];
  const decided = planned.filter(({ together, reason }) => together || reason).map(({ child }) => child);
  const open = (childFact(context, given)?.siblings ?? []).filter((id) => !decided.includes(id));
  return open.length > 0 || planned.some(({ together, reason }) => !together && !reason);
}

/** Those in care or on their way home who are not in this home by the day of the return, with no reason given for each. */
function splitOnTheDay(context: Context, given: Given): boolean {
  const { home, placedOn, siblings = [] } = given.data as { home: string; placedOn: string; siblings?: Told[] };
  const others = childFact(context, given)?.siblingsInCare ?? [];
  return others.some((other) => {
    const told = siblings.find(({ child }) => child === other.id);
    const toSameHome = other.home !== undefined && sameHome(other.home, home);
    const there = toSameHome && other.placedOn !== undefined && other.placedOn <= placedOn;
    const comes = toSameHome && other.ready === true && told?.together === true;
    const decided = context.apart.includes(other.id) || (told?.together === false && told.reason !== undefined);
    return !there && !comes && !decided;
  });
}

const fourSigners = {
  child: say('the child', 'កុមារ'),
  carer: say('the carer', 'អ្នកថែទាំ'),
  caseworker: say('the caseworker', 'អ្នកគ្រប់គ្រងករណី'),
  chief: say('the commune chief, with seal', 'មេឃុំ/ចៅសង្កាត់ និងត្រា'),
} as const;

function placementAgreed(context: Context, { data }: Given): Text[] {
  const open = Object.entries(fourSigners).filter(([key]) => !data.signatures[key]);
  const texts: Text[] = [];
  if (open.length > 0)
    texts.push(
      say(
        `Form 4 needs four signatures. Missing: ${open.map(([, t]) => t.en).join(', ')}.`,
        `ទម្រង់ទី៤ត្រូវមានហត្ថលេខាទាំងបួន។ នៅខ្វះ៖ ${open.map(([, t]) => t.km).join(' ')}។`,
      ),
    );
  const { area, kind } = context.home;
  if (context.review !== 'agreed' || (area !== undefined && area !== data.home) || (kind && kind !== data.homeKind))
    texts.push(
      say(
        'The review agreed to another home. Assess and review this one first.',
        'ការពិនិត្យបានយល់ព្រមលើផ្ទះផ្សេង។ សូមវាយតម្លៃ និងពិនិត្យផ្ទះនេះជាមុន។',
      ),
    );
  const agreed = context.anchors.preparing;
  if (agreed !== undefined && data.placedOn < dateOf(agreed))
    texts.push(
      say(
        `The review agreed on ${dateOf(agreed)}: no child goes home before that day.`,
        `ការពិនិត្យបានយល់ព្រមនៅថ្ងៃទី ${dateOf(agreed)}៖ កុមារមិនអាចត្រឡប់ទៅផ្ទះមុនថ្ងៃនោះឡើយ។`,
      ),
    );
  return texts;
}

/** Is the search for a lost child long and wide enough to end it? */
function searched(context: Context, given: Given): boolean {
  const since = context.absences.find(({ until }) => until === undefined)?.since;
  const lost = context.location === 'missing' || context.location === 'unknown';
  const from = ago(given, 'P-55');
  if (!lost || since === undefined || since > from) return false;
  const search = given.data?.search as { since: string; attempts: { source: string }[] } | undefined;
  const { attempts, sources } = given.parameters.values['P-54'] as { attempts: number; sources: number };
  return (
    !search ||
    (search.since <= from &&
      search.attempts.length >= attempts &&
      new Set(search.attempts.map((a) => a.source)).size >= sources)
  );
}

export const neverRules: Rule<Context>[] = [
  rule(
    'N-02',
    '[V:S3, S55]',
    say(
      'Poverty alone is never a ground for refusing the return to the family.',
      'ភាពក្រីក្រតែមួយមុខមិនមែនជាហេតុផលសម្រាប់បដិសេធការត្រឡប់ទៅគ្រួសារឡើយ។',
    ),
    ['dsw', 'ngoCaseworker'],
    true,
    (_c, { data }) =>
      unless(
        data.conclusion === 'canBeReintegrated' ||
          (data.refusalGrounds as string[]).some((ground) => !material.includes(ground)),
        'Name a ground other than poverty or school, or plan support for the family.',
        'សូមបញ្ជាក់មូលហេតុក្រៅពីភាពក្រីក្រ ឬការសិក្សា ឬរៀបចំការគាំទ្រគ្រួសារ។',
      ),
  ),
  rule(
    'N-07',
    '[GK]',
    say(
      'Brothers and sisters stay together unless it was assessed for each that apart is better.',
      'បងប្អូនត្រូវនៅជាមួយគ្នា លុះត្រាតែបានវាយតម្លៃថាការនៅដោយឡែកប្រសើរជាងសម្រាប់ម្នាក់ៗ។',
    ),
    ['dsw', 'ngoCaseworker'],
    true,
    (context, given) =>
      given.type === 'placement.made'
        ? unless(
            !splitOnTheDay(context, given),
            'A brother or sister is in care or on the way home, and does not come to this home with the child. Bring them home together, or write for each why apart is better.',
            'មានបងប្អូននៅក្នុងការថែទាំ ឬកំពុងត្រឡប់ទៅផ្ទះ ដែលមិនមកផ្ទះនេះជាមួយកុមារទេ។ សូមនាំត្រឡប់ទៅផ្ទះជាមួយគ្នា ឬសរសេរសម្រាប់ម្នាក់ៗ ហេតុអ្វីការនៅដោយឡែកប្រសើរជាង។',
          )
        : unless(
            !openInPlan(context, given),
            'Decide for each brother and sister: together, or apart with the reason.',
            'សូមសម្រេចសម្រាប់បងប្អូនម្នាក់ៗ៖ នៅជាមួយគ្នា ឬដោយឡែក ដោយមានមូលហេតុ។',
          ),
  ),
  rule(
    'N-10',
    '[DP]',
    say('Who did a thing never decides on it.', 'អ្នកធ្វើការងារណាមួយមិនអាចជាអ្នកសម្រេចលើការងារនោះឡើយ។'),
    ['districtSupervisor', 'pdosvyOfficer'],
    false,
    (context, { actor, type }) => {
      const theirs = (othersWork[type] ?? ((c: Context) => c.duties.proposers))(context);
      return unless(
        !persons(actor).some((person) => theirs.includes(person)),
        'Another person must decide: this is your own work.',
        'ត្រូវមានមនុស្សផ្សេងសម្រេច៖ នេះជាការងាររបស់អ្នកផ្ទាល់។',
      );
    },
  ),
  rule(
    'N-11',
    'Form 4 [V:S1]; [V:S3]',
    say('No rung of the ladder is skipped without a written reason.', 'មិនអាចរំលងកម្រិតណាមួយដោយគ្មានមូលហេតុជាលាយលក្ខណ៍អក្សរឡើយ។'),
    ['dsw', 'ngoCaseworker'],
    true,
    (_c, given) =>
      unless(
        rungsBefore(given).length === 0,
        'Answer each rung that comes before this kind of family.',
        'សូមឆ្លើយកម្រិតនីមួយៗ ដែលមកមុនប្រភេទគ្រួសារនេះ។',
      ),
  ),
  rule(
    'N-14',
    '[V:S3, S1]',
    say(
      'The child agrees to be assessed, and the views of the child are sought, or it is written why that was not possible.',
      'កុមារយល់ព្រមឱ្យវាយតម្លៃ ហើយយោបល់របស់កុមារត្រូវបានសួរ ឬមានសរសេរមូលហេតុដែលមិនអាចសួរបាន។',
    ),
    ['dsw', 'ngoCaseworker'],
    true,
    (context, { data }) => {
      if (data.consent === 'refused' || (context.age === 'adult' && data.consent !== 'child'))
        return say(
          'The person has not consented. Explain the rights and ask again another day.',
          'សាមីខ្លួនមិនទាន់យល់ព្រម។ សូមពន្យល់សិទ្ធិ ហើយសួរម្តងទៀតថ្ងៃក្រោយ។',
        );
      return unless(
        data.views.heard || data.views.notPossible !== undefined,
        'Write what the child said, or why it was not possible to ask.',
        'សូមសរសេរអ្វីដែលកុមារបាននិយាយ ឬមូលហេតុដែលមិនអាចសួរបាន។',
      );
    },
  ),
  rule(
    'N-24',
    '[DP]; lesson [V:S29]',
    say('An institution is never the only source about a family.', 'គ្រឹះស្ថានមិនអាចជាប្រភពតែមួយអំពីគ្រួសារឡើយ។'),
    ['dsw', 'ngoCaseworker', 'commune'],
    true,
    (context, { data }) =>
      unless(
        new Set([...context.tracing.sources, ...(data.sources as string[])]).size >= 2,
        'A second, independent source must confirm it.',
        'ត្រូវមានប្រភពឯករាជ្យទីពីរបញ្ជាក់។',
      ),
  ),
  rule(
    'N-22',
    '[DP]; [V:S25]',
    say(
      'No child leaves a closing institution before its closure has cleared it to go.',
      'គ្មានកុមារណាចាកចេញពីគ្រឹះស្ថានដែលកំពុងបិទ មុនពេលការបិទអនុញ្ញាតឡើយ។',
    ),
    ['pdosvyOfficer'],
    false,
    (_c, { facts, data }) => {
      // without a form it is asked whether the child may go at all
      const goesTo = data && homes[(data.homeKind ?? 'parents') as keyof typeof homes];
      return unless(
        facts.leaving?.every(
          ({ cleared, destination }) => cleared && (goesTo === undefined || (destination ?? goesTo) === goesTo),
        ) ?? true,
        'The province clears the child first, for this home and no other: destination, file and first visit.',
        'ខេត្តអនុញ្ញាតកុមារជាមុន សម្រាប់ផ្ទះនេះតែមួយ៖ កន្លែងទៅ ឯកសារ និងការចុះជួបលើកដំបូង។',
      );
    },
  ),
  rule(
    'N-30',
    'Form 4 [V:S1]; SOP 6 [V:S15]',
    say(
      'No child goes home before the review, and not without the four signatures of Form 4.',
      'គ្មានកុមារណាត្រឡប់ទៅផ្ទះមុនការពិនិត្យ ហើយគ្មានហត្ថលេខាទាំងបួននៃទម្រង់ទី៤ឡើយ។',
    ),
    ['dsw', 'ngoCaseworker', 'commune'],
    true,
    (context, given) => joined(placementAgreed(context, given)),
  ),
  rule(
    'N-31',
    'Form 6 [V:S1]; P-18 [DP]',
    say(
      'No case is closed below the thresholds of Form 6 or before the time of monitoring is over.',
      'មិនអាចបិទករណីក្រោមកម្រិតនៃទម្រង់ទី៦ ឬមុនផុតរយៈពេលតាមដានឡើយ។',
    ),
    ['dsw', 'ngoCaseworker', 'districtSupervisor'],
    false,
    (context, given) => joined(blockers(context, given)),
  ),
  rule(
    'N-33',
    '[V2:S5]',
    say('A safety concern blocks placement and closure.', 'ក្តីបារម្ភអំពីសុវត្ថិភាពទប់ស្កាត់ការដាក់ និងការបិទករណី។'),
    ['dsw', 'districtSupervisor'],
    false,
    (context) => unless(context.concern === 'none', 'Close the safety concern first.', 'សូមបញ្ចប់ក្តីបារម្ភអំពីសុវត្ថិភាពជាមុនសិន។'),
  ),
  rule(
    'N-34',
    'Form 6 [V:S1]; [V:S28]',
    say(
      '"Cannot be found" and "moved" are never a success, and come only after a long search.',
      '«រកមិនឃើញ» និង «ផ្លាស់ទីលំនៅ» មិនមែនជាជោគជ័យឡើយ ហើយសន្និដ្ឋានបានតែក្រោយការស្វែងរកយូរ។',
    ),
    ['dsw', 'districtSupervisor', 'pdosvyOfficer'],
    false,
    (context, given) =>
      given.type.startsWith('loss.')
        ? unless(
            searched(context, given),
            'The child must be missing and searched for at least 90 days (P-55), with three attempts at two sources (P-54).',
            'កុមារត្រូវបាត់ និងត្រូវបានស្វែងរកយ៉ាងតិច ៩០ ថ្ងៃ (P-55) ដោយព្យាយាមបីដងតាមពីរប្រភព (P-54)។',
          )
        : unless(
            context.location === 'home',
            'The child is not at home. Find the child, or hand the case over.',
            'កុមារមិននៅផ្ទះទេ។ សូមស្វែងរកកុមារ ឬផ្ទេរករណី។',
          ),
  ),
  rule(
    'N-35',
    '[DP]',
    say(
      'A breakdown never returns a child to an institution; only a new decision of gatekeeping does.',
      'ការដាច់ខាតមិនបញ្ជូនកុមារទៅគ្រឹះស្ថានវិញឡើយ មានតែសេចក្តីសម្រេចថ្មីនៃច្រកទ្វារប៉ុណ្ណោះ។',
    ),
    ['districtSupervisor', 'pdosvyDirector'],
    false,
    (context, given) => {
      const authority = childFact(context, given)?.authority;
      return unless(
        authority?.kind === 'residential' && authority.instance !== context.id && authority.status !== 'suspended',
        'There is no new decision of gatekeeping for this child. Make a request there; the ladder is climbed again.',
        'មិនមានសេចក្តីសម្រេចថ្មីនៃច្រកទ្វារសម្រាប់កុមារនេះទេ។ សូមដាក់ពាក្យស្នើនៅទីនោះ ដោយពិនិត្យកម្រិតទាំងអស់ឡើងវិញ។',
      );
    },
  ),
];

/** Longer than enough attempts say no more: the count stops at what P-54 asks. */
export function traced(context: Context, given: Given): Context['tracing'] {
  const { tracing } = context;
  const needed = given.parameters.values['P-54'] as { attempts: number; days: number };
  const on = given.data.on as string;
  const first = tracing.first === undefined || on < tracing.first ? on : tracing.first;
  return {
    attempts: Math.min(tracing.attempts + 1, needed.attempts),
    sources: sortedSet([...tracing.sources, given.data.source as string]),
    first,
    long: tracing.long || daysBetween(first, dateOf(given.now)) >= needed.days,
  };
}
