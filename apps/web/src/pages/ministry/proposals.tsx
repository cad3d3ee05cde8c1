/** A change of settings that waits for a second person: what it says, and the second person's yes or no. */
import { useState, type ReactNode } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, client, useSigned, type components } from '../../api';
import { shortDate, useLanguage } from '../../language';
import { Failed } from '../../parts';
import { form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { freshKey, usePeopleNames } from '../cases/reads';
import { proposalTexts as texts } from './texts';

export type ParameterProposal = components['schemas']['ParameterProposal'];
export type HolidayProposal = components['schemas']['HolidayProposal'];
export type Proposal = ParameterProposal | HolidayProposal;

/** All changes of settings that wait. */
export const useProposals = () =>
  useQuery({
    queryKey: ['settings', 'proposals'],
    queryFn: async (): Promise<Proposal[]> => (await ask(client.GET('/api/v1/parameters/proposals'))).items,
  });

const rejection = form({ why: words(texts.why) });

function useDecide({ id, kind }: Proposal) {
  const queries = useQueryClient();
  const path = { id };
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: ['settings'] });
    void queries.invalidateQueries({ queryKey: ['counts'] });
  };
  const approve = async () => {
    const request = { params: { path, header: freshKey() }, body: {} };
    await (kind === 'parameter'
      ? ask(client.POST('/api/v1/parameters/proposals/{id}/approve', request))
      : ask(client.POST('/api/v1/holidays/proposals/{id}/approve', request)));
    await changed();
  };
  const reject = async (why: string, header: { 'Idempotency-Key': string }) => {
    const request = { params: { path, header }, body: { why } };
    await (kind === 'parameter'
      ? ask(client.POST('/api/v1/parameters/proposals/{id}/reject', request))
      : ask(client.POST('/api/v1/holidays/proposals/{id}/reject', request)));
    await changed();
  };
  return { approve, reject };
}

function Decision({ proposal, own, name }: { proposal: Proposal; own: boolean; name: string }) {
  const { say } = useLanguage();
  const [rejecting, setRejecting] = useState(false);
  const { approve, reject } = useDecide(proposal);
  const approving = useMutation({ mutationFn: approve });
  return (
    <div className="hw-screen-only">
      {own ? (
        <p className="govuk-body">
          <span aria-hidden="true">✕ </span>
          {say(texts.own)}
        </p>
      ) : (
        <button
          type="button"
          className="govuk-button govuk-!-margin-bottom-0"
          disabled={approving.isPending}
          onClick={() => approving.mutate()}
        >
          {say(texts.approve)} <span className="govuk-visually-hidden">{name}</span>
        </button>
      )}{' '}
      {!rejecting && (
        <button type="button" className="hw-link" onClick={() => setRejecting(true)}>
          {say(own ? texts.withdraw : texts.reject)} <span className="govuk-visually-hidden">{name}</span>
        </button>
      )}
      {approving.error && <Failed error={approving.error} />}
      {rejecting && (
        <ShortForm
          schema={rejection}
          verb={own ? texts.withdraw : texts.reject}
          warning
          send={({ why }, header) => reject(String(why), header)}
        />
      )}
    </div>
  );
}

/** One proposal with its decision; `children` says what changes. */
export function ProposalCard({ proposal, name, children }: { proposal: Proposal; name: string; children: ReactNode }) {
  const { say } = useLanguage();
  const { me, appointment } = useSigned();
  const names = usePeopleNames(proposal.proposed_by !== me.person.id);
  const deciders = [me.person.id];
  const own = [proposal.proposed_by, proposal.proposed_for].some((id) => id !== null && deciders.includes(id));
  return (
    <article className="hw-proposal">
      <h3 className="govuk-heading-s">{name}</h3>
      {children}
      <p className="govuk-body hw-words">
        {say(texts.reason)}: {proposal.reason}
      </p>
      <p className="govuk-body hw-muted">
        {say(texts.by)} {say(own ? texts.you : (names.get(proposal.proposed_by) ?? texts.somebody))},{' '}
        {say(shortDate(proposal.proposed_at))}
      </p>
      {appointment?.role === 'mosvy' ? (
        <Decision proposal={proposal} own={own} name={name} />
      ) : (
        <p className="govuk-body">{say(texts.notYours)}</p>
      )}
    </article>
  );
}
