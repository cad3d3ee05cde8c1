/** How the person is told, in which language and digits, and the link to their calendar. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, client, Refused, type components } from '../../api';
import { ErrorSummary } from '../../forms/error-summary';
import { useLanguage, type Text } from '../../language';
import { Failed, Loaded } from '../../parts';
import { CalendarLink } from './calendar-link';
import { channelsTexts as texts } from './channels-texts';
import { QuietHours, type Quiet } from './quiet-hours';

type Profile = components['schemas']['Profile'];
type Channel = Profile['channels'][number];
type Rung = Profile['rungs'][number];

interface Choice {
  address: string;
  rungs: string[];
}
interface Chosen {
  language: Profile['language'];
  digits: Profile['digits'];
  email: Choice;
  sms: Choice;
  quiet: Quiet;
}

type Field = 'email' | 'sms' | 'quiet';

const profileKey = ['profile'];

export default function Channels() {
  const { say } = useLanguage();
  const query = useQuery({ queryKey: profileKey, queryFn: () => ask<Profile>(client.GET('/api/v1/profile')) });
  return (
    <>
      <h2 className="govuk-heading-m">{say(texts.title)}</h2>
      <Loaded query={query}>{(profile) => <ChannelsForm profile={profile} />}</Loaded>
      <CalendarLink />
    </>
  );
}

const choiceOf = ({ channels }: Profile, id: Channel['id']): Choice => {
  const found = channels.find((channel) => channel.id === id);
  return { address: found?.address ?? '', rungs: found?.rungs ?? [] };
};

const bodyOf = ({ language, digits, email, sms, quiet }: Chosen) => {
  const way = ({ address, rungs }: Choice) => ({ address: address.trim() || null, rungs: rungs as 'reminder'[] });
  const isQuiet = quiet.from !== '' || quiet.until !== '';
  return { language, digits, channels: { email: way(email), sms: way(sms) }, quiet: isQuiet ? quiet : null };
};

/** The fields that the server could not take, of those that a person types. */
const wrongFields = (error: unknown): Field[] =>
  error instanceof Refused
    ? (['email', 'sms', 'quiet'] as const).filter((id) => error.problem.errors.some(({ path }) => path.includes(id)))
    : [];

function ChannelsForm({ profile }: { profile: Profile }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const { language, digits } = profile;
  const [chosen, setChosen] = useState<Chosen>(() => ({
    language,
    digits,
    email: choiceOf(profile, 'email'),
    sms: choiceOf(profile, 'sms'),
    quiet: profile.quiet ?? { from: '', until: '' },
  }));
  const change = (more: Partial<Chosen>) => {
    setChosen({ ...chosen, ...more });
    save.reset();
  };
  const save = useMutation({
    mutationFn: () => ask<Profile>(client.PUT('/api/v1/profile', { body: bodyOf(chosen) })),
    onSuccess: (kept) => {
      queries.setQueryData(profileKey, kept);
      setChosen({ ...chosen, email: choiceOf(kept, 'email'), sms: choiceOf(kept, 'sms') });
    },
  });
  const wrong = wrongFields(save.error);
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const fixed = profile.channels.find(({ id }) => id === 'inbox');
  return (
    <form onSubmit={send} noValidate>
      <ErrorSummary errors={wrong.map(errorOf)} at={save.error} />
      {save.isError && wrong.length === 0 && <Failed error={save.error} />}
      {fixed && (
        <p className="govuk-body">
          <strong>{say(fixed.text)}</strong>: {say(texts.always)}
        </p>
      )}
      {(['email', 'sms'] as const).map((id) => (
        <Way
          key={id}
          id={id}
          title={profile.channels.find((channel) => channel.id === id)!.text}
          choice={chosen[id]}
          available={profile.channels.some((channel) => channel.id === id && channel.available)}
          rungs={profile.rungs}
          wrong={wrong.includes(id)}
          change={(choice) => change({ [id]: choice })}
        />
      ))}
      <p className="govuk-body">{say(texts.safety)}</p>
      <QuietHours quiet={chosen.quiet} wrong={wrong.includes('quiet')} change={(quiet) => change({ quiet })} />
      <Radios
        name="message-language"
        title={texts.language}
        value={chosen.language}
        choices={[
          { value: 'km', label: texts.khmer },
          { value: 'en', label: texts.english },
        ]}
        change={(value) => change({ language: value as Chosen['language'] })}
      />
      <Radios
        name="digits"
        title={texts.digits}
        value={chosen.digits}
        choices={[
          { value: 'khmer', label: texts.khmerDigits },
          { value: 'latin', label: texts.latinDigits },
        ]}
        change={(value) => change({ digits: value as Chosen['digits'] })}
      />
      <button type="submit" className="govuk-button" disabled={save.isPending}>
        {say(texts.save)}
      </button>
      <div role="status">{save.isSuccess && <p className="govuk-body">{say(texts.saved)}</p>}</div>
    </form>
  );
}

