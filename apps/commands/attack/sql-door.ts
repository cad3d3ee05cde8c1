/** A thief of the application's login at the write door itself: well-formed units that no procedure would send. */
import { randomUUID } from 'node:crypto';
import type { Unit } from '../../../libs/engine';
import { accountOf, demoId } from '../../demo';
import type { Attacker } from './attacker';
import { concern, type Made } from './doors-use';
import { newChild } from './kandal';
import type { Tally } from './report';
import { attackCopies, attackFunctions, attackShadows, attackStory } from './sql-forged';
import { day, grantOf, hour, lineOf, written } from './sql-unit';

/** Lines and authorities that the door or a constraint refuses, each by name. */
export async function attackDoor(who: Attacker, at: Made, tally: Tally): Promise<void> {
  const now = Date.parse((await who.send(undefined, '/testing/clock')).body.now as string);
  const child = async (born: string): Promise<string> =>
    (
      await who.made(
        'commune.kandal',
        '/children',
        newChild('kandal', {
          names: [{ latin: `Dara ${randomUUID().slice(0, 8)}` }],
          birth: { from: born, to: born, precision: 'day' },
        }),
      )
    ).id as string;
  const [infant, older, other] = [await child('2015-09-14'), await child('2008-09-14'), await child('2007-09-14')];
  const open = async (): Promise<string> => {
    const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data: concern(older) };
    return (await who.made('commune.kandal', '/instances', body)).id as string;
  };
  const stream = await open();
  const family = { kind: 'kinship', institution: undefined };
  const deciding = (ops: unknown[], more = {}): Unit => ({ lines: [lineOf(stream, 1, now, ops, more)], checks: [] });
  const refusals: [what: string, unit: Unit, by: RegExp][] = [
    ['residential care for an infant', deciding([grantOf(infant, now)]), /authority_under_three/],
    [
      'emergency care in a home for an infant',
      deciding([grantOf(infant, now, { kind: 'emergency', until: now + 70 * hour })]),
      /authority_under_three/,
    ],
    [
      'two authorities for one child',
      deciding([grantOf(other, now, family), grantOf(other, now, family)]),
      /authority_one_open/,
    ],
    [
      'an authority by the clock',
      deciding([grantOf(older, now)], { entry: { actor: { person: 'clock', role: 'clock', area: '' } } }),
      /authority_has_decision|HW0/,
    ],
    [
      'an authority by the home itself',
      deciding([grantOf(older, now)], {
        entry: { actor: { person: accountOf('rci.kdl-003').person, role: 'rciDirector', area: '08' } },
      }),
      /authority_has_decision/,
    ],
    [
      'an authority from a refused line',
      deciding([grantOf(older, now)], { kind: 'refused' }),
      /authority_has_decision|HW0/,
    ],
    [
      'an authority from the line that opens a case',
      { lines: [lineOf(randomUUID(), 0, now, [grantOf(older, now)])], checks: [] },
      /authority_has_decision/,
    ],
    ['an authority without an end', deciding([grantOf(older, now, { until: now - day })]), /authority_has_end/],
    ['an authority for years', deciding([grantOf(older, now, { until: now + 400 * day })]), /authority_too_long/],
    ['an authority without a goal', deciding([grantOf(older, now, { goal: '' })]), /authority_names_goal/],
    [
      'residential care nowhere',
      deciding([grantOf(older, now, { institution: undefined })]),
      /authority_names_institution/,
    ],
    ['a relative in a home', deciding([grantOf(older, now, { kind: 'kinship' })]), /authority_family_place/],
    [
      'a home that is suspended',
      deciding([grantOf(older, now, { institution: demoId('institution SRP-018') })]),
      /authority_institution_standing/,
    ],
    ['a child that is not there', deciding([grantOf(randomUUID(), now)]), /child_known/],
    ['a stale version', { lines: [lineOf(stream, 7, now, [])], checks: [] }, /conflict instance/],
    ['the version before', { lines: [lineOf(stream, 0, now, [])], checks: [] }, /conflict instance/],
    [
      'a case without an owner',
      { lines: [lineOf(randomUUID(), 0, now, [], { instance: { area: '' } })], checks: [] },
      /instances_owner|instances_area|23/,
    ],
    [
      'a case in no area',
      { lines: [lineOf(randomUUID(), 0, now, [], { instance: { area: '99' } })], checks: [] },
      /instances_area_fkey/,
    ],
    ['an operation that is none', deciding([{ op: 'anything.goes', data: {} }]), /42883|op_|HW0/],
    [
      'an operation with SQL in its name',
      deciding([{ op: `x'); drop table homeward.journal; --`, data: {} }]),
      /42883|42601|HW0/,
    ],
    [
      'a new authorised home',
      deciding([
        {
          op: 'institution.register',
          data: {
            id: randomUUID(),
            code: 'NEW-1',
            nameKm: 'ថ្មី',
            nameEn: 'New',
            kind: 'rci',
            operator: 'ngo',
            area: '0810',
            standing: 'authorised',
          },
        },
      ]),
      /institution_(never|registered)|HW0|23/,
    ],
    [
      'a home closed without its certificate',
      deciding([
        { op: 'institution.standing', data: { institution: at.institution, standing: 'closed', reason: 'x' } },
      ]),
      /institution_clos|closing|HW0/,
    ],
    [
      'a timer that is not armed',
      {
        lines: [
          lineOf(stream, 1, now, [], {
            kind: 'timer',
            instance: { fired: { timer: 'xstate.after.P-09', version: 1 } },
          }),
        ],
        checks: [],
      },
      /timer|HW0|conflict/,
    ],
    [
      'a file of another case',
      deciding([{ op: 'attachment.add', data: { id: at.attachment } }]),
      /HW0|23|42883|attachment/,
    ],
  ];
  for (const [what, unit, by] of refusals) {
    const answer = await written(who, unit);
    if (tally.case(answer !== 'written' && by.test(answer), () => `${what}: ${answer}`))
      tally.note(`${what}: ${answer}`);
  }
  await attackShadows(who, deciding([grantOf(infant, now)]), tally);
  await attackCopies(who, stream, now, tally);
  await attackFunctions(who, tally);
  await attackStory(who, open, now, tally);
}
