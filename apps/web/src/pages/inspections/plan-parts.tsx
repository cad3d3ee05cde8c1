/** Parts of the plan: the choice of year and province, and what is fixed for the draws. */
import { number, shortDate, useLanguage, type Text } from '../../language';
import { Empty, Table } from '../../parts';
import { Area, Filters, useFilter } from '../institutions/filter';
import { Select } from '../work/filters';
import type { Commitment } from './plan-reads';
import { lotTexts, planTexts as texts } from './plan-texts';

/** The year before, this one and the next; and the province, where one may choose. */
export function Which({ year, own, present }: { year: number; own: string; present: number }) {
  const { set } = useFilter();
  const years = [...new Set([present - 1, present, present + 1, year])].sort((a, b) => a - b);
  return (
    <Filters legend={texts.filters}>
      <Select
        label={texts.year}
        value={String(year)}
        choices={years.map((each) => ({ value: String(each), label: number(each) }))}
        change={(value) => set('year', value)}
      />
      {own === '' && <Area own={own} />}
    </Filters>
  );
}

/** Hashes of the quarters, and the seeds that are revealed. */
export function Lots({ commitments }: { commitments: Commitment[] }) {
  const { say } = useLanguage();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(lotTexts.title)}</h2>
      <p className="govuk-body">{say(lotTexts.about)}</p>
      {commitments.length === 0 ? (
        <Empty>{say(lotTexts.none)}</Empty>
      ) : (
        <Table<Commitment>
          caption={lotTexts.title}
          rows={commitments}
          keyOf={({ area, quarter }) => `${area}/${quarter}`}
          columns={[
            { title: lotTexts.quarter, cell: (one) => <QuarterWords of={one} /> },
            { title: lotTexts.hash, cell: ({ hash }) => <Digest of={hash} /> },
            { title: lotTexts.seed, cell: ({ seed }) => (seed ? <Digest of={seed} /> : say(lotTexts.sealed)) },
          ]}
        />
      )}
    </section>
  );
}

function QuarterWords({ of: { quarter, from, until } }: { of: Commitment }) {
  const { say } = useLanguage();
  return (
    <>
      {say(number(quarter))}
      <br />
      <span className="hw-muted">{say(days({ from, until }))}</span>
    </>
  );
}

/** 64 hex digits that break anywhere. */
const Digest = ({ of }: { of: string }) => <code className="hw-digest">{of}</code>;

/** From one day to another. */
export function days({ from, until }: { from: string; until: string }): Text {
  const [first, last] = [shortDate(from), shortDate(until)];
  return { en: `${first.en} – ${last.en}`, km: `${first.km} – ${last.km}` };
}
