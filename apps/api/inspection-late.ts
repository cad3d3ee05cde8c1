/** A danger in findings that reach the server when their inspection has ended: an incident with an owner and a clock (N-33, P-38). */
import { registerLine, type Instance } from '../../libs/engine';
import { refusalOf } from '../../libs/registry';
import { dueAfter } from '../../workflows/time';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { dangerTexts } from './inspection-texts';

const kind = 'DANGER_AFTER_INSPECTION';

/** Opens the incident, unless one is open, or was settled after the last findings that may tell of a danger. */
export async function openLateIncident(context: Context, actor: Actor, instance: Instance): Promise<void> {
  const { pool, door, clock, settings } = context;
  const institution = instance.subjects.institution!;
  const { rows } = await pool.query(
    `select from homeward.incidents n where n.institution = $2 and n.kind = $3 and (n.status <> 'resolved' or n.resolved_at > (
       select max(p.received_at) from homeward.inspection_pieces p where p.instance = $1 and p.late and p.kind in ('answer', 'roll', 'talk')))`,
    [instance.id, institution, kind],
  );
  if (rows.length > 0) return;
  const now = clock.now();
  const given = await settings.at(now);
  const due = dueAfter(now, given.parameters.values['P-38'] as never, given, 'P-38').at;
  const line = registerLine({
    stream: institution,
    event: 'inspection.lateDanger',
    actor,
    at: now,
    data: { inspection: instance.id },
    ops: [
      {
        op: 'incident.open',
        data: {
          kind,
          children: [],
          institution,
          role: 'pdosvyOfficer',
          ladder: 'high',
          due,
          parameter: 'P-38',
          text: dangerTexts.afterInspection,
        },
      },
    ],
  });
  const outcome = await door.write({ lines: [line], checks: [] });
  if ('error' in outcome) throw refusalOf(outcome.error);
}
