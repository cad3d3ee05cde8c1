/** Hands the open tasks of a case to another person who holds the role there, or back to the queue; with a reason. */
import { useSearchParams } from 'wouter';
import { useLanguage } from '../../language';
import { Due, Empty } from '../../parts';
import { CasePage } from './header';
import { HandOverForm } from './hand-over-form';
import { handOverTexts as texts } from './hand-over-texts';
import { byDue, useHolder } from './strip';
import type { Case } from './reads';

function Open({ of }: { of: Case }) {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const holder = useHolder(of.tasks);
  const asked = parameters.get('task');
  const tasks = byDue(of.tasks).filter(({ id }) => asked === null || id === asked);
  const shown = tasks.length > 0 ? tasks : byDue(of.tasks);
  if (shown.length === 0) return <Empty>{say(texts.none)}</Empty>;
  return shown.map((task) => (
    <section key={task.id} className="hw-entry">
      <h2 className="govuk-heading-m govuk-!-margin-bottom-1">{say(task.text)}</h2>
      <p className="govuk-body">
        <Due due={task.due} />
        <br />
        {say(texts.heldBy)}: <strong>{holder(task)}</strong>
      </p>
      <HandOverForm of={of} task={task} folded={shown.length > 1} />
    </section>
  ));
}

export default function HandOver({ id }: { id: string }) {
  return (
    <CasePage id={id} tab="handOver">
      {(of) => <Open of={of} />}
    </CasePage>
  );
}
