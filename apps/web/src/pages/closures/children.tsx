/** The matrix of a closing: each child by need, each step with who can do what next. */
import { Link } from 'wouter';
import { number, shortDate, useLanguage } from '../../language';
import { Empty, Loaded, Page, RoleNames, Table, type Column } from '../../parts';
import { useCase, useWorkflow, type Case, type Workflow } from '../cases/reads';
import { blocks, cellsOf, inOrder, steps, type Cell } from './cells';
import { useClosure, type Closure, type Row } from './reads';
import { difficultyTexts, matrixTexts as texts, stepTexts } from './texts';
import { ChildName } from './words';

const caseworkers = ['dsw', 'ngoCaseworker'];

interface At {
  closure: Closure;
  of: Case | undefined;
  workflow: Workflow | undefined;
}

/** One step of one child: done, later, or who can do it now and where. */
function Step({ row, cell, closure, of, workflow }: At & { row: Row; cell: Cell }) {
  const { say } = useLanguage();
  if (cell.state === 'done')
    return (
      <span className="hw-cell hw-cell--done">
        <span aria-hidden="true">✓ </span>
        {say(texts.done)}
      </span>
    );
  if (cell.state === 'over')
    return (
      <span className="hw-cell hw-cell--over">
        {say(row.sameAs ? texts.same : row.accounted === 'died' ? texts.died : texts.over)}
      </span>
    );
  if (cell.state === 'later')
    return (
      <span className="hw-cell hw-cell--later">
        {say(texts.later)} {(cell.after ?? []).map((step) => say(stepTexts[step])).join(' · ')}
      </span>
    );
  const by = cell.event ? (workflow?.events.find(({ type }) => type === cell.event)?.by ?? []) : caseworkers;
  const full = cell.event === 'child.cleared' && closure.movedToday >= closure.mostPerDay;
  const permitted = of?.allowed.some(({ event, permitted }) => event === cell.event && permitted);
  return (
    <span className="hw-cell hw-cell--now">
      <span aria-hidden="true">● </span>
      {say(texts.now)} <RoleNames roles={by} />
      <br />
      {full && <span className="hw-soon">{say(texts.fullHere)} </span>}
      {cell.event && of && permitted && (
        <Link href={`/cases/${of.id}/act/${cell.event}?child=${row.child}`} className="hw-link">
          {say(texts.act)}
          <span className="govuk-visually-hidden"> {say(stepTexts[cell.step])}</span>
        </Link>
      )}
      {!cell.event && (row.home ? <Home row={row} /> : <span className="hw-muted">{say(texts.noHome)}</span>)}
    </span>
  );
}

function Home({ row: { home } }: { row: Row }) {
  const { say } = useLanguage();
  if (!home) return null;
  return (
    <Link href={`/cases/${home.instance}`} className="hw-link">
      {say(texts.wayHome)} {home.reference}
    </Link>
  );
}

function Who({ row }: { row: Row }) {
  const { say } = useLanguage();
  const needs = [
    ...(row.lost ? [difficultyTexts.lost] : []),
    ...(row.need.underThree ? [difficultyTexts.underThree] : []),
    ...(row.need.disability ? [difficultyTexts.disability] : []),
    ...(row.need.risk ? [difficultyTexts.atRisk] : []),
  ];
  return (
    <>
      <ChildName row={row} />
      <br />
      <span className="hw-muted">
        {say(texts.bed)} {row.bed}
      </span>
      {row.sameAs && <div className="hw-muted">{say(texts.sameAs)}</div>}
      {row.unseen && (
        <div className="hw-soon">
          <span aria-hidden="true">● </span>
          {say(row.merged ? texts.unseen : texts.elsewhere)}
        </div>
      )}
      {needs.length > 0 && <div className="hw-soon">{needs.map((need) => say(need)).join(' · ')}</div>}
      <div>
        <Home row={row} />
      </div>
    </>
  );
}

function Moves({ of: { movedToday, mostPerDay } }: { of: Closure }) {
  const { say } = useLanguage();
  return (
    <div
      className={movedToday >= mostPerDay ? 'hw-alarm' : undefined}
      role={movedToday >= mostPerDay ? 'alert' : undefined}
    >
      <p className="govuk-body govuk-!-margin-bottom-1">
        {say(texts.today)} <strong>{say(number(movedToday))}</strong> {say(texts.most)} {say(number(mostPerDay))}
      </p>
      {movedToday >= mostPerDay && (
        <p className="govuk-body govuk-!-margin-bottom-1">
          <span aria-hidden="true">⚠ </span>
          {say(texts.full)}
        </p>
      )}
    </div>
  );
}

function Matrix({ of: closure, at }: { of: Closure; at: Omit<At, 'closure'> }) {
  const { say } = useLanguage();
  const cells = new Map(closure.rows.map((row) => [row.child, cellsOf(row)]));
  const columns: Column<Row>[] = [
    { title: texts.child, cell: (row) => <Who row={row} /> },
    ...steps.map((step) => ({
      title: stepTexts[step],
      cell: (row: Row) => {
        const cell = cells.get(row.child)!.find((each) => each.step === step)!;
        return (
          <>
            <Step row={row} cell={cell} closure={closure} {...at} />
            {step === 'left' && row.accountedOn && <div className="hw-muted">{say(shortDate(row.accountedOn))}</div>}
          </>
        );
      },
    })),
  ];
  return (
    <div className="hw-matrix hw-scroll" tabIndex={0} role="region" aria-label={say(texts.title)}>
      <Table<Row> caption={texts.title} rows={inOrder(closure.rows)} keyOf={({ child }) => child} columns={columns} />
    </div>
  );
}

export default function Children({ id }: { id: string }) {
  const { say } = useLanguage();
  const query = useClosure(id);
  const { data: of } = useCase(id);
  const { data: workflow } = useWorkflow(of?.workflow, of?.workflowVersion);
  return (
    <Page title={texts.title} back={`/closures/${id}`}>
      <Loaded query={query}>
        {(closure) => {
          if (closure.rows.length === 0) return <Empty>{say(texts.none)}</Empty>;
          return (
            <>
              <p className="govuk-body">
                {say(closure.institution.name)} ({closure.institution.code}). {say(texts.left)}{' '}
                <strong>{say(number(closure.rows.filter(blocks).length))}</strong>
              </p>
              <Moves of={closure} />
              <p className="govuk-body">{say(texts.order)}</p>
              <Matrix of={closure} at={{ of, workflow }} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
