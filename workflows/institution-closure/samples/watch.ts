/** Classes of the watch after the closure. */
import { future, happened, sample, today, yesterday, type Class } from './people';

const visit = { visitOn: today, unannounced: true, found: 'empty', people: ['nobody'] };
export const watchSamples: Class[] = [
  sample('visit.recorded', 'empty', visit),
  sample('visit.recorded', 'empty, after a child was recorded there', visit, {
    when: (c) => c.returned !== undefined && c.visits.every(({ status }) => status === 'planned'),
    to: 'open.returned.none',
  }),
  sample('visit.recorded', 'suspicious', { ...visit, found: 'suspicious', people: ['director'] }),
  sample('visit.recorded', 'empty, with children of the census', { ...visit, people: ['children'] }),
  sample('visit.recorded', 'empty, with who directed it', { ...visit, people: ['director'] }),
  sample('visit.recorded', 'staff, announced and before the window', {
    ...visit,
    unannounced: false,
    visitOn: yesterday,
    people: ['staff'],
  }),
  sample(
    'visit.recorded',
    'children and nobody',
    { ...visit, people: ['children', 'nobody'] },
    { refusedBy: ['institution-closure.seen-there'] },
  ),
  sample(
    'visit.recorded',
    'staff and nobody',
    { ...visit, people: ['staff', 'nobody'] },
    { refusedBy: ['institution-closure.seen-there'] },
  ),
  sample(
    'visit.recorded',
    'children sleep there, and nobody is seen with staff',
    { ...visit, found: 'childrenSleep', people: ['staff', 'nobody'] },
    { refusedBy: ['institution-closure.seen-there'] },
  ),
  sample(
    'visit.recorded',
    'staff, tomorrow',
    { ...visit, people: ['staff'], visitOn: future },
    { refusedBy: happened },
  ),
  sample('visit.recorded', 'children sleep there', { ...visit, found: 'childrenSleep' }, { to: 'reopened' }),
  sample(
    'visit.recorded',
    'announced',
    { ...visit, unannounced: false },
    { refusedBy: ['institution-closure.window'] },
  ),
  sample(
    'visit.recorded',
    'before its window',
    { ...visit, visitOn: yesterday },
    { refusedBy: ['institution-closure.window'] },
  ),
  sample(
    'visit.recorded',
    'tomorrow',
    { ...visit, visitOn: future },
    { when: (c) => c.visits.some(({ status }) => status === 'planned'), refusedBy: happened },
  ),
  sample(
    'visit.recorded',
    'children, before the window',
    { ...visit, found: 'childrenSleep', unannounced: false, visitOn: yesterday },
    { to: 'reopened' },
  ),
  sample(
    'visit.recorded',
    'children, tomorrow',
    { ...visit, found: 'childrenSleep', visitOn: future },
    { refusedBy: happened },
  ),
];
