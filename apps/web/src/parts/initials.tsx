/** Children as lists name them: by the first letters of their names. */
import { useLanguage, type Text } from '../language';

export function Initials({ of }: { of: readonly Text[] }) {
  const { say } = useLanguage();
  return <span translate="no">{of.map(say).join(', ')}</span>;
}
