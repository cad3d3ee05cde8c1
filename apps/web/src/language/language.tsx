/** The language of the page: Khmer first; every text comes in both. */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { chooseDigits, digitsChosen, onDigits } from './digits';
import { latinDigits } from './khmer';

export interface Text {
  en: string;
  km: string;
}
export type Language = keyof Text;

export interface Speech {
  language: Language;
  /** the text in the language of the page; '' for none */
  say: (text: Text | null | undefined) => string;
  change: (language: Language) => void;
}

const kept = 'homeward.language';
const keptDigits = 'homeward.digits';
const SpeechContext = createContext<Speech | undefined>(undefined);

export const languageKept = (): Language => (localStorage.getItem(kept) === 'en' ? 'en' : 'km');

/** The digits of Khmer texts, kept on the device until the person's own preference is known. */
function useDigits() {
  useState(() => chooseDigits(localStorage.getItem(keptDigits) === 'latin' ? 'latin' : 'khmer'));
  const digits = useSyncExternalStore(onDigits, digitsChosen);
  useEffect(() => localStorage.setItem(keptDigits, digits), [digits]);
  return digits;
}

export function LanguageOfPage({ children }: { children: ReactNode }) {
  const digits = useDigits();
  const [language, setLanguage] = useState<Language>(languageKept);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(kept, language);
  }, [language]);
  // the server writes its Khmer with Khmer digits; other digits are another speech: whoever says something says it again
  const say = useCallback(
    (text: Text | null | undefined) => {
      const said = text?.[language] ?? '';
      return language === 'km' && digits === 'latin' ? latinDigits(said) : said;
    },
    [language, digits],
  );
  const speech = useMemo(() => ({ language, say, change: setLanguage }), [language, say]);
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useLanguage(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('there is no language here');
  return speech;
}
