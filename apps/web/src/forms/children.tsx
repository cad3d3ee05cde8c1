/** Children of a form: those of the case; while a case is opened, from the register, or registered right here. */
import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { ask, client, Refused } from '../api';
import { useLanguage } from '../language';
import { Failed } from '../parts';
import { useAbout } from './about';
import type { Field } from './fields';
import { birthOf, nameOf, useAreaName, useChild, type ChildLine } from './names';
import { NewChild, useDescribes } from './new-child';
import { referenceTexts as texts } from './references-texts';
import { idOf, Shape, type ControlProps } from './shape';

type ChildField = Extract<Field, { kind: 'child' | 'children' }>;

export function ChildrenQuestion(props: ControlProps<ChildField>) {
  const { children } = useAbout();
  return children && children.length > 0 ? <OfCase {...props} children={children} /> : <FromRegister {...props} />;
}

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? (value as string[]) : typeof value === 'string' && value ? [value] : [];

function Name({ id }: { id: string }) {
  const { say, language } = useLanguage();
  const child = useChild(id);
  if (child.isError) return <>{say(texts.unknown)}</>;
  if (!child.data) return <>…</>;
  const { sex, birth } = child.data;
  return (
    <>
      {nameOf(child.data, language) ?? say(texts.nameless)}
      <span className="hw-muted">
        {' '}
        ({say(texts.sexes[sex])}, {say(birthOf(birth))})
      </span>
    </>
  );
}

