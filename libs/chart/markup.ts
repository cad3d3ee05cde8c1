/** Texts as markup. */
import type { Text } from '../../workflows/workflow';
import type { NamedRole } from './steps';
import { handbookTexts } from './texts';

/** Text made safe for markup. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** A text in one language as markup. */
export const said = (text: Text, language: keyof Text): string => escaped(text[language]);

/** Names one after the other; Khmer separates them by a point, for its spaces separate no words. */
export const listOf = (items: string[], language: keyof Text): string => items.join(language === 'km' ? ' · ' : ', ');

export const rolesSaid = (roles: NamedRole[], language: keyof Text): string =>
  listOf(
    roles.map(({ text }) => said(text, language)),
    language,
  );

/** Says of a number or a rule that no law stands behind it. */
export function proposalMark(source: string, language: keyof Text): string {
  return source.includes('[DP]') ? ` <strong class="proposal">${said(handbookTexts.proposal, language)}</strong>` : '';
}
