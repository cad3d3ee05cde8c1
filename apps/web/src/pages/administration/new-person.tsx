/** Registering a person; appointment and login are given on the person's own page. */
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ask, client } from '../../api';
import { Page } from '../../parts';
import { choice, form, line, phone } from './questions';
import { ShortForm } from './short-form';
import { peopleTexts as texts } from './texts';

const schema = form(
  {
    nameKm: line(texts.nameKm),
    nameEn: line(texts.nameEn),
    nationalId: line(texts.nationalId, 40),
    phone: phone(texts.phone),
    email: { ...line(texts.email), format: 'email' },
    language: choice(texts.language, texts.languages),
  },
  ['nationalId', 'phone', 'email', 'language'],
);

interface NewPersonBody {
  nameKm: string;
  nameEn: string;
  nationalId?: string;
  phone?: string;
  email?: string;
  language?: 'km' | 'en';
}

export default function NewPerson() {
  const [, go] = useLocation();
  const queries = useQueryClient();
  return (
    <Page title={texts.add} back="/people" narrow>
      <ShortForm
        schema={schema}
        verb={texts.save}
        start={{ language: 'km' }}
        send={async (answers, header) => {
          const body = answers as unknown as NewPersonBody;
          const { id } = await ask(client.POST('/api/v1/people', { params: { header }, body }));
          await queries.invalidateQueries({ queryKey: ['people'] });
          go(`/people/${id}`);
        }}
      />
    </Page>
  );
}
