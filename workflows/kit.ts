/** The words that every machine is written in; what is of one procedure alone stands in its own `kit.ts`. */
import type { EffectName, EffectParams, Given, Role, Text } from './workflow';

/** The context of a case and the event that it takes. */
export interface At<C> {
  context: C;
  event: Given;
}

/** An action that does nothing itself: the engine carries out what the machine asked for, in the same unit. */
export const recorded =
  <N extends EffectName>() =>
  (_at: unknown, _params: EffectParams[N]) => {};

/** The guard that names its rules. */
export const must = (...all: string[]) => ({ type: 'rules' as const, params: { all } });

/** Effects, alerts (their kinds begin with `prefix`) and anchors of a procedure with the context `C`. */
export function wordsOf<C extends { anchors: object }>(prefix: string) {
  /** An effect with its parameters. */
  const effect = <N extends EffectName>(type: N, params: (context: C, given: Given) => EffectParams[N]) => ({
    type,
    params: ({ context, event }: At<C>) => params(context, event),
  });
  return {
    effect,
    /** An alert to the roles named, where the case lies or at another place. */
    tell: (
      kind: string,
      to: Role[],
      text: Text,
      at?: (context: C, given: Given) => Partial<EffectParams['alert.raise']>,
    ) =>
      effect('alert.raise', (context, given) => ({
        kind: `${prefix}.${kind}`,
        to,
        text,
        occurrence: String(given.now),
        ...at?.(context, given),
      })),
    /** Anchors after a step. */
    anchored: (context: C, more: C['anchors']): Pick<C, 'anchors'> => ({
      anchors: { ...context.anchors, ...more },
    }),
  };
}
