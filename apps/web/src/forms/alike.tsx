/** A child just registered may be known already: the question must be answered before the child is part of the form. */
import { useEffect, useRef, useState } from 'react';
import type { components } from '../api';
import { shortDate, useLanguage } from '../language';
import { Radios, Words } from './plain';
import { useAreaName } from './names';
import { newChildTexts as texts } from './references-texts';
import { errorTexts } from './texts';

type Duplicates = components['schemas']['Duplicates'];

const answers = [
  { value: 'same', label: texts.same },
  { value: 'other', label: texts.other },
];

function Earlier({ date, province, outcome, rules }: Duplicates['earlier'][number]) {
  const { say } = useLanguage();
  const place = useAreaName(province);
  return (
    <li>
      {say(shortDate(date))}, {say(place)}: {outcome}
      {rules.length > 0 && ` (${say(texts.byRules)} ${rules.join(', ')})`}
    </li>
  );
}

interface AlikeProps {
  duplicates: Duplicates;
  id: string;
  /** undefined: the same child; else why it is another one */
  answer: (why: string | undefined) => void;
}

export function AlikeQuestion({ duplicates: { certain, probable, earlier }, id, answer }: AlikeProps) {
  const { say } = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const [why, setWhy] = useState('');
  const [asked, setAsked] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const path = `${id.replace(/^q-/, '')}-why`;
  const required = { code: 'required', message: errorTexts['required'] };
  const next = () => {
    setAsked(true);
    if (chosen === 'same') answer(undefined);
    if (chosen === 'other' && why.trim()) answer(why.trim());
  };
  return (
    <div className="hw-entry" role="group" aria-labelledby={`${id}-title`}>
      <h3 className="govuk-heading-s" tabIndex={-1} ref={heading} id={`${id}-title`}>
        <span aria-hidden="true">⚠ </span>
        {say(texts.alike)}
      </h3>
      <ul className="govuk-list govuk-list--bullet">
        {certain > 0 && <li>{say(texts.certain(certain))}</li>}
        {probable > 0 && <li>{say(texts.probable(probable))}</li>}
      </ul>
      {earlier.length > 0 && (
        <>
          <p className="govuk-body">{say(texts.earlier)}</p>
          <ul className="govuk-list govuk-list--bullet">
            {earlier.map((one, index) => (
              <Earlier key={index} {...one} />
            ))}
          </ul>
        </>
      )}
      <fieldset className="govuk-fieldset govuk-form-group">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{say(texts.question)}</legend>
        {asked && !chosen && (
          <p className="govuk-error-message" role="alert">
            {say(required.message)}
          </p>
        )}
        <Radios name={id} options={answers} value={chosen} change={setChosen} />
      </fieldset>
      {chosen === 'other' && (
        <Words
          field={{ kind: 'text', path, label: texts.why, required: true, max: 2000 }}
          value={why}
          change={(value) => setWhy(String(value))}
          errors={asked && !why.trim() ? [{ path, ...required }] : []}
        />
      )}
      <button type="button" className="govuk-button" onClick={next}>
        {say(texts.answer)}
      </button>
    </div>
  );
}
