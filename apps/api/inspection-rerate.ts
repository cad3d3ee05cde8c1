/** A rating after the end: what was rated is never changed, another row stands beside it, by the ministry, with a reason (B.4.5). */
import { z } from 'zod';
import { canonical, digestOf, isoOf, subjectOf, type Instance } from '../../libs/engine';
import { Problem, type BrokenRule } from '../../libs/engine/problem';
import { refusalOf } from '../../libs/registry';
import type { Context as Remembered, Rating } from '../../workflows/inspection/context';
import { events } from '../../workflows/inspection/events';
import { rules } from '../../workflows/inspection/rules';
import type { Actor, Given } from '../../workflows/workflow';
import type { Context } from './context';
import { ratingRules, ratingTexts } from './inspection-texts';

export const ratingBody = z.strictObject({
  rating: z.enum(['A', 'B', 'C', 'D']),
  reason: z.string().trim().min(1).max(2000),
});
type Body = z.infer<typeof ratingBody>;

/** The rules of a rating while the inspection is open are those after its end. */
const asked = ['inspection.noInterest', 'inspection.classifier', 'inspection.reclassifier', 'inspection.critical'];

/**
 * Rates a finished inspection again and publishes it: a new row with its reason, signed. Throws 404 for who may not know of it,
 * 403 for all but the ministry, 422 while it is open (there the event does it), where it was never rated, and for each rule.
 */
export async function rateAgain(
  context: Context,
  actor: Actor,
  id: string,
  body: Body,
  sign: (() => Promise<unknown>) | undefined,
): Promise<{ instance: string; no: number; rating: Rating }> {
  const { engine, access, pool, clock } = context;
  const [instance] = await engine.records.read([id]);
  if (!instance || instance.workflow.id !== 'inspection') throw new Problem('not_found');
  if (!(await access.maySee(actor, subjectOf(instance)))) throw new Problem('not_found');
  if (!(await access.maySend(actor, { ...events['rating.changed']!, by: ['mosvy'] }, subjectOf(instance))))
    throw new Problem('forbidden', { detail: ratingTexts.ministry });
  if (instance.status === 'open') throw new Problem('refused_by_rule', { rules: [ratingRules.open] });
  const { rows } = await pool.query<{ by: string; proposal: Rating }>(
    'select by, proposal from homeward.inspection_ratings where instance = $1 order by no',
    [id],
  );
  if (rows.length === 0) throw new Problem('refused_by_rule', { rules: [ratingRules.never] });
  await check(context, actor, instance, { ...body, raters: rows.map(({ by }) => by) });
  if (!sign) throw new Problem('signature_required');
  await sign();
  const at = isoOf(clock.now());
  const content = canonical({ data: body });
  const digest = digestOf(content);
  const { person, role, area, actingFor, appointment } = actor;
  const proposal = (instance.snapshot.context as Remembered).hard.length > 0 ? 'D' : rows[0]!.proposal;
  const told = { kind: 'inspection.ratedAgain', to: ['pdosvyOfficer', 'pdosvyDirector'], occurrence: at };
  const outcome = await engine.parts.door.write({
    lines: [
      {
        stream: id,
        kind: 'task',
        at,
        entry: canonical({
          event: 'rating.changed',
          actor: { person, role, area, actingFor, appointment },
          at,
          data: digest,
        }),
        content: { digest, compartment: 'open', body: content },
        ops: [
          { op: 'inspection.classify', data: { ...body, proposal } },
          { op: 'inspection.publish', data: {} },
          { op: 'alert.raise', data: { ...told, text: ratingTexts.told } },
        ],
      },
    ],
    checks: [],
  });
  if (outcome.ok) return { instance: id, no: rows.length + 1, rating: body.rating };
  if ('error' in outcome) throw refusalOf(outcome.error);
  throw new Problem('conflict');
}

/** Every rule that stands in the way comes back. */
async function check(
  { engine, settings, clock }: Context,
  actor: Actor,
  instance: Instance,
  { raters, ...data }: Body & { raters: string[] },
): Promise<void> {
  const now = clock.now();
  const names = events['rating.changed']!.facts!;
  const [loaded] = await engine.parts.facts.load([
    { names, subjects: instance.subjects, actor, workflow: 'inspection', instance: instance.id, data, now },
  ]);
  const given: Given = { type: 'rating.changed', data, actor, now, facts: loaded!.facts, ...(await settings.at(now)) };
  const remembered = { ...(instance.snapshot.context as Remembered), raters };
  const broken = asked.flatMap((id): BrokenRule[] => {
    const rule = rules[id]!;
    const missing = rule.check(remembered, given);
    return missing ? [{ id, source: rule.source, message: rule.text, missing, who: rule.who }] : [];
  });
  if (broken.length > 0) throw new Problem('refused_by_rule', { rules: broken });
}
