/** Values of parameters in words. */
import { amount, parameterSpecs, type Amount, type ParameterSpec } from '../../workflows/parameters';
import type { Text } from '../../workflows/workflow';
import { khmerDigits, shortDate } from '../calendar';
import { chartTexts, notSet, several, unitTexts, valueKeys } from './texts';

/** `5 working days`. */
export function amountText({ amount: count, unit }: Amount): Text {
  const { one, many } = unitTexts[unit];
  return { en: `${count} ${(count === 1 ? one : many).en}`, km: `${khmerDigits(count)} ${many.km}` };
}

/** A parameter's value in words: one amount, or each of its parts: `2 working days (high risk), 5 working days (medium risk)`. */
export function valueText(value: unknown): Text {
  if (value === null || value === undefined) return notSet;
  const single = amount.safeParse(value);
  if (single.success) return amountText(single.data);
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? shortDate(value) : { en: value, km: value };
  if (typeof value !== 'object') return { en: `${value as number}`, km: khmerDigits(value as number) };
  if (Array.isArray(value)) return several;
  const parts = Object.entries(value).map(([key, part]) => {
    const name = valueKeys[key] ?? { en: key, km: key };
    const text = valueText(part);
    return { en: `${text.en} (${name.en})`, km: `${text.km} (${name.km})` };
  });
  return { en: parts.map((p) => p.en).join(', '), km: parts.map((p) => p.km).join(' ') };
}

/** `5 working days (P-07)`. */
export function deadlineText(parameter: string, values: Record<string, unknown>): Text {
  const text = valueText(values[parameter]);
  return { en: `${text.en} (${parameter})`, km: `${text.km} (${parameter})` };
}

/** The same after a word: `after 5 working days (P-07)`. */
export function worded(word: 'after' | 'within', text: Text): Text {
  return { en: `${chartTexts[word].en} ${text.en}`, km: `${chartTexts[word].km} ${text.km}` };
}

export function findParameter(id: string): ParameterSpec | undefined {
  return parameterSpecs.find((spec) => spec.id === id);
}
