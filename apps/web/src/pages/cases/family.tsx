/** The children of a case with everybody around them, what is allowed for each, and where each is. */
import { Link } from 'wouter';
import { Refused } from '../../api';
import { useLanguage } from '../../language';
import { Empty, Failed, Loading } from '../../parts';
import { Around, Authorities, CasesOf, Facts, Siblings } from './child-parts';
import { childTexts as texts } from './child-texts';
import { ageOf, CasePage } from './header';
import { useChild, useFullName, type Child } from './reads';
import { caseTexts } from './texts';

function Of({ child, except }: { child: Child; except: string }) {
  const { say } = useLanguage();
  const fullName = useFullName();
  const name = fullName(child.names) || say(caseTexts.nameless);
  return (
    <section className="hw-child">
      <h2 className="govuk-heading-m">
        {name} <span className="hw-muted hw-light">{say(ageOf(child))}</span>
      </h2>
      <p className="govuk-body">
        <Link href={`/children/${child.id}`} className="govuk-link hw-link">
          {say(texts.openFile)} <span className="govuk-visually-hidden">{name}</span>
        </Link>
      </p>
      <h3 className="govuk-heading-s">{say(texts.authorities)}</h3>
      <Authorities id={child.id} />
      <h3 className="govuk-heading-s">{say(texts.facts)}</h3>
      <Facts id={child.id} />
      <h3 className="govuk-heading-s">{say(texts.siblings)}</h3>
      <Siblings child={child} />
      <h3 className="govuk-heading-s">{say(texts.around)}</h3>
      <Around child={child} />
      <h3 className="govuk-heading-s">{say(texts.cases)}</h3>
      <CasesOf id={child.id} except={except} />
    </section>
  );
}

function OneChild({ id, except }: { id: string; except: string }) {
  const { say } = useLanguage();
  const query = useChild(id);
  if (query.data) return <Of child={query.data} except={except} />;
  if (query.error instanceof Refused) return <p className="govuk-inset-text">{say(caseTexts.hiddenChild)}</p>;
  return query.error ? <Failed error={query.error} again={() => void query.refetch()} /> : <Loading />;
}

export default function Family({ id }: { id: string }) {
  const { say } = useLanguage();
  return (
    <CasePage id={id} tab="family">
      {(of) => (
        <>
          {of.children.length === 0 && <Empty>{say(texts.noChildren)}</Empty>}
          {of.children.map((child) => (
            <OneChild key={child} id={child} except={of.id} />
          ))}
          <p className="hw-muted">{say(texts.recorded)}</p>
        </>
      )}
    </CasePage>
  );
}
