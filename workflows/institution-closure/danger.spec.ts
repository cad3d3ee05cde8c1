/** What a child tells in its private talk: its own case hears it in the same step, and it goes nowhere while that is looked into. */
import { by, sealed } from '../../test/support/closure-case';
import { bopha, child, panel, ratha, worker } from './samples/people';

const talk = { child: bopha, on: '2017-03-06', alone: true, danger: true };
const concerns = (c: ReturnType<typeof sealed>) =>
  c.named('instance.tell').filter(({ event }) => event === 'safety.concernRaised');

it('is a safety concern of its own case, with the words of the talk, and an incident besides', () => {
  const c = sealed();
  expect(c.send('child.screened', { ...talk, note: 'beaten' }, by('dsw'))).toBe('taken');
  expect(concerns(c)).toEqual([
    {
      workflow: 'family-reintegration',
      child: bopha,
      event: 'safety.concernRaised',
      data: {
        kind: 'other',
        observedOn: '2017-03-06',
        observedAt: '2017-03-06T02:00:00.000Z',
        disclosedBy: 'child',
        narrative: 'beaten',
      },
    },
  ]);
  // where its case is over, a new one is opened, which hears it next
  expect(c.named('instance.tell')[0]).toMatchObject({
    child: bopha,
    data: { high: true, heard: ['dsw-0'] },
    orOpen: expect.anything(),
  });
  expect(c.named('incident.open')).toMatchObject([{ kind: 'CHILD_IN_DANGER', children: [bopha] }]);
});

it('counts its clock from the day of the talk, whenever it is told', () => {
  const c = sealed();
  expect(c.send('child.screened', { ...talk, note: 'beaten' }, by('dsw'), '2017-03-08')).toBe('taken');
  expect(concerns(c)[0].data).toMatchObject({ observedOn: '2017-03-06', observedAt: '2017-03-06T05:00:00.000Z' });
});

it('is told without words, too, and where the child could not speak', () => {
  const c = sealed();
  expect(c.send('child.screened', { ...talk, alone: false, unable: 'unable' }, by('dsw'))).toBe('taken');
  const [{ data }] = concerns(c);
  expect(data).not.toHaveProperty('disclosedBy');
  expect(data.narrative).toContain('danger');
  c.send('child.screened', { ...talk, child: ratha, danger: false }, by('dsw'));
  expect(concerns(c)).toEqual([]);
});

it('keeps the child from every family until it is closed there, and from no emergency decision of gatekeeping', () => {
  const c = sealed();
  c.send('records.copied', { children: [ratha, bopha], on: '2017-03-06', worker }, by('dsw'));
  for (const id of [ratha, bopha]) for (const what of ['assessed', 'planned']) c.progress(id, what);
  const clear = (destination: string, more: object = {}) =>
    c.send(
      'child.cleared',
      { child: bopha, destination, worker, firstVisitOn: '2017-03-10', needReason: 'x' },
      by('pdosvyOfficer'),
      undefined,
      { panel, children: [child(ratha), child(bopha, { investigated: true, ...more })] },
    );
  const grown = { birth: { from: '1999-01-01', to: '1999-12-31' } };
  expect(clear('home')).toBe('N-33');
  expect(clear('independent', grown)).toBe('N-33');
  const authority = { id: 'a', kind: 'emergency', status: 'inForce', institution: 'other', instance: 'g', until: 2e12 };
  expect(clear('byDecision', { authority })).toBe('taken');
  expect(clear('home', { investigated: undefined })).toBe('taken');
});
