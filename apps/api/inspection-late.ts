/** A danger in findings that reach the server when their inspection has ended: an incident with an owner and a clock (N-33, P-38). */
import { canonical, digestOf, isoOf, type Instance } from '../../libs/engine';
import { refusalOf } from '../../libs/registry';
import { dueAfter } from '../../workflows/time';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { dangerTexts } from './inspection-texts';

const kind = 'DANGER_AFTER_INSPECTION';

/** Opens the incident, unless there is one that is not older than the findings. */
export async function openLateIncident(context: Context, actor: Actor, instance: Instance): Promise<void> {
  const { pool, door, clock, settings } = context;
  const institution = instance.subjects.institution!;
  const { rows } = await pool.query(
    `select from homeward.incidents n where n.institution = $2 and n.kind = $3
       and n.opened_at >= (select max(p.received_at) from homeward.inspection_pieces p where p.instance = $1 and p.late)`,
    [instance.id, institution, kind],
  );
  if (rows.length > 0) return;
  const now = clock.now();
  const given = await settings.at(now);
  const due = dueAfter(now, given.parameters.values['P-38'] as never, given, 'P-38').at;
  const { person, role, area, actingFor, appointment } = actor;
  const body = canonical({ data: { inspection: instance.id } });
  const digest = digestOf(body);
  const at = isoOf(now);
  const outcome = await door.write({
    lines: [
      {
        stream: institution,
        kind: 'registry',
        at,
        entry: canonical({
          event: 'inspection.lateDanger',
          actor: { person, role, area, actingFor, appointment },
          at,
          data: digest,
        }),
        content: { digest, compartment: 'open', body },
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
      },
    ],
    checks: [],
  });
  if ('error' in outcome) throw refusalOf(outcome.error);
}
