/** Classes of the freeze, and of children who were found without a name. */
import type { Context } from '../context';
import {
  bopha,
  chan,
  counted,
  full,
  future,
  happened,
  officer,
  ratha,
  sample,
  today,
  verifier,
  type Class,
} from './people';

const obstruction = { on: today, by: ['director'], what: 'tells the families that they would have to pay' };
const visit = { on: today, served: false, newChildren: 0 };
const freeze: Class[] = [
  sample('freeze.acknowledged', 'understood', { understood: true }, { when: (c) => !c.acknowledged && !c.sealed }),
  sample(
    'freeze.acknowledged',
    'not understood',
    { understood: false },
    { refusedBy: ['institution-closure.understood'] },
  ),
  sample('obstruction.recorded', 'by the director', obstruction, { when: counted }),
  sample('obstruction.recorded', 'before the order', obstruction, { when: (c) => !c.ordered }),
  sample('obstruction.recorded', 'tomorrow', { ...obstruction, on: future }, { when: counted, refusedBy: happened }),
  sample('freezeVisit.recorded', 'seen', visit, { when: (c) => !c.visited && !c.sealed }),
  sample(
    'freezeVisit.recorded',
    'posted at the gate',
    { ...visit, served: true },
    {
      when: (c) => !c.visited && !c.sealed,
      to: 'open.freeze.served',
    },
  ),
  sample(
    'freezeVisit.recorded',
    'a child came after the order',
    { ...visit, served: true, newChildren: 1 },
    { when: (c) => !c.visited && !c.sealed && c.kind === 'emergency', to: 'open.freeze.served' },
  ),
  sample('freezeVisit.recorded', 'tomorrow', { ...visit, on: future }, { refusedBy: happened }),
];

const came = (c: Context) => (c.newcomers ?? 0) > 0 && !c.sealed && !c.explainedBy;
const nothing = { about: 'a boy of about 9', became: 'none', what: 'a neighbour who came to look' };
const known = (child: string) => ({ about: 'a girl', became: 'counted', child });
const none = { on: today, lines: [nothing], reasons: 'the roll was read once more' };
const both = { ...none, lines: [known(ratha), known(bopha)] };
const nobody = ['institution-closure.unnamed'];
const told = (c: Context) => c.explainedBy !== undefined && !c.certified;
const second = ['institution-closure.second'];
const province = { role: 'pdosvyOfficer' as const, area: '08' };
const unnamed: Class[] = [
  sample('unnamed.explained', 'there was none', none, { when: came, person: officer, actor: province }),
  sample(
    'unnamed.explained',
    'counted, before the census',
    { ...none, lines: [known(ratha)] },
    { when: came, refusedBy: nobody },
  ),
  sample(
    'unnamed.explained',
    'tomorrow',
    { ...none, on: future },
    { when: came, refusedBy: ['institution-closure.happened'] },
  ),
  sample('unnamed.explained', 'where all have names', none, { when: counted, refusedBy: nobody }),
  sample('unnamed.explained', 'counted, as an inspection found', both, {
    when: counted,
    person: officer,
    actor: province,
    facts: { closure: { ...full, unnamed: 2 } },
  }),
  ...(
    [
      ['counted, and an inspection found more', both, 3],
      ['one child for two', { ...none, lines: [known(ratha), known(ratha)] }, 2],
      ['a child whom nobody counted', { ...none, lines: [known(ratha), known(chan)] }, 2],
      [
        'counted, and not said which child',
        { ...none, lines: [known(ratha), { about: 'a girl', became: 'counted' }] },
        2,
      ],
      ['no child, and not said what', { ...none, lines: [{ about: 'a boy', became: 'none' }] }, 1],
      ['one line for two', none, 2],
    ] as const
  ).map(([name, data, many]) =>
    sample('unnamed.explained', name, data, {
      when: counted,
      facts: { closure: { ...full, unnamed: many } },
      refusedBy: nobody,
    }),
  ),
  sample('unnamed.explained', 'before the order', none, {
    when: (c) => !c.ordered && c.kind === 'regulatory',
    facts: { closure: { ...full, unnamed: 1 } },
    refusedBy: ['institution-closure.ordered'],
  }),
  sample('unnamed.confirmed', 'by another person', { on: today }, { when: told, person: verifier }),
  sample(
    'unnamed.confirmed',
    'by the same',
    { on: today },
    {
      when: told,
      person: officer,
      actor: province,
      refusedBy: second,
    },
  ),
  sample(
    'unnamed.confirmed',
    'for the same',
    { on: today },
    {
      when: told,
      person: verifier,
      actor: { actingFor: officer },
      refusedBy: second,
    },
  ),
  sample('unnamed.confirmed', 'what nobody said', { on: today }, { when: counted, refusedBy: second }),
  sample(
    'unnamed.confirmed',
    'tomorrow',
    { on: future },
    {
      when: told,
      person: verifier,
      refusedBy: ['institution-closure.happened'],
    },
  ),
  sample(
    'unnamed.confirmed',
    'before the order',
    { on: today },
    {
      when: (c) => !c.ordered && c.kind === 'regulatory',
      refusedBy: ['institution-closure.ordered', ...second],
    },
  ),
];

export const freezeSamples: Class[] = [...freeze, ...unnamed];
