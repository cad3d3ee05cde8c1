/** Says of a case that it can be read here without a connection. */
import { useCallback, useEffect, useState } from 'react';
import { useSigned } from '../api';
import { useLanguage } from '../language';
import { onChange } from './notice';
import { listKeptCases } from './reading';
import { keptTexts } from './texts';
import { onVault } from './vault';

const none: ReadonlySet<string> = new Set();

/** Does the reading copy of a case lie on this device, readable for who is signed in? */
export function useKept(): (instance: string | null) => boolean {
  const [kept, setKept] = useState(none);
  // what is kept is kept for the appointment in which it was read
  const { appointment } = useSigned();
  const as = appointment?.id;
  useEffect(() => {
    let here = true;
    const look = () =>
      void listKeptCases()
        .catch(() => none)
        .then((found) => here && setKept(found));
    look();
    const ends = [onChange(look), onVault(look)];
    return () => {
      here = false;
      ends.forEach((end) => end());
    };
  }, [as]);
  return useCallback((instance) => instance !== null && kept.has(instance), [kept]);
}

export function KeptHere() {
  const { say } = useLanguage();
  return (
    <div className="hw-muted hw-light">
      <span aria-hidden="true">▣ </span>
      {say(keptTexts.here)}
    </div>
  );
}
