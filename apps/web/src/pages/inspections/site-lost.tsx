/** Photos that a device told of and that have not arrived: they are waited for, or the lead signs that they are lost. */
import { number, useLanguage } from '../../language';
import type { KeptInspection } from '../../offline';
import { usePieces } from './reads';
import { siteTexts as words } from './site-texts';
import { Ask } from './words';

/** What the lead signs: the photos by their ids, and how they were lost. */
export interface Lost {
  photos: string[];
  reason: string;
}

export function LostPhotos({
  kept,
  awaited,
  lost,
  change,
  told,
}: {
  kept: KeptInspection;
  awaited: string[];
  lost: Lost;
  change: (lost: Lost) => void;
  /** names what is missing */
  told: boolean;
}) {
  const { say } = useLanguage();
  const { instance, checklist } = kept.given.package;
  const pieces = usePieces(instance, true);
  const aboutOf = (photo: string): string => {
    const about = pieces.data?.find(({ id }) => id === photo)?.item;
    const item = checklist.items.find(({ id }) => id === about);
    return item ? say(item.text) : (about ?? say(words.lostUnknown));
  };
  const turn = (photo: string, on: boolean) =>
    change({ ...lost, photos: on ? [...lost.photos, photo] : lost.photos.filter((one) => one !== photo) });
  return (
    <fieldset className="govuk-fieldset govuk-form-group">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
        {say(words.lostTitle)}: {say(number(awaited.length))}
      </legend>
      <p className="govuk-body">{say(words.lostWhat)}</p>
      <div className="govuk-checkboxes">
        {awaited.map((photo) => (
          <div className="govuk-checkboxes__item" key={photo}>
            <input
              id={`lost-${photo}`}
              type="checkbox"
              className="govuk-checkboxes__input"
              checked={lost.photos.includes(photo)}
              onChange={({ target }) => turn(photo, target.checked)}
            />
            <label className="govuk-label govuk-checkboxes__label" htmlFor={`lost-${photo}`}>
              {aboutOf(photo)} ({photo.slice(0, 8)})
            </label>
          </div>
        ))}
      </div>
      {lost.photos.length > 0 && (
        <Ask
          name="lost"
          fields={[{ name: 'reason', kind: 'text', max: 2000, label: words.lostReason, required: true }]}
          answers={{ reason: lost.reason }}
          change={({ reason }) => change({ ...lost, reason: typeof reason === 'string' ? reason : '' })}
          told={told}
        />
      )}
    </fieldset>
  );
}
