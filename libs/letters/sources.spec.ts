/** From which lines a document is written, and what of the case it sees: as it stood then. */
import type { Pool } from 'pg';
import type { DocumentSpec } from '../../workflows/workflow';
import type { Entry, Instance, SettingsPort } from '../engine';
import { findRevocation, isSource, Sources, type Line } from './sources';

const spec: DocumentSpec = {
  kind: 'form',
  id: 'decision',
  title: { en: 'Decision', km: 'សេចក្តីសម្រេច' },
  sources: ['placement.reviewed', 'placement.confirmed'],
  into: 'way.preparation',
  revokedBy: [{ event: 'placement.reviewed', to: 'way.preparation', reason: { en: 'replaced', km: 'ជំនួស' } }],
};
const line = (seq: number, event: string, way: string, more: Partial<Entry> = {}): Line => ({
  seq,
  at: 0,
  on: '2017-02-01',
  restricted: false,
  content: { data: {}, facts: {} },
  entry: {
    event,
    actor: { person: 'p', role: 'dsw', area: '0208' },
    at: '',
    to: `open.way.${way} open.safety.clear`,
    parameters: 1,
    calendar: 1,
    ...more,
  },
});

it('writes a document only from a line by which the case came where the document belongs', () => {
  const from = (event: string, way: string) => isSource(spec, line(1, event, way).entry);
  expect(from('placement.reviewed', 'preparation')).toBe(true);
  expect(from('placement.confirmed', 'preparation')).toBe(true);
  expect(from('placement.reviewed', 'province')).toBe(false);
  expect(from('placement.reviewed', 'plan')).toBe(false);
  expect(from('readiness.recorded', 'preparation')).toBe(false);
  expect(isSource({ ...spec, into: undefined }, line(1, 'placement.reviewed', 'plan').entry)).toBe(true);
});

it('takes the force from it by a later line that comes there again, and by none that does not', () => {
  const lines = [line(1, 'placement.reviewed', 'preparation'), line(2, 'placement.reviewed', 'plan')];
  expect(findRevocation(spec, 1, lines)).toBeUndefined();
  expect(findRevocation(spec, 1, [...lines, line(3, 'placement.reviewed', 'preparation')])?.line.seq).toBe(3);
});

it('names the place where the case was owned at the line, though it has moved since', async () => {
  const asked: unknown[] = [];
  const pool = {
    query: (sql: string, values: unknown[]) => {
      if (sql.includes('homeward.areas')) asked.push(values[0]);
      return Promise.resolve({ rows: [] });
    },
  };
  const settings = { version: () => Promise.resolve({}) };
  const sources = new Sources(pool as unknown as Pool, settings as unknown as SettingsPort);
  const moved = { area: '120101', subjects: { children: [] } } as unknown as Instance;
  await sources.sourceOf(moved, line(1, 'placement.reviewed', 'preparation', { area: '020804' }), []);
  await sources.sourceOf(moved, line(2, 'placement.reviewed', 'preparation'), []);
  expect(asked).toEqual(['020804', '120101']);
});
