/** The safety screen: while a danger is not reported, there is no other page. */
import { useLanguage } from '../../language';
import { noteProgress, type KeptInspection } from '../../offline';
import { Loaded } from '../../parts';
import { useWorkflow } from '../cases/reads';
import { startTexts } from '../forms/texts';
import { reportedAfter } from './found';
import type { Danger } from './signs';
import { EventForm } from './site-events';
import { siteTexts as words } from './site-texts';
import { dangerTexts } from './texts';

export function Safety({ kept, open }: { kept: KeptInspection; open: Danger[] }) {
  const { say } = useLanguage();
  const workflow = useWorkflow('inspection');
  const { instance } = kept.given.package;
  const note = (data: Record<string, unknown>) =>
    noteProgress(instance, { reported: reportedAfter(kept, (data['dangers'] as string[] | undefined) ?? []) });
  return (
    <>
      <h2 className="govuk-heading-m">{say(open.length > 0 ? words.dangerFound : words.safety)}</h2>
      {open.length > 0 && (
        <div className="govuk-inset-text hw-danger" role="alert">
          <ul className="govuk-list govuk-list--bullet">
            {open.map((danger) => (
              <li key={danger}>{say(dangerTexts[danger])}</li>
            ))}
          </ul>
          <p className="govuk-body">{say(words.dangerFirst)}</p>
        </div>
      )}
      <p className="govuk-body">
        <a href="tel:1280" className="govuk-link">
          {say(startTexts.helpline)}
        </a>{' '}
        ·{' '}
        <a href="tel:1288" className="govuk-link">
          {say(startTexts.police)}
        </a>
      </p>
      <Loaded query={workflow}>
        {(definition) => (
          <EventForm
            key={`${open.join(' ')} ${kept.progress.reported.length}`}
            kept={kept}
            event="safety.reported"
            title={words.safety}
            workflow={definition}
            presets={open.length > 0 ? { dangers: [...open] } : undefined}
            after={note}
          />
        )}
      </Loaded>
    </>
  );
}
