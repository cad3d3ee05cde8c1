/** The list behind an indicator, without names: those rows that this person may read. */
import { useId } from 'react';
import { Link, useSearchParams } from 'wouter';
import { shortDate, useLanguage, type Text } from '../../language';
import { Empty, Loaded, More, Page, Table } from '../../parts';
import { IndicatorFilters, readFilter, addressOf, useFilterWords } from './indicator-filters';
import { Numbers } from './indicator-card';
import { measured } from './numbers';
import { useIndicatorItems, useIndicators, type Indicator, type IndicatorItem } from './reads';
import { indicatorsTexts as texts } from './texts';

function What({ item }: { item: IndicatorItem }) {
  const { say } = useLanguage();
  const name = say(texts.kinds[item.kind]);
  if (item.instance)
    return (
      <Link href={`/cases/${item.instance}`} className="govuk-link hw-link">
        {name} {item.reference}
      </Link>
    );
  if (item.child)
    return (
      <Link href={`/children/${item.child}`} className="govuk-link hw-link">
        {name}
      </Link>
    );
  if (item.institution)
    return (
      <Link href={`/institutions/${item.institution}`} className="govuk-link hw-link">
        {name}
      </Link>
    );
  return <>{name}</>;
}

function Items({ items, of }: { items: IndicatorItem[]; of: Indicator | undefined }) {
  const { say } = useLanguage();
  const unit = of?.unit ? ` ${say(of.unit)}` : '';
  const part = (key: string | null): Text | undefined => of?.parts?.find((each) => each.key === key)?.text ?? undefined;
  const columns = [
    { title: texts.what, cell: (item: IndicatorItem) => <What item={item} /> },
    { title: texts.date, cell: ({ at }: IndicatorItem) => say(shortDate(at)) },
    ...(items.some(({ counted }) => counted !== null)
      ? [
          {
            title: texts.isCounted,
            cell: ({ counted }: IndicatorItem) =>
              counted === null ? (
                '–'
              ) : (
                <>
                  <span aria-hidden="true">{counted ? '✓ ' : '✕ '}</span>
                  {say(counted ? texts.yes : texts.no)}
                </>
              ),
          },
        ]
      : []),
    ...(items.some(({ value }) => value !== null)
      ? [
          {
            title: texts.value,
            numeric: true,
            cell: ({ value }: IndicatorItem) => (value === null ? '–' : `${say(measured(value))}${unit}`),
          },
        ]
      : []),
    ...(items.some((item) => item.part !== null)
      ? [{ title: texts.group, cell: (item: IndicatorItem) => say(part(item.part)) || item.part || '–' }]
      : []),
  ];
  return <Table<IndicatorItem> caption={texts.items} rows={items} keyOf={({ id }) => id} columns={columns} />;
}

export default function IndicatorList({ id }: { id: string }) {
  const { say } = useLanguage();
  const checkbox = useId();
  const [parameters, setParameters] = useSearchParams();
  const filter = readFilter(parameters);
  const { by: _, ...plain } = filter;
  const counted = parameters.get('counted') === 'true';
  const all = useIndicators(plain);
  const query = useIndicatorItems(id, plain, counted);
  const words = useFilterWords(plain);
  const of = all.data?.items.find((each) => each.id === id);
  const setCounted = (on: boolean) =>
    setParameters((old) => (on ? old.set('counted', 'true') : old.delete('counted'), old), { replace: true });
  return (
    <Page
      title={texts.items}
      back={`/indicators${addressOf(filter)}`}
      heading={
        of && (
          <>
            <span className="govuk-caption-l">{of.id}</span>
            {say(of.title)}
          </>
        )
      }
    >
      <IndicatorFilters filter={plain} divided={false} />
      {of?.shape === 'share' && (
        <div className="govuk-checkboxes govuk-!-margin-bottom-4 hw-screen-only">
          <div className="govuk-checkboxes__item">
            <input
              id={checkbox}
              className="govuk-checkboxes__input"
              type="checkbox"
              checked={counted}
              onChange={({ target }) => setCounted(target.checked)}
            />
            <label className="govuk-label govuk-checkboxes__label" htmlFor={checkbox}>
              {say(texts.counted)}
            </label>
          </div>
        </div>
      )}
      <p className="govuk-body-s">
        <strong>{words}</strong>
      </p>
      {of && (
        <>
          <p className="govuk-body">{say(of.definition)}</p>
          {of.available && <Numbers of={of} />}
        </>
      )}
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <Items items={items} of={of} />
              <More query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
