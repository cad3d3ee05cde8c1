/** All parameters with meaning, value, source and certainty; changes that wait stand first. */
import { Link } from 'wouter';
import { useLanguage } from '../../language';
import { Empty, Loaded, Page, Source, Table } from '../../parts';
import { Filters, useFilter, Word } from '../institutions/filter';
import { Certainty, ParameterProposals, useParameters, Value, type Parameter } from './parameter-words';
import { SettingsMenu } from './settings-menu';
import { certaintyTexts, parameterTexts as texts } from './texts';

export default function Parameters() {
  const { say } = useLanguage();
  const query = useParameters();
  const certainty = useFilter().among('certainty', certaintyTexts);
  return (
    <Page title={texts.title}>
      <SettingsMenu />
      <p className="govuk-body">{say(texts.about)}</p>
      <Loaded query={query}>
        {(parameters) => {
          const rows = parameters.filter((each) => !certainty || each.certainty === certainty);
          return (
            <>
              <ParameterProposals parameters={parameters} />
              <Filters legend={texts.show}>
                <Word name="certainty" label={texts.certainty} options={certaintyTexts} />
              </Filters>
              {rows.length === 0 && <Empty>{say(texts.noneSuch)}</Empty>}
              <Table<Parameter>
                caption={texts.title}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    title: texts.meaning,
                    cell: ({ id, text }) => (
                      <Link href={`/parameters/${id}`} className="govuk-link">
                        {id} {say(text)}
                      </Link>
                    ),
                  },
                  { title: texts.value, cell: ({ value }) => <Value value={value} /> },
                  { title: texts.source, cell: ({ source }) => <Source of={source} /> },
                  { title: texts.certainty, cell: ({ certainty: of }) => <Certainty of={of} /> },
                ]}
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