function OfCase({ field, value, change, errors, children }: ControlProps<ChildField> & { children: string[] }) {
  const several = field.kind === 'children';
  const chosen = idsOf(value);
  const pick = (id: string) => {
    if (!several) return change(id);
    return change(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  };
  const shape = several ? 'checkboxes' : 'radios';
  return (
    <Shape field={field} errors={errors} hint={texts.ofCase} fieldset>
      {() => (
        <div className={`govuk-${shape}`}>
          {children.map((id) => (
            <div className={`govuk-${shape}__item`} key={id}>
              <input
                className={`govuk-${shape}__input`}
                id={`${idOf(field.path)}-${id}`}
                name={idOf(field.path)}
                type={several ? 'checkbox' : 'radio'}
                checked={chosen.includes(id)}
                onChange={() => pick(id)}
              />
              <label className={`govuk-label govuk-${shape}__label`} htmlFor={`${idOf(field.path)}-${id}`}>
                <Name id={id} />
              </label>
            </div>
          ))}
        </div>
      )}
    </Shape>
  );
}

function FromRegister({ field, value, change, errors }: ControlProps<ChildField>) {
  const { say } = useLanguage();
  const describes = useDescribes();
  const chosen = idsOf(value);
  const several = field.kind === 'children';
  const put = (ids: string[]) => change(several ? (ids.length > 0 ? ids : undefined) : ids.at(-1));
  const add = (id: string) => put(several ? [...chosen.filter((each) => each !== id), id] : [id]);
  return (
    <Shape field={field} errors={errors} fieldset>
      {() => (
        <>
          <p className="govuk-heading-s govuk-!-margin-bottom-1">{say(texts.chosen)}</p>
          <div role="status">
            {chosen.length === 0 && <p className="govuk-body hw-muted">{say(texts.noneChosen)}</p>}
            <ul className="govuk-list hw-chosen">
              {chosen.map((id, index) => (
                <Chosen
                  key={id}
                  id={id}
                  chosen={chosen}
                  several={several}
                  add={add}
                  place={index + 1}
                  out={() => put(chosen.filter((each) => each !== id))}
                />
              ))}
            </ul>
          </div>
          {!describes && <Search field={field} chosen={chosen} add={add} />}
          <NewChild path={field.path} chosen={chosen} add={add} />
        </>
      )}
    </Shape>
  );
}

interface ChosenProps {
  id: string;
  chosen: string[];
  several: boolean;
  add: (id: string) => void;
  out: () => void;
  place: number;
}

/** A child that is chosen, with the brothers and sisters that the register knows. */
function Chosen({ id, chosen, several, add, out }: ChosenProps) {
  const { say, language } = useLanguage();
  const child = useChild(id);
  const others = several ? (child.data?.siblings ?? []).filter((sibling) => !chosen.includes(sibling)) : [];
  return (
    <li>
      <div className="hw-between">
        <span>
          <span aria-hidden="true">✓ </span>
          <Name id={id} />
        </span>
        <button type="button" className="hw-link" onClick={out}>
          {say(texts.takeOut)}
          <span className="govuk-visually-hidden"> {child.data && nameOf(child.data, language)}</span>
        </button>
      </div>
      {others.length > 0 && (
        <div className="govuk-inset-text govuk-!-margin-top-1">
          {say(texts.siblingsOf)}
          {others.map((sibling) => (
            <div key={sibling}>
              <button type="button" className="hw-link" onClick={() => add(sibling)}>
                {say(texts.addSibling)} <Name id={sibling} />
              </button>
            </div>
          ))}
        </div>
      )}
    </li>
  );
}

const most = 20;

function Search({ field, chosen, add }: { field: ChildField; chosen: string[]; add: (id: string) => void }) {
  const { say } = useLanguage();
  const [text, setText] = useState('');
  const search = useMutation({
    mutationFn: async (name: string) => {
      const page = await ask(client.GET('/api/v1/children', { params: { query: { text: name, limit: most } } }));
      return page.items as ChildLine[];
    },
  });
  const find = () => text.trim() && search.mutate(text.trim());
  const id = `${idOf(field.path)}-find`;
  const forbidden = search.error instanceof Refused && search.error.problem.status === 403;
  return (
    <div className="govuk-form-group" role="search">
      <label className="govuk-label govuk-label--s" htmlFor={id}>
        {say(texts.find)}
      </label>
      <div className="govuk-hint" id={`${id}-hint`}>
        {say(texts.findHint)}
      </div>
      <div className="hw-search">
        <input
          id={id}
          className="govuk-input"
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), find())}
        />
        <button type="button" className="govuk-button govuk-button--secondary" onClick={find}>
          {say(texts.search)}
        </button>
      </div>
      {forbidden ? (
        <p className="govuk-inset-text">{say(texts.notSearchable)}</p>
      ) : (
        search.error && <Failed error={search.error} />
      )}
      <div role="status">
        {search.data && (
          <p className="govuk-body">{say(search.data.length > 0 ? texts.found(search.data.length) : texts.nobody)}</p>
        )}
        {search.data?.length === most && <p className="govuk-body">{say(texts.tooMany)}</p>}
      </div>
      <ul className="govuk-list">
        {search.data?.map((child) => (
          <Hit key={child.id} child={child} picked={chosen.includes(child.id)} pick={() => add(child.id)} />
        ))}
      </ul>
    </div>
  );
}

function Hit({ child, picked, pick }: { child: ChildLine; picked: boolean; pick: () => void }) {
  const { say, language } = useLanguage();
  const place = useAreaName(child.village ?? child.area);
  const name = nameOf(child, language) ?? say(texts.unnamed);
  return (
    <li className="hw-hit">
      <strong>{name}</strong>
      <br />
      {say(texts.sexes[child.sex])}, {say(birthOf(child.birth))}
      <br />
      <span className="hw-muted">{say(place)}</span>
      <br />
      {picked ? (
        <span>
          <span aria-hidden="true">✓ </span>
          {say(texts.picked)}
        </span>
      ) : (
        <button type="button" className="govuk-button govuk-button--secondary govuk-!-margin-bottom-2" onClick={pick}>
          {say(texts.pick)}
          <span className="govuk-visually-hidden"> {name}</span>
        </button>
      )}
    </li>
  );
}
