/** Changing an institution's standing, with a reason. */
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ask, client } from '../../api';
import { useLanguage } from '../../language';
import { Loaded, Page } from '../../parts';
import { choice, form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { useInstitution } from '../cases/reads';
import { standingFormTexts as texts, standingTexts } from './texts';
import { nameOf, StandingTag, type Standing } from './words';

const questionsFrom = (now: Standing) => {
  const others = Object.entries(standingTexts).filter(([standing]) => standing !== now);
  return form({ standing: choice(texts.standing, Object.fromEntries(others)), reason: words(texts.reason) });
};

export default function StandingPage({ id }: { id: string }) {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const institution = useInstitution(id);
  const address = `/institutions/${id}`;
  return (
    <Page title={texts.title} back={address} narrow>
      <Loaded query={institution}>
        {(one) => (
          <>
            <p className="govuk-body">
              {say(nameOf(one))}. {say(texts.now)} <StandingTag standing={one.standing} />
            </p>
            <p className="govuk-inset-text">{say(texts.effect)}</p>
            <ShortForm
              schema={questionsFrom(one.standing)}
              verb={texts.save}
              warning
              send={async ({ standing, reason }, header) => {
                const body = { standing: standing as Standing, reason: String(reason) };
                await ask(
                  client.POST('/api/v1/institutions/{id}/standing', { params: { path: { id }, header }, body }),
                );
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
