/** The source of a rule, a number or a deadline as a person reads it: the marks of the sources are turned into words. */
import { useLanguage } from '../language';
import { sourceIn } from './source-words';

export function Source({ of }: { of: string }) {
  const { say, language } = useLanguage();
  return (
    <span className="hw-muted">
      {sourceIn(of)
        .map(say)
        .join(language === 'km' ? ' · ' : '; ')}
    </span>
  );
}

/** The number of a rule, in brackets; rules that only the procedure itself has carry none that a person knows. */
export function RuleNumber({ of }: { of: string }) {
  return /^N-\d+$/.test(of) ? <span className="hw-muted">({of})</span> : null;
}
