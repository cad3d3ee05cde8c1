/** The file of a child: every reading of it is recorded, and the page says so. */
import { useLanguage } from '../../language';
import { Loaded, Page } from '../../parts';
import { BreakGlassLink } from '../administration/break-glass-link';
import { Around, Authorities, CasesOf, Facts, Particulars, Readers, Siblings } from './child-parts';
import { childTexts as texts } from './child-texts';
import { useChild } from './reads';

export default function ChildFile({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useChild(id);
  return (
    <Page title={texts.title} back="/caseload">
      <Loaded query={query}>
        {(child) => (
          <>
            <p className="govuk-inset-text">{say(texts.recorded)}</p>
            <Particulars child={child} />
            <h2 className="govuk-heading-m">{say(texts.authorities)}</h2>
            <Authorities id={id} />
            <h2 className="govuk-heading-m">{say(texts.facts)}</h2>
            <Facts id={id} />
            <h2 className="govuk-heading-m">{say(texts.siblings)}</h2>
            <Siblings child={child} />
            <h2 className="govuk-heading-m">{say(texts.around)}</h2>
            <Around child={child} />
            <h2 className="govuk-heading-m">{say(texts.cases)}</h2>
            <CasesOf id={id} />
            <Readers id={id} />
          </>
        )}
      </Loaded>
      <BreakGlassLink kind="child" id={id} error={query.error} />
    </Page>
  );
}
