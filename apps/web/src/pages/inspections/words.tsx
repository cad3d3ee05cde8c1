/** Small parts that several pages of inspections show. */
import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Questions } from '../../forms/control';
import type { Field } from '../../forms/fields';
import { withAnswer, type Answers } from '../../forms';
import { number, shortDate, useLanguage, type Text } from '../../language';
import { dropShot, isFull, takePhoto, type KeptInspection } from '../../offline';
import { useInstitution, type Case } from '../cases/reads';
import type { Planned } from './reads';
import { siteTexts } from './site-texts';
import { kinds, texts } from './texts';

/** The institution of an inspection in the heading of a page; the caption says which page it is. */
export function Heading({ of, title }: { of: Pick<Case, 'institution' | 'reference'>; title: Text }) {
  const { say } = useLanguage();
  const { data } = useInstitution(of.institution);
  return (
    <>
      <span className="govuk-caption-l">
        {say(title)} · {of.reference}
      </span>
      {data ? `${say({ en: data.nameEn, km: data.nameKm })} (${data.code})` : say(title)}
    </>
  );
}

export function KindWords({ of }: { of: Pick<Planned, 'kind' | 'announced'> }) {
  const { say } = useLanguage();
  return (
    <>
      {say(kinds[of.kind])}, {say(of.announced ? texts.announced : texts.unannounced)}
    </>
  );
}
export function DayWords({ of }: { of: Pick<Planned, 'plannedOn' | 'enteredOn'> }) {
  const { say } = useLanguage();
  const day = of.enteredOn ?? of.plannedOn;
  return <>{say(day ? shortDate(day) : texts.noDay)}</>;
}

type Common = 'label' | 'path' | 'required';
/** Questions that are not from a form of a procedure: `answers` by their names, errors where one is missing. */
export function Ask({
  name,
  fields,
  answers,
  change,
  told = false,
}: {
  /** begins the ids of the questions on the page */
  name: string;
  fields: (Omit<Field, Common> & { name: string; label: Text; required?: boolean } & Record<string, unknown>)[];
  answers: Answers;
  change: (answers: Answers) => void;
  /** names what is missing */
  told?: boolean;
}) {
  const asked = fields.map(({ name: own, required = false, ...more }) => ({
    ...more,
    required,
    path: `${name}.${own}`,
  })) as unknown as Field[];
  const errors = fields
    .filter(({ name: own, required }) => told && required && (answers[own] === undefined || answers[own] === ''))
    .map(({ name: own }) => ({ path: `${name}.${own}`, code: 'required', message: siteTexts.needed }));
  return (
    <Questions
      fields={asked}
      answers={{ [name]: answers }}
      change={(path, value) => change(withAnswer({ [name]: answers }, path, value)[name] as Answers)}
      errors={errors}
    />
  );
}

/** Photos about one thing, and the way to add one. */
export function Photos({ kept, about, label }: { kept: KeptInspection; about: string; label?: Text }) {
  const { say } = useLanguage();
  const { instance } = kept.given.package;
  const [again, setAgain] = useState(0);
  const take = useMutation({
    mutationFn: (file: File) => takePhoto(instance, about, file),
    onSettled: () => setAgain((count) => count + 1),
  });
  const own = [...kept.pieces.values()].filter(({ kind, item }) => kind === 'photo' && item === about);
  const id = `photo-${about.replaceAll('.', '-')}`;
  return (
    <div className="govuk-form-group">
      <ul className="govuk-list">
        {own.map(({ id: photo, state }, index) => (
          <li key={photo} className="hw-between">
            <span>
              <span aria-hidden="true">✓ </span>
              {say(siteTexts.photo)} {say(number(index + 1))},{' '}
              {say(kept.photos.get(photo)?.state === 'sent' ? siteTexts.photoSent : siteTexts.photoHere)}
            </span>
            {state === 'here' && (
              <button type="button" className="hw-link" onClick={() => void dropShot(instance, photo)}>
                {say(siteTexts.takeOut)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {take.error && (
        <p className="govuk-error-message" role="alert">
          {say(isFull(take.error) ? siteTexts.notSaved : siteTexts.noPicture)}
        </p>
      )}
      <label className="govuk-label" htmlFor={id}>
        {say(label ?? siteTexts.addPhoto)}
      </label>
      <input
        key={again}
        id={id}
        className="govuk-input hw-file"
        type="file"
        accept="image/*"
        disabled={take.isPending}
        onChange={({ target }) => target.files?.[0] && take.mutate(target.files[0])}
      />
    </div>
  );
}
