/** Small numbers of children are not published: 1 to 4, and whatever lets one of them be worked out. */

/** The smallest count that is published; 0 is published too. */
export const smallest = 5;

export const isSmall = (count: number): boolean => count > 0 && count < smallest;

/** A count as it is published: null with `suppressed` where it is too small to show. */
export interface Cell {
  count: number | null;
  suppressed: boolean;
}

const shown = (count: number, hide: boolean): Cell => ({ count: hide ? null : count, suppressed: hide });

/**
 * Which counts of a row that adds up to a published total stay hidden. Beside those hidden for themselves, further ones are
 * taken, the smallest first, until at least two are hidden that add up to `smallest` or more: subtraction then tells none.
 */
function complement(counts: readonly number[], own: readonly boolean[]): boolean[] {
  const hidden = [...own];
  const isEnough = () => {
    const taken = counts.filter((_, i) => hidden[i]);
    return taken.length !== 1 && (taken.length === 0 || taken.reduce((a, b) => a + b, 0) >= smallest);
  };
  // zeros come last: they help only where nothing else is left
  const rank = (count: number) => (count === 0 ? Infinity : count);
  const order = counts.map((_, i) => i).sort((a, b) => rank(counts[a]!) - rank(counts[b]!) || a - b);
  for (const i of order) {
    if (isEnough()) break;
    hidden[i] = true;
  }
  return hidden;
}

/** Counts of a row whose total may be published beside them. */
export function suppressRow(counts: readonly number[]): Cell[] {
  const hidden = complement(counts, counts.map(isSmall));
  return counts.map((count, i) => shown(count, hidden[i]!));
}

/** A part of a whole: how many there are, and for how many of them it holds. */
export interface Share {
  numerator: number;
  denominator: number;
}

export interface PublishedShare {
  numerator: number | null;
  denominator: number | null;
  /** numerator / denominator, 4 digits; null where either is hidden or nothing was counted */
  value: number | null;
  suppressed: boolean;
}

/** Few for whom it holds, and few for whom it does not, are the same secret. */
const isTelling = ({ numerator, denominator }: Share): boolean =>
  isSmall(numerator) || isSmall(denominator - numerator);

function publish({ numerator, denominator }: Share, hideNumerator: boolean, hideDenominator: boolean): PublishedShare {
  const hideShare = hideNumerator || hideDenominator;
  return {
    numerator: hideShare ? null : numerator,
    denominator: hideDenominator ? null : denominator,
    value: hideShare || denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 10_000,
    suppressed: hideShare,
  };
}

/** One share alone. */
export const suppressShare = (share: Share): PublishedShare =>
  publish(share, isTelling(share), isSmall(share.denominator));

/** Shares of the groups of one whole, so that neither count of a hidden group follows from the others and the total. */
export function suppressShares(shares: readonly Share[]): PublishedShare[] {
  const denominators = shares.map((share) => share.denominator);
  const hidden = complement(denominators, denominators.map(isSmall));
  const telling = shares.map((share, i) => hidden[i]! || isTelling(share));
  const numerators = complement(
    shares.map((share) => share.numerator),
    telling,
  );
  const rest = complement(
    shares.map((share) => share.denominator - share.numerator),
    numerators,
  );
  return shares.map((share, i) => publish(share, rest[i]!, hidden[i]!));
}

/**
 * What a whole falls into, each part as its share of it (`denominator`: the whole; `numerator`: how many of the part are in the
 * numerator of the whole). A part alone of its kind is told by that numerator, so what is hidden beside a small one is of its own kind
 * as far as there is another.
 */
export function suppressMix(parts: readonly Share[]): PublishedShare[] {
  const counts = parts.map((part) => part.denominator);
  const total = counts.reduce((a, b) => a + b, 0);
  const hidden = counts.map(isSmall);
  for (const isCounted of [true, false]) {
    const kind = counts.map((_, i) => i).filter((i) => parts[i]!.numerator > 0 === isCounted);
    if (kind.length < 2) continue;
    const within = complement(
      kind.map((i) => counts[i]!),
      kind.map((i) => hidden[i]!),
    );
    kind.forEach((i, n) => (hidden[i] = within[n]!));
  }
  const all = complement(counts, hidden);
  return counts.map((count, i) => publish({ numerator: count, denominator: total }, all[i]!, isSmall(total)));
}
