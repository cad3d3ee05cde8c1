/** The indicators of the procedure: numerator, denominator and date of each; small numbers stay hidden. */
import { useSearchParams } from 'wouter';
import { useLanguage } from '../../language';
import { Loaded, Page } from '../../parts';
import { Downloads } from './downloads';
import { IndicatorCard } from './indicator-card';
import { IndicatorFilters, readFilter, useAreaNames, useFilterWords } from './indicator-filters';
import { useIndicators } from './reads';
import { indicatorsTexts as texts } from './texts';

export default function Indicators() {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const filter = readFilter(parameters);
  const query = useIndicators(filter);
  const words = useFilterWords(filter);
  const names = useAreaNames();
  return (
    <Page title={texts.title}>
      <IndicatorFilters filter={filter} />
      <p className="govuk-body-s">
        <strong>{words}</strong> <span className="hw-muted">{say(texts.fewAbout)}</span>
      </p>
      <Downloads list="indicators" filter={{ ...filter }} words={words} />
      <Loaded query={query}>
        {({ items }) => (
          <ul className="hw-indicators">
            {items.map((of) => (
              <IndicatorCard key={of.id} of={of} filter={filter} provinces={names} />
            ))}
          </ul>
        )}
      </Loaded>
    </Page>
  );
}
