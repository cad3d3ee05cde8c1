/** A parameter's value and certainty, and a proposed change of it. */
import { useQuery } from '@tanstack/react-query';
import { ask, client, useRole, type components } from '../../api';
import { shortDate, useLanguage } from '../../language';
import { Empty, Loaded } from '../../parts';
import { EffectOf } from './effect';
import { ProposalCard, useProposals, type ParameterProposal } from './proposals';
import { certaintyTexts, proposalTexts } from './texts';
import { linesOf } from './value';

export type Parameter = components['schemas']['Parameter'];

export const useParameters = () =>
  useQuery({
    queryKey: ['settings', 'parameters'],
    queryFn: async (): Promise<Parameter[]> => (await ask(client.GET('/api/v1/parameters'))).items,
  });

export function Value({ value }: { value: unknown }) {
  const { say } = useLanguage();
  const lines = linesOf(value);
  if (lines.length === 1) return <strong>{say(lines[0])}</strong>;
  return (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {lines.map((line) => (
        <li key={line.en}>{say(line)}</li>
      ))}
    </ul>
  );
}

const looks = {
  verified: { tag: 'govuk-tag--green', icon: '✓' },
  analogue: { tag: 'govuk-tag--blue', icon: '≈' },
  proposal: { tag: 'govuk-tag--yellow', icon: '✎' },
};

export function Certainty({ of }: { of: Parameter['certainty'] }) {
  const { say } = useLanguage();
  return (
    <strong className={`govuk-tag ${looks[of].tag}`}>
      <span aria-hidden="true">{looks[of].icon} </span>
      {say(certaintyTexts[of])}
    </strong>
  );
}

function Change({ proposal, old }: { proposal: ParameterProposal; old: Parameter | undefined }) {
  const { say } = useLanguage();
  return (
    <div className="hw-change">
      <div>{old && <Value value={old.value} />}</div>
      <div>
        <span aria-hidden="true">→ </span>
        <span className="govuk-visually-hidden">{say(proposalTexts.becomes)} </span>
      </div>
      <div>
        <Value value={proposal.value} />
      </div>
      <p className="govuk-body govuk-!-margin-bottom-0">
        {say(proposalTexts.effective)} {say(shortDate(proposal.effective_from))}
      </p>
    </div>
  );
}

/** Proposed changes of one parameter, or of all. */
export function ParameterProposals({ parameters, only }: { parameters: Parameter[]; only?: string }) {
  const { say } = useLanguage();
  const query = useProposals();
  const isMinistry = useRole() === 'mosvy';
  return (
    <section>
      <h2 className="govuk-heading-m">{say(proposalTexts.title)}</h2>
      <Loaded query={query}>
        {(all) => {
          const found = all.filter((each) => each.kind === 'parameter' && (!only || each.parameter === only));
          if (found.length === 0) return <Empty>{say(proposalTexts.none)}</Empty>;
          return (found as ParameterProposal[]).map((proposal) => {
            const old = parameters.find(({ id }) => id === proposal.parameter);
            const name = `${proposal.parameter} ${say(old?.text)}`;
            return (
              <ProposalCard key={proposal.id} proposal={proposal} name={name}>
                <Change proposal={proposal} old={old} />
                {isMinistry && <EffectOf parameter={proposal.parameter} value={proposal.value} />}
              </ProposalCard>
            );
          });
        }}
      </Loaded>
    </section>
  );
}
