/** Other days for one planned inspection, with the reason; what it was planned for before stays. */
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ask, client, now } from '../../api';
import { dateOf, useLanguage } from '../../language';
import { Empty, Loaded, Page } from '../../parts';
import { day, form, words } from '../administration/questions';
import { ShortForm } from '../administration/short-form';
import { days } from './plan-parts';
import { usePlan, useWhich, type PlanItem } from './plan-reads';
import { planTexts as texts } from './plan-texts';

const schema = form({ from: day(texts.from), until: day(texts.until), reason: words(texts.reason) });

export default function MovePage({ id }: { id: string }) {
  const { say } = useLanguage();
  const { area, year } = useWhich();
  const which = { area: area.slice(0, 2), year };
  const query = usePlan(which);
  const back = `/inspections/plan?year=${year}${which.area ? `&area=${which.area}` : ''}`;
  return (
    <Page title={texts.moveTitle} back={back} narrow>
      <Loaded query={query}>
        {({ items }) => {
          const item = items.find(({ planned }) => planned?.entry === id);
          return item ? <Move of={item} year={year} back={back} /> : <Empty>{say(texts.gone)}</Empty>;
        }}
      </Loaded>
    </Page>
  );
}

function Move({ of: { institution, planned }, year, back }: { of: PlanItem; year: number; back: string }) {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const { entry, no, moves } = planned!;
  const check = ({ from, until }: Record<string, unknown>) => {
    const [first, last] = [String(from), String(until)];
    if (last < first) return [{ path: 'until', code: 'before_from', message: texts.beforeFrom }];
    const wrong = first.slice(0, 4) !== String(year) || last.slice(0, 4) !== String(year) || last < dateOf(now());
    return wrong ? [{ path: 'until', code: 'other_year', message: texts.otherYear }] : [];
  };
  return (
    <>
      <p className="govuk-body">
        {say(institution.name)} · {institution.code}
        <br />
        {say(days(planned!))}
      </p>
      {moves.length === 0 ? (
        <p className="govuk-body hw-muted">{say(texts.noMoves)}</p>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {moves.map((move) => (
            <li key={move.at}>
              {say(texts.was)} {say(days(move))}: {move.reason}
            </li>
          ))}
        </ul>
      )}
      <ShortForm
        schema={schema}
        verb={texts.moveTitle}
        check={check}
        send={async ({ from, until, reason }, header) => {
          const body = { from: String(from), until: String(until), reason: String(reason), seen: no };
          const params = { path: { id: entry }, header };
          await ask(client.POST('/api/v1/inspections/plan/entries/{id}/move', { params, body }));
          await queries.invalidateQueries({ queryKey: ['inspections', 'plan'] });
          go(back);
        }}
      />
    </>
  );
}
