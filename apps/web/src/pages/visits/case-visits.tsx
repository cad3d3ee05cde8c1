/** The visits of a case: made, late, missed, cancelled and coming; and the way to record one. */
import { Link } from 'wouter';
import { stepName, useLanguage } from '../../language';
import { Loaded, Table } from '../../parts';
import { pageOfAct } from '../cases/own-pages';
import type { Case } from '../cases/reads';
import { useVisitsOf, type Visit } from './reads';
import { visitTexts as texts } from './texts';
import { Day, State, useWorker } from './words';

/** The event that tells of a visit, in every procedure that has visits. */
const recorded = 'visit.recorded';

function Rows({ visits }: { visits: Visit[] }) {
  const { say } = useLanguage();
  const worker = useWorker(visits);
  return (
    <Table<Visit>
      caption={texts.title}
      rows={visits}
      keyOf={({ id }) => id}
      columns={[
        {
          title: texts.what,
          cell: ({ text, step }) => (
            <>
              {say(text)} <span className="hw-muted hw-light">{say(stepName(step))}</span>
            </>
          ),
        },
        { title: texts.day, cell: (visit) => <Day of={visit} /> },
        { title: texts.status, cell: (visit) => <State of={visit} /> },
        { title: texts.who, cell: worker },
      ]}
    />
  );
}

/** Nothing where the procedure plans no visits. */
export function CaseVisits({ of }: { of: Case }) {
  const { say } = useLanguage();
  const query = useVisitsOf(of.id);
  const records = of.allowed.some(({ event, allowed }) => event === recorded && allowed);
  // before the answer, and without one, only a case in which visits are recorded has something to say of them
  if (!records && !query.data?.items.length) return null;
  return (
    <section>
      <h2 className="govuk-heading-m" id="visits">
        {say(texts.title)}
      </h2>
      {records && (
        <Link href={pageOfAct(of.workflow, recorded, of.id)} className="govuk-button hw-screen-only">
          {say(texts.record)}
        </Link>
      )}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? <p className="govuk-body">{say(texts.none)}</p> : <Rows visits={items} />
        }
      </Loaded>
    </section>
  );
}
