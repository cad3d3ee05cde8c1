/** Names that the school roll, the donors or the house's own register have: written once, held against the beds. */
import { useId, useState } from 'react';
import { number, useLanguage } from '../../language';
import type { Typed } from './counting';
import { bedOf, keyOf, lists, namesOf, rowOf, type Known, type List, type Listed } from './listed';
import type { Closure } from './reads';
import { listedTexts as texts, listTexts } from './texts';

interface NamesProps {
  names: Listed[];
  rows: Typed[];
  expected: NonNullable<Closure['expected']>;
  knownOf: (row: Typed) => Known;
  nameOf: (row: Typed) => string;
  change: (names: Listed[]) => void;
  /** begins a bed, and its number is the next */
  begin: (row: Typed) => void;
  all: () => void;
}

/** Writes a list down: which one, and its names one a line. */
function Write({ names, change }: Pick<NamesProps, 'names' | 'change'>) {
  const { say } = useLanguage();
  const id = useId();
  const [list, setList] = useState<List>('schoolRoll');
  const [text, setText] = useState('');
  const add = () => {
    change([...names, ...namesOf(text, list, names)]);
    setText('');
  };
  return (
    <>
      <div className="govuk-form-group">
        <label className="govuk-label" htmlFor={`${id}-list`}>
          {say(texts.which)}
        </label>
        <select
          id={`${id}-list`}
          className="govuk-select"
          value={list}
          onChange={({ target }) => setList(target.value as List)}
        >
          {lists.map((each) => (
            <option key={each} value={each}>
              {say(listTexts[each])}
            </option>
          ))}
        </select>
      </div>
      <div className="govuk-form-group">
        <label className="govuk-label" htmlFor={`${id}-names`}>
          {say(texts.write)}
        </label>
        <textarea
          id={`${id}-names`}
          className="govuk-textarea"
          rows={4}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <button type="button" className="govuk-button govuk-button--secondary" disabled={!text.trim()} onClick={add}>
        {say(texts.add)}
      </button>
    </>
  );
}

interface OneProps extends Omit<NamesProps, 'all' | 'change'> {
  of: Listed;
  put: (listed: Listed | undefined) => void;
}

