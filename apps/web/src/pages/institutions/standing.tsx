/** Changing an institution's standing, with a reason. */
import { ask, client } from '../../api';
import { useLanguage } from '../../language';
import { choice, form, words } from '../administration/questions';
import { OneForm } from './one-form';
import { standingFormTexts as texts, standingTexts } from './texts';
import { StandingTag, type Standing } from './words';

const questionsFrom = (now: Standing) => {
  const others = Object.entries(standingTexts).filter(([standing]) => standing !== now);
  return form({ standing: choice(texts.standing, Object.fromEntries(others)), reason: words(texts.reason) });
};

export default function StandingPage({ id }: { id: string }) {
  const { say } = useLanguage();
  return (
    <OneForm
      id={id}
      title={texts.title}
      about={texts.effect}
      save={texts.save}
      warning
      beside={({ standing }) => (
        <>
          . {say(texts.now)} <StandingTag standing={standing} />
        </>
      )}
      schema={({ standing }) => questionsFrom(standing)}
      send={({ standing, reason }, header) => {
        const body = { standing: standing as Standing, reason: String(reason) };
        return ask(client.POST('/api/v1/institutions/{id}/standing', { params: { path: { id }, header }, body }));
      }}
    />
  );
}
