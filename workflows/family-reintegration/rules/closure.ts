/** The closure rule of domain B.3.4, with every line that is not met. */
import type { Sum } from '../../fields';
import type { ScheduledStep } from '../../parameters';
import { dateOf } from '../../time';
import { childItems, familyItems, itemLabels, type Item } from '../../vocabulary';
import type { Given, Text } from '../../workflow';
import type { Context } from '../context';
import { finalSums, printedTotal } from '../forms/vocabulary';
import { missedSince, nominalDay } from '../schedule';
import { ago, say } from './checks';

type Scores = Partial<Record<Item, number>>;

const named = (items: readonly Item[]): Text => ({
  en: items.map((item) => itemLabels[item][0]).join(', '),
  km: items.map((item) => itemLabels[item][1]).join(' '),
});
const sumOf = (scores: Scores, items: readonly Item[]): number =>
  items.reduce((sum, item) => sum + (scores[item] ?? 0), 0);

const isLower = (score: number | undefined, least: number): boolean => typeof score === 'number' && score < least;

function ofItems(scores: Scores, items: readonly Item[], { each, except }: Sum<Item>): Text[] {
  const missing: Text[] = [];
  const blank = items.filter((item) => scores[item] === undefined || scores[item] === null);
  const low = items.filter((item) => isLower(scores[item], each) && !except.includes(item));
  if (blank.length > 0) {
    const { en, km } = named(blank);
    missing.push(say(`A blank blocks the closure. Give a score: ${en}.`, `ចំណុចទទេទប់ស្កាត់ការបិទ។ សូមដាក់ពិន្ទុ៖ ${km}។`));
  }
  if (low.length > 0) {
    const { en, km } = named(low);
    missing.push(say(`Must be ${each} or more: ${en}.`, `ត្រូវមាន ${each} ឬលើស៖ ${km}។`));
  }
  return missing;
}

/** What the scores of Form 6 lack. */
export function ofScores(child: Scores, family: Scores): Text[] {
  const missing = [...ofItems(child, childItems, finalSums.child), ...ofItems(family, familyItems, finalSums.family)];
  const sums = { child: sumOf(child, childItems), family: sumOf(family, familyItems) };
  if (sums.child < finalSums.child.atLeast)
    missing.push(
      say(
        `The sum of the child is ${sums.child}, at least ${finalSums.child.atLeast} is needed. With each of the 11 items at 2 the sum is 22: 21 means a blank or a 1.`,
        `ពិន្ទុសរុបរបស់កុមារ ${sums.child} ត្រូវមានយ៉ាងតិច ${finalSums.child.atLeast}។ បើចំណុចទាំង ១១ មាន ២ ផលបូកគឺ ២២៖ ២១ មានន័យថាមានចំណុចទទេ ឬពិន្ទុ ១។`,
      ),
    );
  if (sums.family < finalSums.family.atLeast)
    missing.push(
      say(
        `The sum of the family is ${sums.family}, at least ${finalSums.family.atLeast} is needed.`,
        `ពិន្ទុសរុបរបស់គ្រួសារ ${sums.family} ត្រូវមានយ៉ាងតិច ${finalSums.family.atLeast}។`,
      ),
    );
  const total = sums.child + sums.family;
  if (missing.length > 0 && total >= printedTotal)
    missing.push(
      say(
        `The form prints ${printedTotal} for the total, and this total is ${total}. Child ${finalSums.child.atLeast} and family ${finalSums.family.atLeast} make 51: the stricter pair holds.`,
        `ទម្រង់បោះពុម្ព ${printedTotal} សម្រាប់ផលបូក ហើយផលបូកនេះគឺ ${total}។ កុមារ ${finalSums.child.atLeast} និងគ្រួសារ ${finalSums.family.atLeast} ស្មើ ៥១៖ អនុវត្តលក្ខខណ្ឌតឹងជាង។`,
      ),
    );
  return missing;
}

