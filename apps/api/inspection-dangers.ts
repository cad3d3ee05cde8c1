/** Dangers that the answers of a team show: their clocks run from the moment the server knows of them, told or not (B.4.3). */
import { isoOf, type Answer, type Instance } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import { inspectionFact } from '../../libs/registry';
import type { InspectionFact } from '../../workflows/facts';
import { disclosures, showsMore, type Context as Remembered, type Hard } from '../../workflows/inspection/context';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { openLateIncident } from './inspection-late';
import { dangerTexts } from './inspection-texts';

const event = 'safety.reported';
/** What marks the line of a step that the server took from answers. */
const mark = { taken: 'pieces' };
/** How often somebody may act between reading and sending. */
const tries = 10;

/**
 * Reports for their sender what the answers show and the case does not know yet; once for each danger, whoever sends, and however
 * often. Throws `busy` where others act all the time: the device sends again, and then it is tried again.
 */
export async function reportDangers(context: Context, actor: Actor, id: string): Promise<void> {
  const { engine, pool, clock } = context;
  for (let left = tries; left > 0; left -= 1) {
    const [instance] = await engine.records.read([id]);
    if (!instance) return;
    const now = clock.now();
    const about = { instance: id, institution: instance.subjects.institution!, now };
    const fact = await inspectionFact(pool, about);
    if (instance.status === 'closed') {
      if ((fact.late ?? []).length > 0) await openLateIncident(context, actor, instance);
      return;
    }
    const dangers = unknownOf(instance, fact);
    if (dangers.length === 0) return;
    // who, how and whether it is a crime is said by a person: this starts the clocks, and no more
    const data = {
      dangers,
      inDanger: true,
      crime: false,
      observedAt: isoOf(now),
      account: `${dangerTexts.fromAnswers.km} ${dangerTexts.fromAnswers.en}`,
    };
    const command = { actor, route: 'pieces', instance: id, type: event, data, version: instance.version };
    try {
      await engine.send({ ...command, beside: { entry: mark, ops: [] } });
      return;
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.code !== 'version_stale') throw problem;
    }
  }
  throw new Problem('busy');
}

/** Dangers of which the case knows nothing, or not of this child or these words. */
const unknownOf = ({ snapshot }: Instance, inspection: InspectionFact): Hard[] => {
  const known = snapshot.context as Remembered;
  const isNew = (danger: Hard): boolean =>
    !known.hard.includes(danger) ||
    (danger === 'underThree' && showsMore(known, { inspection }, 'young')) ||
    (disclosures.includes(danger) && showsMore(known, { inspection }, 'disclosed'));
  return ([...inspection.hard, ...(inspection.late ?? [])] as Hard[]).filter(
    (danger, i, all) => all.indexOf(danger) === i && isNew(danger),
  );
};

/** A condition on lines `j` of the journal: the server took the step from answers, so nobody acted before the person. */
export const isTaken = `coalesce(j.entry::jsonb ->> 'taken', '') = '${mark.taken}'`;

/** Sends on the version that the person saw or, where the server alone has taken steps from answers since, on the one of now. */
export async function onVersion(
  { pool }: Context,
  instance: string,
  seen: number,
  send: (version: number) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send(seen);
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.code !== 'version_stale') throw problem;
    const { rows } = await pool.query<{ version: number; moved: boolean }>(
      `select i.version, exists (select from homeward.journal j where j.stream = i.id and j.version > $2 and not ${isTaken}) as moved
       from homeward.instances i where i.id = $1`,
      [instance, seen],
    );
    const now = rows[0];
    if (!now || now.moved || now.version <= seen) throw problem;
    return send(now.version);
  }
}
