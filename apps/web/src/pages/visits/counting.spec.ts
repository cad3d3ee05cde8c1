import { formSchema } from '../../../../api/describe';
import { forms, safetyFields } from '../../../../../workflows/family-reintegration/forms';
import type { Schema } from '../../forms/fields';
import type { Answers } from '../../forms/values';
import { starsOfForm } from '../../forms/stars';
import { metBy, standingOf } from './counting';
import type { Visit } from './reads';

const form5 = formSchema(forms['visit.recorded']) as Schema;
const today = '2017-02-20';
const full: Answers = {
  visitOn: today,
  contactType: 'inPerson',
  childSeen: true,
  spokenAlone: true,
  where: 'home',
  whoLivesThere: [{ name: 'Invented', relation: 'aunt' }],
  newAdult: false,
  school: 'attending',
  health: 'good',
  food: 'ok',
  injuries: false,
  sleeping: 'ok',
  work: false,
  childWords: 'I am well.',
  risk: 'low',
};

const planned = (key: string, opensAt: string, on: string, more: Partial<Visit> = {}): Visit =>
  ({
    key,
    step: key,
    task: 'followUpVisit',
    status: 'planned',
    opensAt: `${opensAt}T00:00:00+07:00`,
    due: { at: new Date(Date.parse(`${on}T00:00:00+07:00`) + 86_400_000).toISOString(), on, exact: false },
    ...more,
  }) as Visit;
const visits = [
  planned('D+28', '2017-03-04', '2017-03-06'),
  planned('D+14', '2017-02-18', '2017-02-20'),
  planned('D+7', '2017-02-12', '2017-02-13', { status: 'made' }),
  planned('call', '2017-02-07', '2017-02-07', { task: 'followUpCall' }),
];
const stands = (answers: Answers) => standingOf(form5, answers, visits, today);

it('stars exactly what the procedure needs for a visit to count', () => {
  expect(
    starsOfForm(form5, {})
      .all.map(({ path }) => path)
      .sort(),
  ).toEqual([...safetyFields].sort());
});

it('counts a visit with every starred answer, and names the earliest open one that it meets', () => {
  expect(stands(full)).toMatchObject({ counts: true, lack: undefined, meets: { key: 'D+14' } });
});

it.each(safetyFields)('does not count without %s', (name) => {
  const { [name]: _, ...rest } = full;
  expect(stands(rest)).toMatchObject({ counts: false, lack: 'stars', meets: { key: 'D+14' } });
});

it.each([
  ['a telephone call, which meets a call alone', { contactType: 'telephone' }, 'telephone', 'call'],
  ['a letter', { contactType: 'written' }, 'written', undefined],
  ['a visit without the child', { childSeen: false }, 'notSeen', undefined],
  ['a child not spoken to alone, without a reason', { spokenAlone: false }, 'notAlone', 'D+14'],
  ['a day that is too long ago', { visitOn: '2017-02-12' }, 'late', undefined],
])('does not count %s', (_, change, lack, met) => {
  const standing = stands({ ...full, ...change });
  expect(standing).toMatchObject({ counts: false, lack });
  expect(standing?.meets?.key).toBe(met);
});

it('counts it when it is written why not alone', () => {
  expect(stands({ ...full, spokenAlone: false, notAloneBecause: 'One room.' })?.counts).toBe(true);
});

it('meets nothing before a window opens, and says which is next', () => {
  const early = standingOf(form5, { ...full, visitOn: '2017-02-17' }, visits, '2017-02-17');
  expect([early?.meets, early?.next?.key]).toEqual([undefined, 'D+14']);
});

it('lets a check whose clock runs go before the rest', () => {
  const check = planned('welfare', '2017-02-19', '2017-02-21');
  check.due.exact = true;
  expect(metBy([...visits, check], today, false)?.key).toBe('welfare');
});

it('meets one visit in a day, however often somebody comes', () => {
  const made: (typeof visits)[number] = {
    ...planned('D+7', '2017-02-13', '2017-02-16'),
    status: 'made',
    madeOn: today,
  };
  expect(metBy([made, ...visits], today, false)).toBeUndefined();
  expect(metBy([made, ...visits], today, true)?.key).toBe(metBy(visits, today, true)?.key);
});

it('says nothing before the kind and the day are told', () => {
  expect(stands({ visitOn: today })).toBeUndefined();
  expect(stands({ ...full, visitOn: '2017--' })).toBeUndefined();
});
