/** The link by which a calendar program shows the person's due dates: made, copied once, ended. */
import { useRef, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Failed, Loaded } from '../../parts';
import { calendarTexts as texts } from './channels-texts';

type Link = components['schemas']['CalendarLink'];
type Made = components['schemas']['CalendarAddress'];

const linkKey = ['profile', 'calendar'];

export function CalendarLink() {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const [address, setAddress] = useState<string>();
  const query = useQuery({ queryKey: linkKey, queryFn: () => ask<Link>(client.GET('/api/v1/profile/calendar')) });
  const renew = () => queries.invalidateQueries({ queryKey: linkKey });
  const make = useMutation({
    mutationFn: () => {
      const params = { header: { 'Idempotency-Key': crypto.randomUUID() } };
      return ask<Made>(client.POST('/api/v1/profile/calendar', { params, body: {} }));
    },
    onSuccess: (made) => {
      setAddress(`${location.origin}${made.address}`);
      revoke.reset();
      return renew();
    },
  });
  const revoke = useMutation({
    mutationFn: () => ask<unknown>(client.DELETE('/api/v1/profile/calendar')),
    onSuccess: () => {
      setAddress(undefined);
      return renew();
    },
  });
  const error = make.error ?? revoke.error;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.title)}</h2>
      <p className="govuk-body">{say(texts.about)}</p>
      {error && <Failed error={error} />}
      <div role="status">{revoke.isSuccess && <p className="govuk-inset-text">{say(texts.revoked)}</p>}</div>
      {address && <Address address={address} />}
      <Loaded query={query}>
        {({ link }) => (
          <>
            <p className="govuk-body">
              {link ? `${say(texts.since)} ${say(dateAndTime(link.madeAt))}, ` : say(texts.none)}
              {link && (link.usedAt ? `${say(texts.used)} ${say(dateAndTime(link.usedAt))}` : say(texts.unused))}
            </p>
            <div className="govuk-button-group">
              <button
                type="button"
                className="govuk-button govuk-button--secondary"
                disabled={make.isPending}
                onClick={() => make.mutate()}
              >
                {say(link ? texts.makeNew : texts.make)}
              </button>
              {link && (
                <button
                  type="button"
                  className="govuk-button govuk-button--warning"
                  disabled={revoke.isPending}
                  onClick={() => revoke.mutate()}
                >
                  {say(texts.revoke)}
                </button>
              )}
            </div>
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The address, to copy; where the browser does not let a page copy, it is selected. */
function Address({ address }: { address: string }) {
  const { say } = useLanguage();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    const done = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    setCopied(done === true);
  };
  return (
    <div className="govuk-form-group">
      <label className="govuk-label" htmlFor="calendar-address">
        {say(texts.address)}
      </label>
      <div id="calendar-address-hint" className="govuk-hint">
        {say(texts.once)}
      </div>
      <input
        ref={field}
        id="calendar-address"
        className="govuk-input"
        readOnly
        aria-describedby="calendar-address-hint"
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <p className="govuk-body">
        <button type="button" className="hw-link" onClick={() => void copy()}>
          {say(texts.copy)}
        </button>{' '}
        <span role="status">{copied && say(texts.copied)}</span>
      </p>
    </div>
  );
}
