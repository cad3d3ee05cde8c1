/** The second of two people approves a renewal, and gets the second half of the one-time password. */
import { useMutation } from '@tanstack/react-query';
import { ask, client } from '../../api';
import { useLanguage } from '../../language';
import { Failed, Page } from '../../parts';
import { freshKey } from '../cases/reads';
import { actFormTexts as texts } from './texts';

export default function Renewal({ id }: { id: string }) {
  const { say } = useLanguage();
  const approving = useMutation({
    mutationFn: () =>
      ask(client.POST('/api/v1/renewals/{id}/approve', { params: { path: { id }, header: freshKey() } })),
  });
  return (
    <Page title={texts.renewal} back="/approvals" narrow>
      <p className="govuk-body">{say(texts.two)}</p>
      {approving.data ? (
        <div className="govuk-inset-text" role="status">
          <p className="govuk-body">{say(texts.renewed)}</p>
          {approving.data.secondHalf && (
            <p className="govuk-body">
              {say(texts.secondHalf)} <strong className="hw-secret">{approving.data.secondHalf}</strong>
            </p>
          )}
        </div>
      ) : (
        <button
          type="button"
          className="govuk-button"
          disabled={approving.isPending}
          onClick={() => approving.mutate()}
        >
          {say(texts.approve)}
        </button>
      )}
      {approving.error && <Failed error={approving.error} />}
    </Page>
  );
}
