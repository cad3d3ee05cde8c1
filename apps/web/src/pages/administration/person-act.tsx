/** One act on a person's access, on a page of its own. */
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'wouter';
import type { FieldError } from '../../api';
import type { Answers } from '../../forms';
import { useLanguage, type Text } from '../../language';
import { Empty, Page } from '../../parts';
import { schemas, sendAct, starts, type Act } from './person-acts';
import { choice } from './questions';
import { named, useAgencies, usePerson, type Person } from './reads';
import { ShortForm } from './short-form';
import { actFormTexts as texts, actTexts, personTexts } from './texts';

/** A question with the answers that can be chosen, in the order of their words; nothing where there are none. */
function choiceOf(name: string, label: Text, options: (readonly [string, Text])[], say: (text: Text) => string) {
  if (options.length === 0) return {};
  const sorted = [...options].sort((a, b) => say(a[1]).localeCompare(say(b[1])));
  return { [name]: choice(label, Object.fromEntries(sorted)) };
}

/** The schema with the agencies. */
function useSchema(act: Act) {
  const { say } = useLanguage();
  const appoints = act === 'appointment';
  const agencies = useAgencies(appoints).data ?? [];
  if (!appoints) return schemas[act];
  const { actingFor, agency: _, ...properties } = schemas.appointment.properties!;
  return {
    ...schemas.appointment,
    properties: {
      ...properties,
      ...choiceOf(
        'agency',
        texts.agency,
        agencies.map((each) => [each.id, named(each)]),
        say,
      ),
      actingFor: actingFor!,
    },
  };
}

function Asked({ secret, id }: { secret: string | undefined; id: string }) {
  const { say } = useLanguage();
  return (
    <div className="govuk-inset-text" role="status">
      {secret && (
        <p className="govuk-body">
          {say(texts.firstHalf)} <strong className="hw-secret">{secret}</strong>
        </p>
      )}
      <p className="govuk-body">
        {say(texts.next)} <span className="hw-secret">{`${location.origin}/renewals/${id}`}</span>
      </p>
    </div>
  );
}

type Holder = (id: unknown) => Person | undefined;

/** The appointment that is acted for: that of the person chosen, in the same role over the same area. */
const held = ({ actingFor, role, area = '' }: Answers, holder: Holder) =>
  holder(actingFor)?.appointments.find((each) => each.role === role && each.area === area);

/** What is wrong with an appointment beyond its schema. */
function faultsOf(answers: Answers, holder: Holder): FieldError[] {
  const { role, institution, actingFor } = answers;
  const faults: FieldError[] = [];
  if (role === 'rciDirector' && !institution)
    faults.push({ path: 'institution', code: 'required', message: texts.institutionMissing });
  if (actingFor !== undefined && !held(answers, holder))
    faults.push({ path: 'actingFor', code: 'required', message: texts.actsForNone });
  return faults;
}

export default function PersonAct({ id, act }: { id: string; act: string }) {
  const { say } = useLanguage();
  const [parameters] = useSearchParams();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const person = usePerson(id);
  const [asked, setAsked] = useState<{ id: string; firstHalf?: string }>();
  const name: Act | undefined = act in actTexts ? (act as Act) : undefined;
  const schema = useSchema(name ?? 'login');
  const holder = (chosen: unknown) => queries.getQueryData<Person>(['people', 'one', chosen]);
  const back = `/people/${id}`;
  if (!name)
    return (
      <Page title={personTexts.title} back={back}>
        <Empty>{say(texts.unknown)}</Empty>
      </Page>
    );
  return (
    <Page title={actTexts[name]} back={back} narrow>
      {person.data && <p className="govuk-body-l">{say(named(person.data))}</p>}
      {name === 'renewal' && <p className="govuk-body">{say(texts.two)}</p>}
      {(name === 'appointment' || name === 'duty') && <p className="govuk-body">{say(texts.areaHint)}</p>}
      {asked ? (
        <Asked secret={asked.firstHalf} id={asked.id} />
      ) : (
        <ShortForm
          schema={schema}
          verb={texts.save}
          start={starts(name)}
          warning={name === 'end'}
          check={(answers) => (name === 'appointment' ? faultsOf(answers, holder) : [])}
          send={async (answers, header) => {
            const subject = { person: id, appointment: parameters.get('appointment') ?? '' };
            const actingFor = held(answers, holder)?.id;
            const answer = await sendAct(name, subject, { ...answers, actingFor }, header);
            if (name === 'renewal') return setAsked(answer as { id: string; firstHalf?: string });
            await queries.invalidateQueries({ queryKey: ['people'] });
            go(`${back}?done=true`);
          }}
        />
      )}
    </Page>
  );
}
