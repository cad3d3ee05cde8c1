/** Where the case is in its procedure: in words first, then drawn. */
import { useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';
import { dateAndTime, useLanguage } from '../../language';
import { Due, Loaded } from '../../parts';
import { chartTexts as texts } from './chart-texts';
import { Drawing } from './drawing';
import { CasePage } from './header';
import type { Case } from './reads';
import { byDue, useHolder } from './strip';

type ChartText = components['schemas']['ChartText'];

const useChartText = ({ id, version }: Case) =>
  useQuery({
    queryKey: ['instance', id, 'chart', version],
    queryFn: (): Promise<ChartText> =>
      ask(client.GET('/api/v1/instances/{id}/chart/text', { params: { path: { id } } })),
  });

/** The way down to each active state, as a path of words. */
function Here({ chart, of }: { chart: ChartText; of: Case }) {
  const { say } = useLanguage();
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.here)}</h2>
      {of.status === 'closed' && <p className="govuk-body">{say(texts.ended)}</p>}
      <ul className="hw-here">
        {chart.here.map(({ path, line }) => (
          <li key={path} aria-current="step">
            {line.slice(0, -1).map((step) => (
              <span key={step.path} className="hw-muted">
                {say(step.text)} <span aria-hidden="true">›</span>{' '}
              </span>
            ))}
            <strong>{say(line.at(-1)?.text)}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Follows({ chart, of }: { chart: ChartText; of: Case }) {
  const { say } = useLanguage();
  const holder = useHolder(of.tasks);
  const { events } = chart.next;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.follows)}</h2>
      {of.tasks.length > 0 && (
        <>
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(texts.tasks)}</h3>
          <ul className="hw-plain">
            {byDue(of.tasks).map((task) => (
              <li key={task.id}>
                <strong>{say(task.text)}</strong> · {holder(task)} · <Due due={task.due} />
              </li>
            ))}
          </ul>
        </>
      )}
      {events.length > 0 && (
        <ul className="hw-plain">
          {events.map(({ event, text, allowed, permitted, by }) => (
            <li key={event}>
              {say(text)}{' '}
              <span className="hw-muted">
                {allowed ? (
                  <>
                    <span aria-hidden="true">✓ </span>
                    {say(texts.possible)}
                  </>
                ) : permitted ? (
                  <>
                    <span aria-hidden="true">✕ </span>
                    {say(texts.blocked)}
                  </>
                ) : (
                  <>
                    {say(texts.byOthers)} {by.map((one) => say(one.text)).join(', ')}
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {of.timers.length > 0 && (
        <>
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(texts.timers)}</h3>
          <ul className="hw-plain">
            {of.timers.map((timer) => (
              <li key={`${timer.deadline} ${timer.due.at}`}>
                {say(timer.text)} · <Due due={timer.due} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Done({ chart }: { chart: ChartText }) {
  const { say } = useLanguage();
  if (chart.done.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.done)}</h2>
      <ol className="hw-plain">
        {chart.done.map((move) => (
          <li key={move.seq}>
            <span aria-hidden="true">✓ </span>
            {say(move.text)}{' '}
            <span className="hw-muted">
              {say(dateAndTime(move.at))}, {say(texts.by)} {say(move.by)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export default function Chart({ id }: { id: string }) {
  return (
    <CasePage id={id} tab="chart">
      {(of) => <Twins of={of} />}
    </CasePage>
  );
}

function Twins({ of }: { of: Case }) {
  const { say, language } = useLanguage();
  const query = useChartText(of);
  return (
    <Loaded query={query}>
      {(chart) => (
        <>
          <Here chart={chart} of={of} />
          <Done chart={chart} />
          <Follows chart={chart} of={of} />
          <Drawing of={of} parts={chart.parts} />
          <p className="govuk-body">
            <a className="govuk-link hw-link" href={`/handbook/${chart.workflow}?lang=${language}`}>
              {say(texts.handbook)}
            </a>
          </p>
        </>
      )}
    </Loaded>
  );
}
