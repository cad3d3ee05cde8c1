/** What the pieces on a device come to: how far the checklist is, which dangers they show, and what is still missing. */
import { currentPieces, type KeptInspection, type KeptPiece, type Package } from '../../offline';

export const dangers = [
  'abuse',
  'locked',
  'missing',
  'underThree',
  'withoutDecision',
  'noDirector',
  'unregistered',
] as const;
export type Danger = (typeof dangers)[number];

export type Standing = 'authorisedPresent' | 'unauthorisedPresent' | 'authorisedAbsent' | 'unaccounted';
export interface RollBody {
  child?: string;
  label: string;
  standing: Standing;
  underThree?: boolean;
  underFive?: boolean;
  disability?: boolean;
  seenAlone?: boolean;
  explained?: boolean;
  note?: string;
}

/** The newest piece of each thing, by its name. */
export function latest(kept: Pick<KeptInspection, 'pieces'>, kind: KeptPiece['kind']): ReadonlyMap<string, KeptPiece> {
  const pieces = currentPieces(kept).filter((piece) => piece.kind === kind);
  return new Map(pieces.sort((one, other) => one.counter - other.counter).map((piece) => [piece.item, piece]));
}
export const bodyOf = <T>(piece: KeptPiece | undefined): T | undefined => piece?.body as T | undefined;

const isPresent = ({ standing }: RollBody): boolean => standing.endsWith('Present');

export const rollOf = (kept: Pick<KeptInspection, 'pieces'>): RollBody[] =>
  [...latest(kept, 'roll').values()].map(({ body }) => body as never as RollBody);

/**
 * What shows a danger (domain B.4.3): each disclosure and each child under three is one sign of its own, as `danger/thing`; of the
 * other dangers one sign is like the next, and is named by the danger alone.
 */
function signsOf(
  kept: Pick<KeptInspection, 'pieces'>,
  { checklist }: Pick<Package, 'checklist'>,
): { danger: string; sign: string }[] {
  const answers = latest(kept, 'answer');
  const each = (danger: string, things: readonly string[]) =>
    things.map((thing) => ({ danger, sign: `${danger}/${thing}` }));
  const any = (danger: string, shown: boolean) => (shown ? [{ danger, sign: danger }] : []);
  const roll = [...latest(kept, 'roll')].map(([item, { body }]) => ({ item, row: body as never as RollBody }));
  const spoken = [...latest(kept, 'talk')].filter(([, { body }]) => body['disclosure'] === true).map(([item]) => item);
  return [
    ...checklist.items
      .filter(({ id, hard }) => hard !== null && answers.get(id)?.body['answer'] === 'fails')
      .flatMap(({ id, hard }) => each(hard!, [id])),
    ...each('abuse', spoken),
    ...each(
      'underThree',
      roll.filter(({ row }) => isPresent(row) && row.underThree).map(({ item }) => item),
    ),
    ...any(
      'withoutDecision',
      roll.some(({ row }) => row.standing === 'unauthorisedPresent'),
    ),
    ...any(
      'missing',
      roll.some(({ row }) => row.standing === 'authorisedAbsent' && !row.explained),
    ),
  ];
}

/** The dangers that the pieces show, in the order of the form. */
export function dangersOf(kept: Pick<KeptInspection, 'pieces'>, given: Pick<Package, 'checklist'>): Danger[] {
  const found = new Set(signsOf(kept, given).map(({ danger }) => danger));
  return dangers.filter((danger) => found.has(danger));
}

/** The dangers of which something shows that nobody has reported from this device. */
export function unreported(kept: KeptInspection): Danger[] {
  const signs = signsOf(kept, kept.given.package);
  const open = new Set(signs.filter(({ sign }) => !kept.progress.reported.includes(sign)).map(({ danger }) => danger));
  return dangers.filter((danger) => open.has(danger));
}

/** What the device notes once these dangers were reported: they, and all that showed them. */
export function reportedAfter(kept: KeptInspection, told: readonly string[]): string[] {
  const signs = signsOf(kept, kept.given.package).filter(({ danger }) => told.includes(danger));
  return [...new Set([...kept.progress.reported, ...told, ...signs.map(({ sign }) => sign)])];
}

export interface Counts {
  done: number;
  of: number;
}

/** How many questions of a part, or of all, have an answer. */
export function answered(kept: KeptInspection, part?: string): Counts {
  const answers = latest(kept, 'answer');
  const items = kept.given.package.checklist.items.filter((item) => part === undefined || item.part === part);
  return { done: items.filter(({ id }) => answers.has(id)).length, of: items.length };
}

/** How many expected children have a row. */
export function called(kept: KeptInspection): Counts {
  const roll = latest(kept, 'roll');
  const { expected } = kept.given.package;
  return { done: expected.filter(({ child }) => roll.has(child)).length, of: expected.length };
}

/** What a report still needs, as the device knows it; the server has the last word. */
export interface Missing {
  items: string[];
  children: number;
  unaccounted: number;
  staffTalk: boolean;
  childTalk: boolean;
  /** rows of the roll that were not seen alone: under five, or with a disability */
  unseen: string[];
  beds: boolean;
}
export function missingOf(kept: KeptInspection): Missing {
  const answers = latest(kept, 'answer');
  const roll = rollOf(kept);
  const { done, of } = called(kept);
  const talks = [...latest(kept, 'talk').values()].map(({ body }) => body['with']);
  const small = ({ underThree, underFive, disability }: RollBody) => underThree || underFive || disability;
  return {
    items: kept.given.package.checklist.items
      .filter(({ id, mandatory }) => mandatory && !answers.has(id))
      .map(({ id }) => id),
    children: of - done,
    unaccounted: roll.filter(({ standing }) => standing === 'unaccounted').length,
    staffTalk: !talks.includes('staff'),
    childTalk: roll.some(isPresent) && !talks.includes('child'),
    unseen: roll.filter((row) => isPresent(row) && small(row) && !row.seenAlone).map(({ label }) => label),
    beds: latest(kept, 'bed').size === 0,
  };
}

/** How many pieces and photos there are here, and how many the server has. */
export function queueOf({ pieces, photos }: KeptInspection): { pieces: Counts; photos: Counts; refused: number } {
  const count = (all: { state: string }[]): Counts => ({
    done: all.filter(({ state }) => state === 'sent').length,
    of: all.length,
  });
  const every = [...pieces.values(), ...photos.values()];
  return {
    pieces: count([...pieces.values()]),
    photos: count([...photos.values()]),
    refused: every.filter(({ state }) => state === 'refused').length,
  };
}
