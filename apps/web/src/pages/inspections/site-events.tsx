/** Acts of the procedure that are told at the place: the entry, a danger, the exit meeting; sealed where there is no connection. */
import { useMemo, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { finish, Flow, type Answers, type Schema } from '../../forms';
import { useLanguage, type Text } from '../../language';
import { draftId, noteProgress, timeAt, useDraft, type KeptInspection } from '../../offline';
import { Loaded, Loading } from '../../parts';
import { useCase, useWorkflow, type Workflow } from '../cases/reads';
import { refusalOf, refusedFields, useSending } from '../forms/sending';
import { VisitPosition } from '../visits/photos';
import { entryPositionTexts } from '../visits/texts';
import { latest } from './found';
import { siteTexts as words } from './site-texts';
import { Photos } from './words';

/** An instant in Phnom Penh, as forms write it. */
const written = (at: number): string => `${new Date(at + 7 * 3_600_000).toISOString().slice(0, 16)}:00+07:00`;

/** What no person types: a position, and the photo that is taken beside the form. */
const unasked = ['position', 'sign'];
/** The questions that are left; what is `told` already needs no reason why it is not. */
function asked(form: Schema, told: readonly string[]): Schema {
  const properties = Object.entries(form.properties ?? {}).filter(
    ([name]) => !unasked.includes(name) && !told.includes(name),
  );
  const why = ['noSignBecause', 'noPositionBecause'].filter((name) => form.properties?.[name] && !told.includes(name));
  return { ...form, properties: Object.fromEntries(properties), required: [...(form.required ?? []), ...why] };
}

interface EventProps {
  kept: KeptInspection;
  event: string;
  title: Text;
  /** answers that stand there before anybody has given one */
  presets?: Answers;
  /** what the device notes when the act was sent or sealed */
  after?: (data: Answers) => Promise<void>;
}

export function FieldEvent(props: EventProps) {
  const { say } = useLanguage();
  const { kept, event, title } = props;
  const workflow = useWorkflow('inspection');
  if (kept.progress.done.includes(event))
    return (
      <>
        <h2 className="govuk-heading-m">{say(title)}</h2>
        <p className="govuk-inset-text">{say(words.recorded)}</p>
      </>
    );
  return (
    <>
      <h2 className="govuk-heading-m">{say(title)}</h2>
      {event === 'entry.recorded' && <Photos kept={kept} about="sign" label={words.signPhoto} />}
      <Loaded query={workflow}>{(definition) => <EventForm {...props} workflow={definition} />}</Loaded>
    </>
  );
}

export function EventForm({ kept, event, presets, after, workflow }: EventProps & { workflow: Workflow }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const { instance, reference, version, institution } = kept.given.package;
  const of = useCase(instance);
  const spec = workflow.events.find(({ type }) => type === event)!;
  const sign = [...latest(kept, 'photo').values()].find(({ item }) => item === 'sign');
  const draft = useDraft(draftId({ instance, workflow: 'inspection', event }), workflow.version);
  const { position } = draft.answers as { position?: unknown };
  const [signed, placed] = [sign !== undefined, position !== undefined];
  const schema = useMemo(
    () => asked(spec.form as Schema, [...(signed ? ['noSignBecause'] : []), ...(placed ? ['noPositionBecause'] : [])]),
    [spec, signed, placed],
  );
  const { sending, sent, send } = useSending();
  const [step, setStep] = useState('');
  const [begun] = useState(() => written(timeAt(kept)));
  const times = ['at', 'observedAt'].filter((name) => schema.properties?.[name] !== undefined);
  const first = { ...Object.fromEntries(times.map((name) => [name, begun])), ...presets };
  const answers: Answers = { ...first, ...draft.answers };
  const submit = async () => {
    const data = {
      ...(finish(schema, answers) as Answers),
      ...(sign && event === 'entry.recorded' && { sign: sign.id }),
      ...(placed && { position }),
    };
    const result = await send({
      kind: 'event',
      instance,
      workflow: 'inspection',
      workflowVersion: workflow.version,
      event,
      data,
      baseVersion: of.data?.version ?? version,
      label: spec.text,
      reference,
    });
    if (result.state === 'refused' || result.state === 'unsent') return;
    await draft.discard();
    await after?.(data);
    if (event !== 'safety.reported') await noteProgress(instance, { done: [...kept.progress.done, event] });
    void queries.invalidateQueries({ queryKey: ['instance', instance] });
  };
  if (sent?.state === 'waiting' || sent?.state === 'received')
    return (
      <p className="govuk-inset-text" role="status">
        {say(sent.state === 'waiting' ? words.waits : words.received)}
      </p>
    );
  if (draft.state === 'loading') return <Loading />;
  return (
    <>
      {(spec.form as Schema).properties?.['position'] !== undefined && (
        <VisitPosition
          value={position}
          change={(found) => draft.change({ ...draft.answers, position: found })}
          words={entryPositionTexts}
        />
      )}
      <Flow
        schema={schema}
        sections={{ ...workflow.texts.sections }}
        about={{ area: institution.area, instance, children: [] }}
        answers={answers}
        change={draft.change}
        step={step}
        go={setStep}
        send={() => void submit()}
        sending={sending}
        refusal={refusalOf(sent)}
        refused={refusedFields(sent)}
        verb={spec.text}
      />
    </>
  );
}
