/** Who is found to be behind an institution, and one more place where it is (N-23). */
import { ask, client, type paths } from '../../api';
import { area, choice, form, line, phone } from '../administration/questions';
import { OneForm } from './one-form';
import { behindFormTexts as texts, behindTexts, premisesFormTexts } from './texts';

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
