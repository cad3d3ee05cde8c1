/** Who is found to be behind an institution, and one more place where it is (N-23). */
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ask, client, type paths } from '../../api';
import { useLanguage, type Text } from '../../language';
import { Loaded, Page } from '../../parts';
import { area, choice, form, line, phone } from '../administration/questions';
import { ShortForm, type ShortFormProps } from '../administration/short-form';
import { useInstitution } from '../cases/reads';
import { behindFormTexts as texts, behindTexts, premisesFormTexts } from './texts';
import { nameOf } from './words';

interface OneFormProps extends Pick<ShortFormProps, 'schema' | 'send' | 'check' | 'start'> {
  id: string;
  title: Text;
  about: Text;
  save: Text;
}

/** A short form about one institution; afterwards its page is shown. */
export function OneForm({ id, title, about, save, send, ...rest }: OneFormProps) {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const institution = useInstitution(id);
  const address = `/institutions/${id}`;
  return (
    <Page title={title} back={address} narrow>
      <Loaded query={institution}>
        {(one) => (
          <>
            <p className="govuk-body">{say(nameOf(one))}</p>
            <p className="govuk-inset-text">{say(about)}</p>
            <ShortForm
              {...rest}
              verb={save}
              send={async (answers, header) => {
                await send(answers, header);
                await queries.invalidateQueries({ queryKey: ['institution', id] });
                go(address);
              }}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Behind = paths['/api/v1/institutions/{id}/people']['post']['requestBody']['content']['application/json'];

const questions = form(
  {
    role: choice(texts.role, behindTexts),
    nameKm: line(texts.nameKm),
    nameLatin: line(texts.nameLatin),
    phone: phone(texts.phone),
  },
  ['nameKm', 'nameLatin', 'phone'],
);

export default function AddPerson({ id }: { id: string }) {
  return (
    <OneForm
      id={id}
      title={texts.add}
      about={texts.about}
      save={texts.save}
      schema={questions}
      check={({ nameKm, nameLatin }) =>
        nameKm || nameLatin ? [] : [{ path: 'nameKm', code: 'required', message: texts.name }]
      }
      send={(answers, header) => {
        const body = answers as Behind;
        return ask(client.POST('/api/v1/institutions/{id}/people', { params: { path: { id }, header }, body }));
      }}
    />
  );
}

const where = form({ area: area(premisesFormTexts.area, 8), address: line(premisesFormTexts.address) }, ['address']);

export function AddPremises({ id }: { id: string }) {
  return (
    <OneForm
      id={id}
      title={premisesFormTexts.add}
      about={premisesFormTexts.about}
      save={premisesFormTexts.save}
      schema={where}
      send={(answers, header) => {
        const body = answers as { area: string; address?: string };
        return ask(client.POST('/api/v1/institutions/{id}/premises', { params: { path: { id }, header }, body }));
      }}
    />
  );
}
