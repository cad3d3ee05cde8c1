/** Registering an office or organisation. */
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ask, client } from '../../api';
import { useLanguage } from '../../language';
import { Page } from '../../parts';
import { area, choice, form, line } from './questions';
import type { Agency } from './reads';
import { ShortForm } from './short-form';
import { actFormTexts, agencyKindTexts, agencyTexts as texts, peopleTexts } from './texts';

const schema = form(
  {
    kind: choice(texts.kind, agencyKindTexts),
    nameKm: line(peopleTexts.nameKm),
    nameEn: line(peopleTexts.nameEn),
    area: area(actFormTexts.area),
  },
  ['area'],
);

export default function NewAgency() {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const queries = useQueryClient();
  return (
    <Page title={texts.add} back="/agencies" narrow>
      <p className="govuk-body">{say(actFormTexts.areaHint)}</p>
      <ShortForm
        schema={schema}
        verb={peopleTexts.save}
        send={async (answers, header) => {
          const body = answers as Pick<Agency, 'kind' | 'nameKm' | 'nameEn'> & { area?: string };
          await ask(client.POST('/api/v1/agencies', { params: { header }, body }));
          await queries.invalidateQueries({ queryKey: ['agencies'] });
          go('/agencies?done=true');
        }}
      />
    </Page>
  );
}
