/** Recording who is in an institution, who came and who left: facts, which no rule refuses. */
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ask, client, now } from '../../api';
import { useLanguage } from '../../language';
import { Page } from '../../parts';
import { children, choice, form, line, moment, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { useInstitution } from '../cases/reads';
import { usePresence } from './reads';
import { factTexts as texts } from './texts';
import { nameOf } from './words';

const kinds = { presence: texts.presence, arrival: texts.arrival, departure: texts.departure };
const schema = form(
  {
    kind: choice(texts.kind, kinds),
    children: children(texts.children),
    at: moment(texts.at),
    note: words(texts.note),
    saidBy: line(texts.saidBy),
  },
  ['note', 'saidBy'],
);
const nobody = { path: 'children', code: 'required' };

/** The present minute in Phnom Penh, as the form writes an instant. */
const minute = (): string => `${new Date(now() + 7 * 3_600_000).toISOString().slice(0, 16)}:00+07:00`;

export default function ReportPage({ id }: { id: string }) {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const institution = useInstitution(id);
  const presence = usePresence(id);
  const there = presence.data?.present.map(({ child }) => child);
  const address = `/institutions/${id}`;
  return (
    <Page title={texts.title} back={address} narrow>
      {institution.data && <p className="govuk-body">{say(nameOf(institution.data))}</p>}
      <p className="govuk-inset-text">{say(texts.about)}</p>
      <ShortForm
        schema={schema}
        verb={texts.save}
        start={{ at: minute() }}
        childrenOf={({ kind }) => (kind === 'departure' ? there : undefined)}
        check={({ children: named }) => (Array.isArray(named) && named.length > 0 ? [] : [nobody])}
        send={async ({ kind, children: named, at, note, saidBy }, header) => {
          const detail = note || saidBy ? { note: note as string, saidBy: saidBy as string } : undefined;
          const body = {
            kind: kind as keyof typeof kinds,
            children: named as string[],
            institution: id,
            at: String(at),
            detail,
          };
          await ask(client.POST('/api/v1/facts', { params: { header }, body }));
          for (const queryKey of [['institution', id], ['incidents'], ['children', 'of', id]])
            void queries.invalidateQueries({ queryKey });
          go(address);
        }}
      />
    </Page>
  );
}
