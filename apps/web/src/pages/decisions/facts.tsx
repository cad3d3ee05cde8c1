/** The facts of a decision, from the register and from the last forms of the file, as far as this person may read them. */
import type { ReactNode } from 'react';
import { Refused } from '../../api';
import { readFields, Summary, type Answers, type Schema } from '../../forms';
import { number, shortDate, useLanguage } from '../../language';
import { Loaded, RoleNames } from '../../parts';
import { ChildNames } from '../cases/header';
import { useChildren, useInstitution, usePlace, type Case, type Workflow } from '../cases/reads';
import { Ladder } from './ladder';
import { Members } from './members';
import { useFile, type File } from './reads';
import { sheetTexts as texts, standingTexts } from './texts';

function Line({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Siblings({ of }: { of: Case }) {
  const { say } = useLanguage();
  const children = useChildren(of.children);
  const siblings = [...new Set(children.flatMap(({ data }) => data?.siblings ?? []))];
  const others = siblings.filter((id) => !of.children.includes(id));
  if (others.length > 0) return <ChildNames ids={others} />;
  if (siblings.length > 0) return <ChildNames ids={siblings} />;
  return <>{say(texts.noSiblings)}</>;
}

function InstitutionFacts({ id, home }: { id: string | null; home: string }) {
  const { say } = useLanguage();
  const { data } = useInstitution(id);
  const place = usePlace(data?.area);
  const from = usePlace(home);
  if (!id) return <Line title={say(texts.institution)}>{say(texts.noInstitution)}</Line>;
  if (!data) return <Line title={say(texts.institution)}>…</Line>;
  const well = data.standing === 'authorised';
  const full = data.occupied >= data.authorisedCapacity;
  return (
    <>
      <Line title={say(texts.institution)}>
        {say({ en: data.nameEn, km: data.nameKm })} ({data.code})
      </Line>
      <Line title={say(texts.standing)}>
        <strong className={`govuk-tag govuk-tag--${well ? 'green' : 'red'}`}>
          <span aria-hidden="true">{well ? '✓ ' : '✕ '}</span>
          {say(standingTexts[data.standing])}
        </strong>
      </Line>
      <Line title={say(texts.places)}>
        <span className={full ? 'hw-late' : undefined}>
          {full && <span aria-hidden="true">⚠ </span>}
          {say(number(data.occupied))} / {say(number(data.authorisedCapacity))}
        </span>
      </Line>
      <Line title={say(texts.inspected)}>
        {data.lastInspection ? say(shortDate(data.lastInspection)) : say(texts.never)}
      </Line>
      <Line title={say(texts.distance)}>
        {say(from)} → {say(place)}
      </Line>
    </>
  );
}

/** Forms of the file and their questions that a decision rests on. */
const shown = [
  {
    event: 'request.submitted',
    title: texts.request,
    only: ['reasons', 'childType', 'introducedBy', 'parents', 'parentsAnswer', 'childComment', 'guardianComment'],
  },
  { event: 'documents.verified', title: texts.documents, only: ['documents'] },
  { event: 'form2.submitted', title: texts.assessment, only: ['visitOn', 'views', 'parentsAnswer', 'conclusion'] },
  {
    event: 'plan.recommended',
    title: texts.plan,
    only: ['recommendation', 'goal', 'returnConditions', 'until', 'contactPlan'],
  },
  {
    event: 'panel.held',
    title: texts.meeting,
    only: ['on', 'advice', 'dissent', 'views', 'parentsHeard', 'parentsNotHeardBecause'],
  },
];

/** On a phone the forms of the file are opened one by one (px). */
const wide = 640;

const answered = (data: Answers, path: string): boolean => data[path] !== undefined && data[path] !== '';

function FormOfFile({ workflow, file, of }: { workflow: Workflow; file: File; of: (typeof shown)[number] }) {
  const { say } = useLanguage();
  const event = workflow.events.find(({ type }) => type === of.event);
  const found = file.last.get(of.event);
  if (!event) return null;
  if (!found)
    return (
      <p className="govuk-body hw-muted">
        {say(of.title)}: {say(file.hidden.has(of.event) ? texts.hidden : texts.notYet)}
      </p>
    );
  const fields = readFields(event.form as Schema, '').filter(
    ({ path }) => of.only.includes(path) && (path === 'dissent' || answered(found.data, path)),
  );
  return (
    <details className="govuk-details" open={innerWidth >= wide}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{say(of.title)}</span>
      </summary>
      <div className="hw-sheet-answers">
        <p className="govuk-body-s hw-muted govuk-!-margin-bottom-1">
          {say(event.text)} · {say(shortDate(found.at))}
        </p>
        <Summary fields={fields} answers={found.data} />
        {of.event === 'panel.held' && <Members schema={event.form} answers={found.data} />}
      </div>
    </details>
  );
}

export function FactsOfCase({ of, workflow }: { of: Case; workflow: Workflow }) {
  const { say } = useLanguage();
  const file = useFile(of.id);
  const child = useChildren(of.children)[0]?.data;
  const closed = file.error instanceof Refused && file.error.problem.status === 403;
  return (
    <>
      <section>
        <h2 className="govuk-heading-m">{say(texts.facts)}</h2>
        <dl className="hw-about">
          <Line title={say(texts.children)}>
            <ChildNames ids={of.children} />
          </Line>
          <Line title={say(texts.siblings)}>
            <Siblings of={of} />
          </Line>
          <InstitutionFacts id={of.institution} home={child?.area ?? of.area} />
        </dl>
        {closed ? (
          <p className="govuk-inset-text">
            {say(texts.noFile)} <RoleNames roles={['dsw', 'districtSupervisor', 'pdosvyOfficer']} />
          </p>
        ) : (
          <Loaded query={file}>
            {(read) => (
              <>
                {shown.map((each) => (
                  <FormOfFile key={each.event} workflow={workflow} file={read} of={each} />
                ))}
              </>
            )}
          </Loaded>
        )}
      </section>
      {!closed && file.data && <Ladder workflow={workflow} file={file.data} />}
    </>
  );
}
