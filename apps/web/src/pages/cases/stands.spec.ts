/** Where a case stands, read from the paths of its states. */
import { awaitedEvents, deadlineOf, entered, regionFacts, standing } from './stands';

describe('where a case stands', () => {
  it('is the one state of a procedure that is in one', () => {
    expect(standing(['open.steps.deciding'])).toEqual(['open.steps.deciding']);
  });

  it('names of each region that runs beside others the step that holds it', () => {
    const states = ['open.authority.residential', 'open.challenge.untold'];
    const admitted = ['notice.pending', 'plan.pending', 'review.due'].map((end) => `open.steps.admitted.${end}`);
    expect(standing([...states, ...admitted])).toEqual([...states, 'open.steps.admitted']);
  });

  it('leaves out a region that has not begun, but never all of them', () => {
    const task = { name: 'decide' };
    const atomic = { type: 'atomic', initial: null, task: null };
    const drawn = [
      { path: 'open', parent: null, type: 'parallel', initial: null, task: null },
      { path: 'open.steps', parent: 'open', type: 'compound', initial: 'open.steps.first', task: null },
      { path: 'open.review', parent: 'open', type: 'compound', initial: 'open.review.none', task: null },
      { ...atomic, path: 'open.steps.first', parent: 'open.steps', task },
      { ...atomic, path: 'open.review.none', parent: 'open.review' },
      { ...atomic, path: 'open.review.due', parent: 'open.review' },
    ];
    expect(standing(['open.steps.first', 'open.review.none'], drawn)).toEqual(['open.steps.first']);
    expect(standing(['open.steps.first', 'open.review.due'], drawn)).toEqual(['open.steps.first', 'open.review.due']);
    const idle = drawn.map((state) => ({ ...state, task: null }));
    expect(standing(['open.steps.first', 'open.review.none'], idle)).toEqual(['open.steps.first', 'open.review.none']);
  });

  it('names the parts of a procedure whose every state runs side by side', () => {
    expect(standing(['work.first.a', 'work.second.b'])).toEqual(['work.first.a', 'work.second.b']);
  });
});

describe('what a line of the journal changed', () => {
  it('is what was entered, not what stayed', () => {
    expect(entered('a.x b.y', 'a.z b.y')).toEqual(['a.z']);
    expect(entered(null, 'a.x')).toEqual(['a.x']);
    expect(entered(null, null)).toEqual([]);
  });

  it('is told by the name of the deadline where a clock did it', () => {
    expect(deadlineOf('xstate.after.authorityEnds.gatekeeping.open.authority.residential')).toBe('authorityEnds');
    expect(deadlineOf('request.submitted')).toBeUndefined();
  });
});

describe('what the open tasks wait for', () => {
  const states = [
    { path: 'a.x', task: { name: 'meet' } },
    { path: 'a.y', task: { name: 'write' } },
    { path: 'a', task: null },
  ];
  const transitions = [
    { from: 'a', event: 'child.died', kind: 'event' },
    { from: 'a.y', event: 'form.written', kind: 'event' },
    { from: 'a.y', event: 'xstate.after', kind: 'deadline' },
    { from: 'a.x', event: 'contact.made', kind: 'event' },
  ];

  it('is what leaves their states, the most urgent task first, and no deadline', () => {
    const drawn = { states, diagram: { transitions } };
    expect(awaitedEvents(drawn, [{ name: 'meet' }, { name: 'write' }])).toEqual(['contact.made', 'form.written']);
    expect(awaitedEvents(drawn, [])).toEqual([]);
  });
});

describe('what runs side by side', () => {
  const t = (en: string) => ({ en, km: `${en} km` });
  const state = (path: string, type: string, more: object = {}) => {
    const parent = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : null;
    return { path, parent, type, text: t(path), worry: false, ...more };
  };
  const states = [
    state('open', 'parallel'),
    state('open.place', 'compound'),
    state('open.place.missing', 'atomic', { worry: true }),
    state('open.clock', 'compound', { text: null }),
    state('open.clock.runs', 'atomic'),
    state('open.way', 'compound'),
    state('open.way.search', 'compound'),
    state('open.way.search.kin', 'atomic'),
    state('closed', 'final'),
  ];

  it('is each region that has words, in its present state, the worrying one marked', () => {
    const present = ['open.clock.runs', 'open.place.missing', 'open.way.search.kin'];
    expect(regionFacts(present, states)).toEqual([
      { path: 'open.place', title: t('open.place'), text: t('open.place.missing'), worry: true },
      { path: 'open.way', title: t('open.way'), text: t('open.way.search.kin'), worry: false },
    ]);
  });

  it('is nothing in a case that is in one state alone', () => {
    expect(regionFacts(['closed'], states)).toEqual([]);
  });
});
