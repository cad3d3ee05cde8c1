/** The person's own page: who they are here, their language, this device, where they are signed in, how they are told. */
import { lazy, Suspense, type ComponentType } from 'react';
import { Link } from 'wouter';
import { useSigned } from '../../api';
import { useLanguage } from '../../language';
import { Page, roleText } from '../../parts';
import { Devices } from './devices';
import { KeptCases } from './kept-cases';
import { Pin } from './pin';
import { outboxTexts, profileTexts as texts } from './texts';

const found = Object.values(import.meta.glob<{ default: ComponentType }>('./channels.tsx'))[0];
const Channels = found && lazy(found);

export default function Profile() {
  const { say, language, change } = useLanguage();
  const { me } = useSigned();
  const { nameKm, nameEn } = me.person;
  return (
    <Page title={texts.title}>
      <dl className="govuk-summary-list">
        <div className="govuk-summary-list__row">
          <dt className="govuk-summary-list__key">{say(texts.name)}</dt>
          <dd className="govuk-summary-list__value">
            <span lang="km">{nameKm}</span> · <span lang="en">{nameEn}</span>
          </dd>
        </div>
        <div className="govuk-summary-list__row">
          <dt className="govuk-summary-list__key">{say(texts.appointments)}</dt>
          <dd className="govuk-summary-list__value">
            {me.appointments.length === 0 && say(texts.noAppointment)}
            {me.appointments.map(({ id, role, areaName }) => (
              <div key={id}>{[say(roleText(role)), say(areaName)].filter(Boolean).join(', ')}</div>
            ))}
          </dd>
        </div>
      </dl>

      <fieldset className="govuk-fieldset govuk-form-group">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">
          <h2 className="govuk-fieldset__heading">{say(texts.language)}</h2>
        </legend>
        <div className="govuk-radios govuk-radios--inline">
          {(['km', 'en'] as const).map((each) => (
            <div key={each} className="govuk-radios__item">
              <input
                id={`language-${each}`}
                className="govuk-radios__input"
                type="radio"
                name="language"
                checked={language === each}
                onChange={() => change(each)}
              />
              <label className="govuk-label govuk-radios__label" htmlFor={`language-${each}`} lang={each}>
                {say(each === 'km' ? texts.khmer : texts.english)}
              </label>
            </div>
          ))}
        </div>
      </fieldset>

      <h2 className="govuk-heading-m">{say(texts.pinTitle)}</h2>
      <Pin />
      <KeptCases />
      <p className="govuk-body">
        <Link href="/outbox" className="govuk-link">
          {say(outboxTexts.title)}
        </Link>
      </p>

      <h2 className="govuk-heading-m">{say(texts.devices)}</h2>
      <Devices />

      {Channels && (
        <Suspense fallback={null}>
          <Channels />
        </Suspense>
      )}
    </Page>
  );
}
