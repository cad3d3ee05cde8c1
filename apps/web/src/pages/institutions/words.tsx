/** Standing of an institution as word, colour and icon; its name; files of a list. */
import { useState } from 'react';
import { ask, client, type components } from '../../api';
import { useLanguage, type Text } from '../../language';
import { Failed } from '../../parts';
import { registerTexts, standingTexts } from './texts';

export type Standing = components['schemas']['InstitutionLine']['standing'];

const colours: Record<Standing, { tag: string; icon: string }> = {
  authorised: { tag: 'govuk-tag--green', icon: '✓' },
  unauthorised: { tag: 'govuk-tag--red', icon: '✕' },
  suspended: { tag: 'govuk-tag--orange', icon: '‖' },
  frozen: { tag: 'govuk-tag--blue', icon: '✱' },
  closed: { tag: 'govuk-tag--grey', icon: '■' },
};

export const isStanding = (value: string | null): value is Standing => value !== null && value in standingTexts;

export function StandingTag({ standing }: { standing: string }) {
  const { say } = useLanguage();
  if (!isStanding(standing)) return <>{standing}</>;
  const { tag, icon } = colours[standing];
  return (
    <strong className={`govuk-tag ${tag}`}>
      <span aria-hidden="true">{icon} </span>
      {say(standingTexts[standing])}
    </strong>
  );
}

export const nameOf = ({ nameEn, nameKm }: { nameEn: string; nameKm: string }): Text => ({ en: nameEn, km: nameKm });

/** Initials of a child's name, in the script of the page; lists show no more. */
export function initialsOf(names: components['schemas']['ChildLine']['names'], language: 'en' | 'km'): string {
  const { km = '', latin = '' } = names?.[0] ?? {};
  const shown = language === 'km' ? km || latin : latin || km;
  return shown
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${[...word][0]}.`)
    .join(' ');
}

type List = 'institutions' | 'incidents';

/** The list with its filter as CSV and XLSX. */
export function Files({ list, filter }: { list: List; filter: Record<string, string | undefined> }) {
  const { say, language } = useLanguage();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const save = async (format: 'csv' | 'xlsx') => {
    setBusy(true);
    setError(undefined);
    try {
      const query = { ...filter, format, lang: language };
      const options = { params: { path: { list }, query }, parseAs: 'blob' } as const;
      const file = await ask(client.GET('/api/v1/exports/{list}', options));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `homeward-${list}.${format}`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <div className="hw-screen-only hw-files">
      {say(registerTexts.file)}{' '}
      {(['csv', 'xlsx'] as const).map((format) => (
        <button key={format} type="button" className="hw-link" disabled={busy} onClick={() => void save(format)}>
          {format.toUpperCase()}
        </button>
      ))}
      <span role="status">{busy && say(registerTexts.making)}</span>
      {error !== undefined && <Failed error={error} />}
    </div>
  );
}
