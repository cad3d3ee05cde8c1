/** Dates, numbers and names as letters write them. */
import { khmerDigits, lunarDate, writtenDate, writtenInstant } from '../calendar';
import { letterTexts } from './texts';
import type { Text } from '../../workflows/workflow';

/** `9 November 2026` and `ថ្ងៃទី០៩ ខែវិច្ឆិកា ឆ្នាំ២០២៦`: without the day of the week. */
export function letterDate(date: string): Text {
  const { en, km } = writtenDate(date);
  return { en: en.replace(/^\S+ /, ''), km: km.replace(/^ថ្ងៃ\S+ /, 'ថ្ងៃ') };
}

/** The lunar date of a day, marked where no published calendar confirms it. */
export function lunarText(date: string): Text {
  const { text, provisional } = lunarDate(date);
  const { en, km } = letterTexts.provisional;
  return provisional ? { en: `${text.en} (${en})`, km: `${text.km} (${km})` } : text;
}

/** Date and time of day in Phnom Penh. */
export function letterInstant(instant: number): Text {
  const { en, km } = writtenInstant(instant);
  return { en: en.replace(/^\S+ /, ''), km: km.replace(/^ថ្ងៃ\S+ /, 'ថ្ងៃ') };
}

export const number = (value: number): Text => ({ en: String(value), km: khmerDigits(value) });

/** A date of birth as far as it is known. */
export function birthText({ from, to, precision }: { from: string; to: string; precision: string }): Text {
  const [start, end] = [letterDate(from), letterDate(to)];
  if (precision === 'day' || from === to) return start;
  if (precision === 'month') return { en: start.en.replace(/^\d+ /, ''), km: start.km.replace(/^\S+ /, '') };
  if (precision === 'year') return { en: from.slice(0, 4), km: `ឆ្នាំ${khmerDigits(from.slice(0, 4))}` };
  return { en: `between ${start.en} and ${end.en}`, km: `ចន្លោះ${start.km} និង${end.km}` };
}

/** Names in two scripts; where one is not known, the other stands for it. */
export function nameText(km: string | null | undefined, latin: string | null | undefined): Text {
  return { en: latin ?? km ?? '—', km: km ?? latin ?? '—' };
}
