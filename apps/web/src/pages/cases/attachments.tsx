/** The files of a case: the list, and adding one; a photo is made small on the device, without what the camera adds. */
import { useId, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, client, Refused } from '../../api';
import { dateAndTime, number, useLanguage } from '../../language';
import { Empty, Failed, Loading, Problem, useFileLink } from '../../parts';
import { Unfit, upload, type About } from '../../forms/upload';
import { abouts, attachmentTexts as texts } from './attachment-texts';
import type { Case } from './reads';

const useAttachments = (id: string) =>
  useQuery({
    queryKey: ['instance', id, 'attachments'],
    queryFn: () => ask(client.GET('/api/v1/instances/{id}/attachments', { params: { path: { id } } })),
  });

function useAdd(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ file, about }: { file: File; about: About }) => upload(id, file, about),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['instance', id] }),
  });
}

function Refusal({ error }: { error: Error | null }) {
  const { say } = useLanguage();
  if (!error) return null;
  if (error instanceof Unfit) return <p className="govuk-error-message">{say(error.text)}</p>;
  if (error instanceof Refused) return <Problem problem={error.problem} />;
  return <Failed error={error} />;
}

function Add({ of }: { of: Case }) {
  const { say } = useLanguage();
  const add = useAdd(of.id);
  const [about, setAbout] = useState<About>('other');
  const [round, setRound] = useState(0);
  const id = useId();
  return (
    <details className="govuk-details hw-screen-only">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(texts.add)}</span>
      </summary>
      <div className="govuk-details__text">
        <div className="govuk-form-group">
          <label className="govuk-label" htmlFor={`${id}-about`}>
            {say(texts.about)}
          </label>
          <select
            id={`${id}-about`}
            className="govuk-select"
            value={about}
            onChange={({ target }) => setAbout(target.value as About)}
          >
            {Object.entries(abouts).map(([value, text]) => (
              <option key={value} value={value}>
                {say(text)}
              </option>
            ))}
          </select>
        </div>
        <div className="govuk-form-group">
          <label className="govuk-label" htmlFor={`${id}-file`}>
            {say(texts.file)}
          </label>
          <div id={`${id}-hint`} className="govuk-hint">
            {say(texts.hint)}
          </div>
          <div role="alert">
            <Refusal error={add.error} />
          </div>
          <input
            key={round}
            id={`${id}-file`}
            type="file"
            className="govuk-input"
            accept="image/*,application/pdf"
            aria-describedby={`${id}-hint`}
            disabled={add.isPending}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) add.mutate({ file, about }, { onSettled: () => setRound((n) => n + 1) });
            }}
          />
        </div>
        <p role="status" className="govuk-body govuk-!-margin-0">
          {add.isPending ? say(texts.sending) : add.isSuccess ? `✓ ${say(texts.received)}` : ''}
        </p>
      </div>
    </details>
  );
}

export function Attachments({ of }: { of: Case }) {
  const { say } = useLanguage();
  const query = useAttachments(of.id);
  const link = useFileLink();
  const refused = query.error instanceof Refused && query.error.problem.status;
  // a server without files has nothing to show
  if (refused === 404) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.title)}</h2>
      {query.isPending && <Loading />}
      {query.error && <Failed error={query.error} again={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <Empty>{say(texts.none)}</Empty>}
      <ul className="hw-plain">
        {query.data?.items.map((file) => (
          <li key={file.id}>
            {file.withdrawn ? (
              <span className="hw-muted">
                {say(number(file.number))} · {say(file.text)} · {say(texts.withdrawn)}
              </span>
            ) : (
              <a
                className="govuk-link hw-link"
                href={link(`/api/v1/instances/${of.id}/attachments/${file.id}`)}
                download
              >
                {say(number(file.number))} · {say(file.text)} ({file.type === 'image/jpeg' ? say(texts.photo) : 'PDF'},{' '}
                {say(number(Math.ceil(file.size / 1024)))} KB)
              </a>
            )}{' '}
            <span className="hw-muted">{say(dateAndTime(file.at))}</span>
          </li>
        ))}
      </ul>
      {query.data && of.status === 'open' && <Add of={of} />}
    </section>
  );
}
