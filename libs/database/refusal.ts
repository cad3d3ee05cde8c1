/** Why the product does not start, with the way out; said in both languages, then the process ends with 1. */
import type { Text } from '../../workflows/workflow';
import { refusalTexts } from './texts';

export type RefusalReason = keyof typeof refusalTexts;

/** A start that is refused before anything is touched. */
export class Refusal extends Error {
  readonly text: Text;
  constructor(
    readonly reason: RefusalReason,
    readonly given: Record<string, string> = {},
  ) {
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => given[name] ?? whole);
    const text = { en: fill(refusalTexts[reason].en), km: fill(refusalTexts[reason].km) };
    super(text.en);
    this.text = text;
  }
}
