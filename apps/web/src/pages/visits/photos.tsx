/** Photos taken at a visit, kept on the device until the visit is sent; and the position, for who wants to give it. */
import { useEffect, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { number, useLanguage } from '../../language';
import {
  isFull,
  isUsable,
  keepPhoto,
  listPhotos,
  onChange,
  removePhoto,
  useVault,
  type KeptPhoto,
} from '../../offline';
import { photoTexts as texts, positionTexts } from './texts';

/** The photos of a case that wait on this device. */
export function usePhotos(instance: string): KeptPhoto[] {
  const vault = useVault();
  const [photos, setPhotos] = useState<KeptPhoto[]>([]);
  useEffect(() => {
    let here = true;
    const look = () =>
      void listPhotos(instance).then(
        (found) => here && setPhotos(found),
        () => undefined,
      );
    look();
    const end = onChange(look);
    return () => {
      here = false;
      end();
    };
  }, [instance, vault]);
  return photos;
}

export function VisitPhotos({ instance }: { instance: string }) {
  const { say } = useLanguage();
  const vault = useVault();
  const photos = usePhotos(instance).filter(({ released }) => !released);
  const [again, setAgain] = useState(0);
  const keep = useMutation({
    mutationFn: (file: File) => keepPhoto(instance, file),
    onSettled: () => setAgain((count) => count + 1),
  });
  if (!isUsable()) return null;
  const endsWithSession = vault.state !== 'open' || !vault.pin;
  return (
    <section>
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(texts.title)}</h3>
      <p className="govuk-hint" id="photos-hint">
        {say(texts.hint)} {endsWithSession && say(texts.session)}
      </p>
      <div role="status">
        <ul className="govuk-list">
          {photos.map(({ id }, index) => (
            <li key={id} className="hw-between">
              <span>
                <span aria-hidden="true">✓ </span>
                {say(texts.photo)} {say(number(index + 1))}, {say(texts.kept)}
              </span>
              <button type="button" className="hw-link" onClick={() => void removePhoto(id)}>
                {say(texts.takeOut)}
                <span className="govuk-visually-hidden">
                  {' '}
                  {say(texts.photo)} {say(number(index + 1))}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {keep.error && (
        <p className="govuk-error-message" role="alert">
          {say(isFull(keep.error) || keep.error instanceof TypeError ? texts.notKept : texts.noPicture)}
        </p>
      )}
      <div className="govuk-form-group">
        <label className="govuk-label" htmlFor="visit-photo">
          {say(texts.add)}
        </label>
        <input
          key={again}
          id="visit-photo"
          className="govuk-input hw-file"
          type="file"
          accept="image/*"
          aria-describedby="photos-hint"
          disabled={keep.isPending}
          onChange={({ target }) => target.files?.[0] && keep.mutate(target.files[0])}
        />
      </div>
    </section>
  );
}

interface Position {
  lat: number;
  lon: number;
}

/** Where the device is, to about ten metres; rejects where it is not given. */
const findPosition = (): Promise<Position> =>
  new Promise((found, none) => {
    const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000;
    if (!('geolocation' in navigator)) return none(new Error('no position'));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => found({ lat: round(coords.latitude), lon: round(coords.longitude) }),
      ({ message }) => none(new Error(message)),
      { timeout: 20_000, maximumAge: 300_000 },
    );
  });

interface PositionProps {
  value: unknown;
  change: (position: Position | undefined) => void;
  words?: typeof positionTexts;
}
export function VisitPosition({ value, change, words = positionTexts }: PositionProps) {
  const { say } = useLanguage();
  const look = useMutation({ mutationFn: findPosition, onSuccess: change });
  return (
    <section className="govuk-form-group">
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(words.title)}</h3>
      <p className="govuk-hint">{say(words.hint)}</p>
      <p role="status" className="govuk-body">
        {look.isPending && say(words.adding)}
        {value !== undefined && (
          <>
            <span aria-hidden="true">✓ </span>
            {say(words.added)}
          </>
        )}
        {look.isError && value === undefined && say(words.none)}
      </p>
      <button
        type="button"
        className="govuk-button govuk-button--secondary"
        disabled={look.isPending}
        onClick={() => (value === undefined ? look.mutate() : change(undefined))}
      >
        {say(value === undefined ? words.add : words.takeOut)}
      </button>
    </section>
  );
}
