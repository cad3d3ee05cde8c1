/** Somebody is behind an institution no longer. */
import { ask, client } from '../../api';
import { form, words } from '../administration/questions';
import { OneForm } from './one-form';
import { behindFormTexts as texts } from './texts';

const questions = form({ reason: words(texts.reason) });

export default function EndPerson({ id, person }: { id: string; person: string }) {
  return (
    <OneForm
      id={id}
      title={texts.end}
      about={texts.stays}
      save={texts.end}
      schema={questions}
      send={({ reason }, header) =>
        ask(
          client.POST('/api/v1/institutions/{id}/people/{person}/end', {
            params: { path: { id, person }, header },
            body: { reason: String(reason) },
          }),
        )
      }
    />
  );
}
