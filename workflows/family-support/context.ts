/** What one support case remembers: plain facts that later guards need, never a name or a free text. */
import type { Actor } from '../workflow';

/** The tracks a service can run on; `other` carries one service at a time. Each track has its own task and clock. */
export const tracks = ['idpoor', 'scholarship', 'other'] as const;
export type Track = (typeof tracks)[number];

/** Services of the track `other`. */
export const otherServices = ['food', 'health', 'disability', 'parenting', 'legal', 'housing', 'livelihood'] as const;

/** What may have changed since the request was refused or withdrawn (N-16). */
export const materialChanges = ['incomeLost', 'schoolCost'] as const;
export const changes = [
  'parentDied',
  'parentDetained',
  'violence',
  'abandoned',
  'carerIll',
  ...materialChanges,
] as const;

/** Why closing was proposed. */
export type Ground = 'supported' | 'declined' | 'lost';

export interface Context {
  id: string;
  area: string;
  /** the children of the case who are alive */
  children: string[];
  /** tracks whose offer or referral waits for an answer */
  waiting: Track[];
  /** tracks on which a service helps the family */
  running: Track[];
  /** tracks on which the family said no */
  declined: Track[];
  /** the child was seen in person since the follow-up was last due */
  seen: boolean;
  /** and the review found the family well enough */
  reviewed: boolean;
  /** a safety concern is not yet resolved */
  concern: boolean;
  /** persons who proposed the closing that waits for approval */
  proposers: string[];
  ground?: Ground;
  outcome?: string;
  /** instants that deadlines count from, epoch ms */
  anchors: {
    opened?: number;
    planned?: number;
    followUp?: number;
    seen?: number;
    proposed?: number;
    concern?: number;
    idpoor?: number;
    scholarship?: number;
    other?: number;
  };
}

export function initialContext({ id, area }: { id: string; area: string }): Context {
  return {
    id,
    area,
    children: [],
    waiting: [],
    running: [],
    declined: [],
    seen: false,
    reviewed: false,
    concern: false,
    proposers: [],
    anchors: {},
  };
}

/** The persons who answer for an act: who did it and for whom it was done. */
export function persons(actor: Actor): string[] {
  return actor.actingFor ? [actor.person, actor.actingFor].sort() : [actor.person];
}

/** Sorted, so that the order of acts leaves no trace. */
export const add = (list: Track[], track: Track): Track[] => [...new Set([...list, track])].sort();
export const remove = (list: Track[], track: Track): Track[] => list.filter((t) => t !== track);
