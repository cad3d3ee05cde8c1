/** Classes of the challenge to an approval: filed, dismissed, sustained, and who may not hear it. */
import type { Context } from '../context';
import { personOf, sample, type Class } from './people';

/** Somebody of the ministry who had no part in the case, nor hears an appeal after it. */
const another = '11111111-0000-4000-8000-000000000008';
const reasons = { reasons: 'the parents were heard' };
const withdrawal = { ...reasons, needs: ['protection'], referrals: [] };
const filed = (c: Context) => c.challenge === 'filed';
const contestedBy = (person: string) => (c: Context) => filed(c) && c.duties.deciders.includes(person);
/** After the decision; of a renewal, only when its file is before the meeting. */
const inTime = (c: Context) => c.done.decided || (c.done.quality && !c.done.panel);
const director = personOf('pdosvyDirector');

const places: [name: string, to: string | undefined, that: (c: Context) => boolean][] = [
  ['in the institution', 'open.steps.assessing', (c) => c.present && c.informed && c.anchors.lapsed === undefined],
  ['in emergency care', undefined, (c) => !c.present && c.cover !== 'none'],
  ['at home', 'open.steps.refused.informing', (c) => !c.present && c.cover === 'none'],
];

export const challengeSamples: Class[] = [
  sample(
    'challenge.filed',
    'by the parents',
    { by: 'parents', grounds: 'the aunt was not asked' },
    {
      to: 'open.challenge.pending',
      when: (c) =>
        c.children.length === 1 && !c.ministry && c.cover !== 'emergency' && c.cover !== 'lapsed' && inTime(c),
    },
  ),
  sample('challenge.dismissed', 'the approval stands', reasons, {
    actor: { person: another },
    to: 'open.challenge.closed',
  }),
  sample('challenge.dismissed', 'by who decided', reasons, {
    person: director,
    refusedBy: ['N-10'],
    when: contestedBy(director),
  }),
  sample('challenge.dismissed', 'by who assessed', reasons, {
    person: personOf('dsw'),
    refusedBy: ['N-10'],
    when: (c) => c.duties.assessors.includes(personOf('dsw')),
  }),
  ...places.flatMap(([where, to, that]) => [
    sample('challenge.sustained', `${where}`, withdrawal, {
      actor: { person: another },
      to,
      // also tried where nothing is challenged
      when: (c) => c.challenge !== undefined && that(c),
    }),
    sample('challenge.sustained', `${where}, by who decided`, withdrawal, {
      person: director,
      refusedBy: ['N-10'],
      when: (c) => contestedBy(director)(c) && that(c),
    }),
  ]),
];
