/** A short form about one institution; afterwards its page is shown. */
import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { components } from '../../api';
import type { Schema } from '../../forms/fields';
import { useLanguage, type Text } from '../../language';
import { Loaded, Page } from '../../parts';
import { ShortForm, type ShortFormProps } from '../administration/short-form';
import { useInstitution } from '../cases/reads';
import { nameOf } from './words';

type Institution = components['schemas']['Institution'];

interface OneFormProps extends Pick<ShortFormProps, 'send' | 'check' | 'warning'> {
  id: string;
  title: Text;
  about: Text;
  save: Text;
  schema: Schema | ((one: Institution) => Schema);
  /** stands after the name */
  beside?: (one: Institution) => ReactNode;
}

export function OneForm({ id, title, about, save, schema, beside, send, ...rest }: OneFormProps) {
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
            <p className="govuk-body">
              {say(nameOf(one))}
              {beside?.(one)}
            </p>
            <p className="govuk-inset-text">{say(about)}</p>
            <ShortForm
              {...rest}
              schema={typeof schema === 'function' ? schema(one) : schema}
              verb={save}
              send={async (answers, header) => {
                await send(answers, header);
                await queries.invalidateQueries({ queryKey: ['institution', id] });
                void queries.invalidateQueries({ queryKey: ['institutions'] });
                go(address);
              }}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
