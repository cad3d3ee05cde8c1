/** What the closure tells the child's own case. */
import { dateOf, hour, startOf } from '../time';
import type { EffectParams, Given } from '../workflow';
import type { Context } from './context';
import { messages } from './texts';

/** Noon of a day that is over, or now: never ahead. */
export const during = (on: string, now: number): number => (on === dateOf(now) ? now : startOf(on) + 12 * hour);

/** The child's own way home is told that the house closes, or opened where none is open; and who `heard` that it is in danger. */
export const wayHome = (
  context: Context,
  child: string,
  risk: boolean,
  heard?: string[],
): EffectParams['instance.tell'] => {
  const high = context.abandoned || risk;
  return {
    workflow: 'family-reintegration',
    child,
    event: 'closure.joined',
    data: { child, institution: context.institution, high, ...(heard && { heard }) },
    orOpen: {
      event: 'child.identified',
      data: {
        child,
        source: 'closureCensus',
        institution: context.institution,
        interviewees: [],
        childTypes: [],
        needs: [],
        risk: high ? 'high' : 'medium',
        contactLost: false,
        abuseAlleged: false,
      },
    },
  };
};

/** Danger is a concern of the child's own case: its report (P-14), protection and the block of every placement run there (N-33). */
export const concernOf = (child: string, { data, now }: Given): EffectParams['instance.tell'] => ({
  workflow: 'family-reintegration',
  child,
  event: 'safety.concernRaised',
  data: {
    kind: 'other',
    observedOn: data.on,
    observedAt: new Date(during(data.on as string, now)).toISOString(),
    ...(data.alone === true && { disclosedBy: 'child' }),
    narrative: data.note ?? `${messages.danger.km} ${messages.danger.en}`,
  },
});
