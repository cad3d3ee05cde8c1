/** An inspection of an invented home in Kandal, from the draw to the report: what the specs about its dangers have in common. */
import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import { version1 } from '../../workflows/inspection/checklist/version1';
import { accountOf, institutionId, type Town } from './town';

export const lead = 'supervisor.kandal';
export const member = 'dsw.kandal';
export const officer = 'officer.kandal';
export const personOf = (login: string) => accountOf(login).person;
export const seat = (login: string, isLead: boolean) => ({
  person: personOf(login),
  lead: isLead,
  interestDeclared: 'none',
});
export const signature = { by: 'signature', on: '2017-03-06' };
export const rulesOf = ({ status, body }: { status: number; body: any }): unknown[] => [
  status,
  (body.rules ?? []).map((rule: { id: string }) => rule.id),
];

/** Acts in the town that there is when they are called. */
export function inspecting(town: () => Town) {
  const at = (instant: string) => {
    const clock = town().context.clock as ManualClock;
    return town().context.sweeper.advanceTo(Date.parse(instant), clock);
  };
  /** The code after the one that signed in; a refusal before the signature leaves it unused. */
  const signed = (login: string) => ({
    'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now() + 30_000),
  });
  async function send(as: string, id: string, type: string, data: object, headers: Record<string, string> = {}) {
    const { version } = (await town().send('mosvy', `/instances/${id}`)).body;
    const body = { type, data };
    return town().send(as, `/instances/${id}/events`, { body, headers: { 'If-Match': `"${version}"`, ...headers } });
  }
  async function act(as: string, id: string, type: string, data: object, headers = {}): Promise<any> {
    const answer = await send(as, id, type, data, headers);
    if (answer.status !== 200) throw new Error(`${type}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async function inspection(expires = '2017-03-08T09:00:00+07:00'): Promise<string> {
    const data = { institution: institutionId('KDL-003'), on: '2017-03-06', announced: false, why: ['annual'] };
    const body = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
    const { id } = (await town().send(officer, '/instances', { body })).body;
    await act(lead, id, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
    await act(lead, id, 'package.issued', { checklist: 1, expected: 0, expiresAt: expires });
    return id;
  }
  let counter = 0;
  const piece = (kind: string, item: string, body: object, more: object = {}) => {
    counter += 1;
    return { id: randomUUID(), kind, item, body, device: 't1', counter, capturedAt: '2017-03-06T02:00:00Z', ...more };
  };
  const sendPieces = (as: string, id: string, pieces: object[]) =>
    town().send(as, `/inspections/${id}/pieces`, { body: { pieces } });
  const inside = (id: string, more: object = {}) =>
    act(member, id, 'entry.recorded', {
      at: '2017-03-06T10:00:00+07:00',
      personInCharge: 'A cook',
      noSignBecause: 'There is none.',
      noPositionBecause: 'No signal.',
      ...more,
    });
  const leave = (id: string, more: object = {}) =>
    act(lead, id, 'exitMeeting.held', {
      at: '2017-03-06T12:00:00+07:00',
      present: 'director',
      findingsRead: true,
      reply: 'Yes.',
      directorSigned: 'signed',
      ...more,
    });
  /** At the place, all answered, nobody there; ready to report. */
  async function answered(failing: string[] = []): Promise<string> {
    const id = await inspection();
    await inside(id);
    const answers = version1.map(({ id: item }) =>
      piece('answer', item, { answer: failing.includes(item) ? 'fails' : 'meets' }),
    );
    await sendPieces(member, id, [
      ...answers,
      piece('talk', 'staff-1', { with: 'staff', sameSex: true, disclosure: false }),
      piece('bed', 'room-1', { count: 4 }),
    ]);
    await leave(id);
    return id;
  }
  const reportOf = async (id: string, more: object = {}) => ({
    on: '2017-03-06',
    statement: 'All was seen.',
    signatures: [lead, member].map((login) => ({ person: personOf(login), by: signature })),
    digest: (await town().send(lead, `/inspections/${id}`)).body.digest,
    beds: { found: 'unused', reason: 'New, and nobody has moved in.' },
    ...more,
  });
  async function photo(): Promise<{ bytes: Buffer; sha256: string }> {
    const raw = Buffer.from(Uint8Array.from({ length: 64 * 64 * 3 }, (_, n) => (n * 7 + counter) % 256));
    const bytes = await sharp(raw, { raw: { width: 64, height: 64, channels: 3 } })
      .jpeg()
      .toBuffer();
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  }
  const upload = async (as: string, id: string, one: string, { bytes, sha256 }: Awaited<ReturnType<typeof photo>>) => {
    const path = `/inspections/${id}/photos/${one}`;
    await town().send(as, path, { method: 'PUT', body: { size: bytes.length, sha256 } });
    const headers = { 'Content-Type': 'application/octet-stream' };
    return town().send(as, `${path}?offset=0`, { method: 'PATCH', raw: bytes as never, headers });
  };
  return { at, signed, send, act, inspection, piece, sendPieces, inside, leave, answered, reportOf, photo, upload };
}
