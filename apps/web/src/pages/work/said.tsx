/** What became of an act on a list, said where it stays when the row has gone. */

export interface Words {
  text: string;
  refused?: boolean;
}

export function Said({ words }: { words: Words | undefined }) {
  return (
    <>
      <div role="status">{words && !words.refused && <p className="hw-said">{words.text}</p>}</div>
      <div role="alert">{words?.refused && <p className="hw-refused">{words.text}</p>}</div>
    </>
  );
}
