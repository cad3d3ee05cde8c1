/** The 28 indicators of domain C, in their order. */
import { care } from './care';
import { cases } from './cases';
import { closures, inspections } from './closures';
import type { Awaited, Indicator, IndicatorId } from './frame';
import { returns, ways } from './returns';
import { awaits, texts } from './texts';

/** Indicators whose facts come with a later procedure: an entry here is replaced by one with a query. */
const later: Awaited[] = ([['I-13', awaits.plans]] as const).map(([id, reason]) => ({
  id,
  ...texts[id],
  shape: 'share',
  awaits: reason,
}));

/** Every indicator of the frame, I-01 first. */
export const indicators: readonly Indicator[] = [
  ...care,
  ...cases,
  ...returns,
  ...ways,
  ...inspections,
  ...closures,
  ...later,
].sort((a, b) => a.id.localeCompare(b.id));

export const findIndicator = (id: string): Indicator | undefined =>
  indicators.find((indicator) => indicator.id === (id as IndicatorId));
