/** The drawing of a case's procedure, as the server made it: parsed as SVG, never as HTML. */
import { useEffect, useId, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { ask, client } from '../../api';
import { useLanguage, type Language, type Text } from '../../language';
import { Loaded } from '../../parts';
import { Select } from '../work/filters';
import { chartTexts as texts } from './chart-texts';
import type { Case } from './reads';

const useDrawing = ({ id, version }: Case, language: Language, part: string) =>
  useQuery({
    queryKey: ['instance', id, 'drawing', version, language, part],
    queryFn: async () => {
      const params = { path: { id }, query: { lang: language, ...(part && { part }) } };
      const drawing: unknown = await ask(client.GET('/api/v1/instances/{id}/chart', { params, parseAs: 'text' }));
      return String(drawing);
    },
  });

/** The root of an SVG document; undefined for what is none. Scripts have no place in it and are dropped. */
function readDrawing(source: string): Element | undefined {
  const { documentElement } = new DOMParser().parseFromString(source, 'image/svg+xml');
  if (documentElement.nodeName !== 'svg') return undefined;
  documentElement.querySelectorAll('script, foreignObject').forEach((found) => found.remove());
  return documentElement;
}

/** Scrolls to where the case is: the state itself, or the folded part that holds it. */
function showHere(sheet: HTMLElement): void {
  const here = sheet.querySelector('.here rect') ?? [...sheet.querySelectorAll('.inside rect')].at(-1);
  if (!here) return;
  sheet.scrollLeft = Number(here.getAttribute('x')) - sheet.clientWidth / 4;
  sheet.scrollTop = Number(here.getAttribute('y')) - sheet.clientHeight / 3;
}

function Sheet({ source }: { source: string }) {
  const { say } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  // said, not only shown: the digits of its texts are the person's choice
  const said = say({ en: source, km: source });
  useEffect(() => {
    const drawing = readDrawing(said);
    setFailed(drawing === undefined);
    if (drawing) place.current?.replaceChildren(document.importNode(drawing, true));
    if (place.current) showHere(place.current);
  }, [said]);
  return (
    <>
      {failed && <p className="govuk-inset-text">{say(texts.notDrawn)}</p>}
      <div className="hw-scroll hw-drawing" tabIndex={0} role="region" aria-label={say(texts.diagram)} ref={place} />
    </>
  );
}

/** On a wide screen the drawing is open from the start; on a phone it waits for a button. */
const isWide = (): boolean => matchMedia('(min-width: 48em)').matches;

export function Drawing({ of, parts }: { of: Case; parts: { path: string; text: Text }[] }) {
  const { say, language } = useLanguage();
  const [parameters, setParameters] = useSearchParams();
  const part = parts.find(({ path }) => path === parameters.get('part'))?.path ?? '';
  const [open, setOpen] = useState(isWide);
  const region = useId();
  return (
    <section className="hw-screen-only">
      <h2 className="govuk-heading-m">{say(texts.diagram)}</h2>
      <button
        type="button"
        className="govuk-button govuk-button--secondary"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
      >
        {say(open ? texts.hide : texts.show)}
      </button>
      <div id={region}>
        {open && (
          <>
            <Select
              label={texts.part}
              value={part}
              choices={[
                { value: '', label: texts.whole },
                ...parts.map(({ path, text }) => ({ value: path, label: text })),
              ]}
              change={(path) =>
                setParameters((old) => (path ? old.set('part', path) : old.delete('part'), old), { replace: true })
              }
            />
            <p className="govuk-hint">{say(texts.scroll)}</p>
            <Drawn of={of} language={language} part={part} />
          </>
        )}
      </div>
    </section>
  );
}

function Drawn({ of, language, part }: { of: Case; language: Language; part: string }) {
  const query = useDrawing(of, language, part);
  return <Loaded query={query}>{(source) => <Sheet key={`${language} ${part}`} source={source} />}</Loaded>;
}
