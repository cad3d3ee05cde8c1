/** The procedures with the version in force, their public handbook, and their cases. */
import { Link } from 'wouter';
import { useRole } from '../../api';
import { number, useLanguage } from '../../language';
import { Loaded, Page, Table } from '../../parts';
import { useWorkflows } from '../cases/reads';
import { SettingsMenu } from './settings-menu';
import { procedureTexts as texts } from './texts';
import { versionTexts } from './version-texts';

function Versions({ versions }: { versions: { version: number; openCases: number }[] }) {
  const { say } = useLanguage();
  return (
    <Table
      caption={texts.versions}
      rows={versions}
      keyOf={({ version }) => String(version)}
      columns={[
        { title: texts.version, cell: ({ version }) => say(number(version)) },
        { title: texts.cases, cell: ({ openCases }) => say(number(openCases)), numeric: true },
      ]}
    />
  );
}

export default function Procedures() {
  const { say, language } = useLanguage();
  const query = useWorkflows();
  const role = useRole();
  const seesCases = role !== 'administrator';
  return (
    <Page title={texts.title}>
      <SettingsMenu />
      <p className="govuk-body">{say(texts.about)}</p>
      {role === 'mosvy' && (
        <p className="govuk-body hw-screen-only">
          <Link className="hw-link" href="/procedures/versions">
            {say(versionTexts.title)}
          </Link>
        </p>
      )}
      <Loaded query={query}>
        {({ items }) =>
          items.map(({ id, version, prefix, title, about, versions }) => (
            <article className="hw-proposal" key={id}>
              <h2 className="govuk-heading-m">{say(title)}</h2>
              <p className="govuk-body">{say(about)}</p>
              <p className="govuk-body">
                <strong className="govuk-tag govuk-tag--green">
                  <span aria-hidden="true">✓ </span>
                  {say(texts.version)} {say(number(version))} {say(texts.inForce)}
                </strong>{' '}
                <span className="hw-muted">
                  {say(texts.prefix)} {prefix}
                </span>
              </p>
              {versions && <Versions versions={versions} />}
              <p className="hw-subnav hw-screen-only">
                <a className="hw-link" href={`/handbook/${id}?lang=${language}`}>
                  {say(texts.handbook)} <span className="govuk-visually-hidden">{say(title)}</span>
                </a>
                {seesCases && (
                  <Link className="hw-link" href={`/caseload?workflow=${id}`}>
                    {say(texts.cases)} <span className="govuk-visually-hidden">{say(title)}</span>
                  </Link>
                )}
              </p>
            </article>
          ))
        }
      </Loaded>
    </Page>
  );
}