const signers = {
  child: say('the child', 'កុមារ'),
  guardian: say('parent or guardian', 'ឪពុកម្តាយ ឬអាណាព្យាបាល'),
  caseworker: say('the caseworker', 'អ្នកគ្រប់គ្រងករណី'),
  authority: say('the authority, with seal', 'អាជ្ញាធរ និងត្រា'),
} as const;

function ofSignatures(signatures: Record<string, unknown>): Text[] {
  const open = Object.entries(signers).filter(([key]) => !signatures[key]);
  if (open.length === 0) return [];
  const who = { en: open.map(([, t]) => t.en).join(', '), km: open.map(([, t]) => t.km).join(' ') };
  return [say(`Signatures are missing: ${who.en}.`, `នៅខ្វះហត្ថលេខា៖ ${who.km}។`)];
}

/** The date from which a stay may end: P-18 from its first day, or the shorter time that the province has named. */
export function monitoredUntil({ placement, shortened }: Context, given: Given): string {
  const nominal = nominalDay(placement!.on, given.parameters.values['P-18'] as ScheduledStep['after']);
  if (shortened === undefined) return nominal;
  const named = nominalDay(placement!.on, { amount: shortened, unit: 'months' });
  return named < nominal ? named : nominal;
}

function ofTime(context: Context, given: Given): Text[] {
  const from = monitoredUntil(context, given);
  if (dateOf(given.now) >= from) return [];
  const { shortened } = context;
  return shortened === undefined
    ? [say(`P-18: the time of monitoring runs to ${from}.`, `P-18៖ រយៈពេលតាមដានរហូតដល់ ${from}។`)]
    : [
        say(
          `P-18: the time of monitoring, shortened to ${shortened} months by the provincial director, runs to ${from}.`,
          `P-18៖ រយៈពេលតាមដានដែលប្រធានមន្ទីរខេត្តបានកាត់បន្ថយមកត្រឹម ${shortened} ខែ រហូតដល់ ${from}។`,
        ),
      ];
}

/** What the time with the family lacks: it is asked again at the approval. */
function ofStay(context: Context, given: Given): Text[] {
  const { placement, lastSeen, actions } = context;
  if (!placement) return [say('The child lives with no family of this case.', 'កុមារមិនរស់នៅជាមួយគ្រួសារក្នុងករណីនេះទេ។')];
  const missing = ofTime(context, given);
  const missed = missedSince(context, given).map(({ step }) => step);
  if (missed.length > 0)
    missing.push(
      say(
        `Scheduled contacts were not made in the last months: ${missed.join(', ')}.`,
        `ការតាមដានតាមកាលវិភាគមិនបានធ្វើក្នុងប៉ុន្មានខែចុងក្រោយ៖ ${missed.join(' ')}។`,
      ),
    );
  if (lastSeen === undefined || lastSeen < ago(given, 'P-56'))
    missing.push(
      say(
        'The child was not seen in person in the last 30 days (P-56).',
        'មិនបានជួបកុមារផ្ទាល់ក្នុងរយៈពេល ៣០ ថ្ងៃចុងក្រោយ (P-56)។',
      ),
    );
  if (actions.length > 0)
    missing.push(
      say(`Actions of the plan are open: ${actions.join(', ')}.`, `សកម្មភាពក្នុងផែនការមិនទាន់ចប់៖ ${actions.join(' ')}។`),
    );
  return missing;
}

/** Everything that stands between a case and its closure; with no scores at hand only what concerns the stay. */
export function blockers(context: Context, given: Given): Text[] {
  const { data } = given;
  const form6 = data?.child && data?.family ? ofScores(data.child as Scores, data.family as Scores) : [];
  const signed = data?.signatures ? ofSignatures(data.signatures as Record<string, unknown>) : [];
  return [...ofStay(context, given), ...form6, ...signed];
}

/** Several texts as one, in their order. */
export const joined = (texts: readonly Text[]): Text | undefined =>
  texts.length === 0 ? undefined : { en: texts.map((t) => t.en).join(' '), km: texts.map((t) => t.km).join(' ') };
