/** What became of an act on a list, said where it stays when the row has gone; the focus goes there with the row's button. */
import { useEffect, useRef } from 'react';

export interface Words {
  text: string;
  refused?: boolean;
}

export function Said({ words }: { words: Words | undefined }) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (words) said.current?.focus();
  }, [words]);
  return (
    <div ref={said} tabIndex={-1}>
      <div role="status">{words && !words.refused && <p className="hw-said">{words.text}</p>}</div>
      <div role="alert">{words?.refused && <p className="hw-refused">{words.text}</p>}</div>
    </div>
  );
}