const wrongText = { email: texts.wrongEmail, sms: texts.wrongSms, quiet: texts.wrongQuiet };
const errorOf = (id: Field) => ({
  path: id === 'quiet' ? 'quiet-from' : `address-${id}`,
  code: 'invalid',
  message: wrongText[id],
});

/** One way beside the inbox: where to, and for which notifications. */
function Way({
  id,
  title,
  choice,
  available,
  rungs,
  wrong,
  change,
}: {
  id: 'email' | 'sms';
  title: Text;
  choice: Choice;
  available: boolean;
  rungs: Rung[];
  wrong: boolean;
  change: (choice: Choice) => void;
}) {
  const { say } = useLanguage();
  const field = `q-address-${id}`;
  const toggle = (rung: string) => {
    const kept = choice.rungs.filter((each) => each !== rung);
    change({ ...choice, rungs: kept.length < choice.rungs.length ? kept : [...choice.rungs, rung] });
  };
  const told = [id === 'sms' && `${field}-hint`, wrong && `${field}-error`].filter(Boolean).join(' ');
  return (
    <>
      <h3 className="govuk-heading-s">{say(title)}</h3>
      {!available && <p className="govuk-body hw-muted">{say(texts.later)}</p>}
      <div className={`govuk-form-group ${wrong ? 'govuk-form-group--error' : ''}`}>
        <label className="govuk-label" htmlFor={field}>
          {say(texts[id])}
        </label>
        {id === 'sms' && (
          <div id={`${field}-hint`} className="govuk-hint">
            {say(texts.smsHint)}
          </div>
        )}
        {wrong && (
          <p id={`${field}-error`} className="govuk-error-message">
            {say(wrongText[id])}
          </p>
        )}
        <input
          id={field}
          className={`govuk-input ${wrong ? 'govuk-input--error' : ''}`}
          type={id === 'sms' ? 'tel' : 'email'}
          autoComplete={id === 'sms' ? 'tel' : 'email'}
          aria-describedby={told || undefined}
          aria-invalid={wrong || undefined}
          value={choice.address}
          onChange={(event) => change({ ...choice, address: event.target.value })}
        />
      </div>
      <Group title={texts.rungs} of={title}>
        <div className="govuk-checkboxes govuk-checkboxes--small">
          {rungs.map((rung) => (
            <div key={rung.id} className="govuk-checkboxes__item">
              <input
                id={`${id}-${rung.id}`}
                className="govuk-checkboxes__input"
                type="checkbox"
                checked={choice.rungs.includes(rung.id)}
                onChange={() => toggle(rung.id)}
              />
              <label className="govuk-label govuk-checkboxes__label" htmlFor={`${id}-${rung.id}`}>
                {say(rung.text)}
              </label>
            </div>
          ))}
        </div>
      </Group>
    </>
  );
}

function Group({ title, of, children }: { title: Text; of?: Text; children: ReactNode }) {
  const { say } = useLanguage();
  return (
    <div className="govuk-form-group">
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend">
          {say(title)} {of && <span className="govuk-visually-hidden">{say(of)}</span>}
        </legend>
        {children}
      </fieldset>
    </div>
  );
}

function Radios({
  name,
  title,
  value,
  choices,
  change,
}: {
  name: string;
  title: Text;
  value: string;
  choices: { value: string; label: Text }[];
  change: (value: string) => void;
}) {
  const { say } = useLanguage();
  return (
    <Group title={title}>
      <div className="govuk-radios govuk-radios--inline">
        {choices.map((choice) => (
          <div key={choice.value} className="govuk-radios__item">
            <input
              id={`${name}-${choice.value}`}
              className="govuk-radios__input"
              type="radio"
              name={name}
              checked={value === choice.value}
              onChange={() => change(choice.value)}
            />
            <label className="govuk-label govuk-radios__label" htmlFor={`${name}-${choice.value}`}>
              {say(choice.label)}
            </label>
          </div>
        ))}
      </div>
    </Group>
  );
}
