/** Numbers of an indicator as they are published: small ones stay hidden, and are said to be. */
import { khmerDigits, useLanguage, type Text } from '../../language';
import { indicatorsTexts as texts } from './texts';

const both = (text: string): Text => ({ en: text, km: khmerDigits(text) });

/** A share as per cent with at most one decimal. */
export const percent = (value: number): Text => both(`${Math.round(value * 1000) / 10} %`);
/** A measured value with at most one decimal. */
export const measured = (value: number): Text => both(String(Math.round(value * 10) / 10));

/** A count, hidden where it is small: `suppressed` says that null means hidden and not absent. */
export function Count({ value, suppressed }: { value: number | null; suppressed: boolean }) {
  const { say } = useLanguage();
  if (value !== null) return <>{say(both(String(value)))}</>;
  return suppressed ? <em className="hw-few">{say(texts.few)}</em> : <>–</>;
}

/** Words for the key of a group: a sex, an age, a province, an operator. */
export function useKey(provinces: ReadonlyMap<string, Text>): (key: string) => string {
  const { say } = useLanguage();
  return (key) => {
    const known = texts.keys[key as 'female'] ?? provinces.get(key);
    return known ? say(known) : say(both(key));
  };
}