/** A name that no bed has: it is counted, it is one of the beds, or it is said why not. */
function Unseen({ of, rows, expected, nameOf, begin, put }: OneProps) {
  const { say } = useLanguage();
  const id = useId();
  const choose = (index: string) => {
    const { child, described } = rows[Number(index)] ?? {};
    if (child ?? described)
      put({ ...of, ...(described ? { described: described.key } : { child }), reason: undefined });
  };
  return (
    <>
      <button
        type="button"
        className="govuk-button govuk-button--secondary govuk-!-margin-bottom-2"
        onClick={() => begin(rowOf(of, expected, rows))}
      >
        {say(texts.count)} <span className="govuk-visually-hidden">{of.name}</span>
      </button>
      {rows.length > 0 && (
        <div className="govuk-form-group govuk-!-margin-bottom-2">
          <label className="govuk-label" htmlFor={`${id}-bed`}>
            {say(texts.isBed)} <span className="govuk-visually-hidden">{of.name}</span>
          </label>
          <select id={`${id}-bed`} className="govuk-select" value="" onChange={({ target }) => choose(target.value)}>
            <option value="">–</option>
            {rows.map((row, index) => (
              <option key={index} value={index}>
                {row.bed ?? number(index + 1).en}: {nameOf(row)}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="govuk-form-group govuk-!-margin-bottom-2">
        <label className="govuk-label" htmlFor={`${id}-why`}>
          {say(texts.why)} <span className="govuk-visually-hidden">{of.name}</span>
        </label>
        <input
          id={`${id}-why`}
          className="govuk-input"
          maxLength={200}
          value={of.reason ?? ''}
          onChange={({ target }) => put({ ...of, reason: target.value || undefined })}
        />
      </div>
    </>
  );
}

function One(props: OneProps) {
  const { say } = useLanguage();
  const { of, rows, knownOf, nameOf, put } = props;
  const bed = bedOf(of, rows, knownOf);
  const row = bed === undefined ? undefined : rows[bed];
  const chosen = of.child !== undefined || of.described !== undefined;
  return (
    <li className="hw-entry">
      <p className="govuk-body govuk-!-margin-bottom-1">
        <strong>{of.name}</strong> <span className="hw-muted">{say(listTexts[of.list])}</span>
      </p>
      {row ? (
        <p className="govuk-body govuk-!-margin-bottom-1">
          <span aria-hidden="true">✓ </span>
          {say(texts.seen)} {row.bed ?? say(number((bed ?? 0) + 1))}: {nameOf(row)}{' '}
          {chosen && (
            <button
              type="button"
              className="hw-link"
              onClick={() => put({ ...of, child: undefined, described: undefined })}
            >
              {say(texts.notIt)}
            </button>
          )}
        </p>
      ) : (
        <>
          <p className={`govuk-body govuk-!-margin-bottom-1 ${of.reason ? '' : 'hw-soon'}`}>
            <span aria-hidden="true">{of.reason ? '✓ ' : '● '}</span>
            {say(of.reason ? texts.explained : texts.notSeen)}
          </p>
          <Unseen {...props} />
        </>
      )}
      <button type="button" className="hw-link" onClick={() => put(undefined)}>
        {say(texts.remove)} <span className="govuk-visually-hidden">{of.name}</span>
      </button>
    </li>
  );
}

/** The page of names: those that nobody has seen first. */
export function Names({ all, change, ...props }: NamesProps) {
  const { say } = useLanguage();
  const { names, rows, knownOf } = props;
  const open = ({ reason, ...listed }: Listed) => !reason && bedOf(listed, rows, knownOf) === undefined;
  const entries = names.map((listed, index) => ({ listed, index }));
  const inOrder = [...entries].sort((a, b) => Number(open(b.listed)) - Number(open(a.listed)));
  const put = (at: number) => (next: Listed | undefined) =>
    change(next ? names.map((each, index) => (index === at ? next : each)) : names.filter((_, index) => index !== at));
  return (
    <section>
      <p className="govuk-body">
        <button type="button" className="hw-link" onClick={all}>
          {say(texts.back)}
        </button>
      </p>
      <h2 className="govuk-heading-m">{say(texts.title)}</h2>
      <p className="govuk-body">{say(texts.about)}</p>
      <Write names={names} change={change} />
      {names.length > 0 && (
        <ul className="hw-entries">
          {inOrder.map(({ listed, index }) => (
            <One key={`${listed.list} ${keyOf(listed.name)}`} {...props} of={listed} put={put(index)} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** On the page of the beds: who is named elsewhere and not yet seen, and the way to the names. */
export function NamedElsewhere({
  names,
  open,
  begin,
}: {
  /** those that no bed has and nothing explains */
  names: Listed[];
  open: () => void;
  begin: (listed: Listed) => void;
}) {
  const { say } = useLanguage();
  return (
    <>
      {names.length > 0 && (
        <>
          <h3 className="govuk-heading-s">{say(texts.notSeenTitle)}</h3>
          <ul className="hw-plain">
            {names.map((listed) => (
              <li key={`${listed.list} ${listed.name}`} className="hw-between">
                <span>
                  {listed.name} <span className="hw-muted">{say(listTexts[listed.list])}</span>
                </span>
                <button
                  type="button"
                  className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
                  onClick={() => begin(listed)}
                >
                  {say(texts.count)}
                  <span className="govuk-visually-hidden"> {listed.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="govuk-body">
        <button type="button" className="hw-link" onClick={open}>
          {say(texts.open)}
        </button>
      </p>
    </>
  );
}

/** While the name of an unknown child is typed: the names of other lists that begin alike. */
export function Offered({ typed, names, take }: { typed: string; names: Listed[]; take: (name: string) => void }) {
  const { say } = useLanguage();
  const key = keyOf(typed);
  const offered = names.filter(({ name }) => keyOf(name) !== key && keyOf(name).includes(key)).slice(0, 8);
  if (offered.length === 0) return null;
  return (
    <div className="govuk-form-group" role="group" aria-label={say(texts.notSeenTitle)}>
      <p className="govuk-hint govuk-!-margin-bottom-1">{say(texts.notSeenTitle)}</p>
      {offered.map(({ list, name }) => (
        <button
          key={`${list} ${name}`}
          type="button"
          className="govuk-button govuk-button--secondary govuk-!-margin-bottom-1 govuk-!-margin-right-1"
          onClick={() => take(name)}
        >
          {name} <span className="hw-muted">{say(listTexts[list])}</span>
        </button>
      ))}
    </div>
  );
}
