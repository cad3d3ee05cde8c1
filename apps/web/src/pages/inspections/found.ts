/** What the pieces on a device come to: how far the checklist is, which dangers they show, and what is still missing. */
import { currentPieces, type KeptInspection, type KeptPiece, type Package } from '../../offline';
import { isPresent, notedAfter, signsIn, unreportedIn, type Danger, type RollBody, type Sign } from './signs';

/** The newest piece of each thing, by its name. */
export function latest(kept: Pick<KeptInspection, 'pieces'>, kind: KeptPiece['kind']): ReadonlyMap<string, KeptPiece> {
  const pieces = currentPieces(kept).filter((piece) => piece.kind === kind);
  return new Map(pieces.sort((one, other) => one.counter - other.counter).map((piece) => [piece.item, piece]));
}
export const bodyOf = <T>(piece: KeptPiece | undefined): T | undefined => piece?.body as T | undefined;

export const rollOf = (kept: Pick<KeptInspection, 'pieces'>): RollBody[] =>
  [...latest(kept, 'roll').values()].map(({ body }) => body as never as RollBody);

const signsOf = (kept: Pick<KeptInspection, 'pieces'>, { checklist }: Pick<Package, 'checklist'>): Sign[] =>
  signsIn(
    (['answer', 'roll', 'talk'] as const).flatMap((kind) => [...latest(kept, kind).values()]),
    checklist.items,
  );

/** The dangers that the pieces show (domain B.4.3), in the order of the form. */
export const dangersOf = (kept: Pick<KeptInspection, 'pieces'>, given: Pick<Package, 'checklist'>): Danger[] =>
  unreportedIn(signsOf(kept, given), []);

/** The dangers of which something shows that nobody has reported from this device. */
export const unreported = (kept: KeptInspection): Danger[] =>
  unreportedIn(signsOf(kept, kept.given.package), kept.progress.reported);

/** What the device notes once these dangers were reported: they, and all that showed them. */
export const reportedAfter = (kept: KeptInspection, told: readonly string[]): string[] =>
  notedAfter(signsOf(kept, kept.given.package), kept.progress.reported, told);

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
