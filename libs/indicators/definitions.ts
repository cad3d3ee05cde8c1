/** The 28 indicators of domain C, in their order. */
import { care, homes } from './care';
import { cases } from './cases';
import type { Awaited, Indicator, IndicatorId } from './frame';
import { returns, ways } from './returns';
import { awaits, texts } from './texts';

/** Indicators whose facts come with a later procedure: an entry here is replaced by one with a query. */
const later: Awaited[] = (
  [
    ['I-13', awaits.plans],
    ['I-17', awaits.inspection],
    ['I-18', awaits.inspection],
    ['I-19', awaits.closure],
    ['I-20', awaits.closure],
  ] as const
).map(([id, reason]) => ({ id, ...texts[id], shape: 'share', awaits: reason }));

/** Every indicator of the frame, I-01 first. */
export const indicators: readonly Indicator[] = [...care, ...homes, ...cases, ...returns, ...ways, ...later].sort(
  (a, b) => a.id.localeCompare(b.id),
);

export const findIndicator = (id: string): Indicator | undefined =>
  indicators.find((indicator) => indicator.id === (id as IndicatorId));
