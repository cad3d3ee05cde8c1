/** Ids by which the tables are parted: those of cases tell the instant of opening, those of what never ends lie apart. */
import { randomUUID } from 'node:crypto';

/** Id of a case opened at an instant (epoch ms): a UUIDv7 (RFC 9562), so that the cases of a year are one range of ids. */
export function caseId(openedAt: number): string {
  const time = Math.floor(openedAt).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** The instant (epoch ms) at which a case was opened, as its id tells it; undefined for an id that tells none. */
export const openedAt = (id: string): number | undefined =>
  id[14] === '7' ? parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;

/** Id of what never ends, such as a child, a person or an incident: random, with the top bit set, which no instant has. */
export function keptId(): string {
  return asKept(randomUUID());
}

/** The same id with its top bit set: for ids that are derived from what they name. */
export const asKept = (id: string): string => (parseInt(id[0]!, 16) | 8).toString(16) + id.slice(1);
