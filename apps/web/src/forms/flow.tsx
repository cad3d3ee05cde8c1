/**
 * A form from beginning to end: short ones on one page; longer ones as a task list, one question group a page, then "check
 * your answers". What is typed is a draft at once.
 */
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { FieldError } from '../api';
import { useLanguage, type Text } from '../language';
import { AboutForm, type About } from './about';
import { errorsOf, findErrors, isBegun } from './check';
import { Questions } from './control';
import { ErrorSummary, goTo } from './error-summary';
import { labelAt, questionsOf, type Question, type Schema } from './fields';
import { Stars } from './star-sheet';
import { openStars } from './stars';
import { Sums } from './sum-sheet';
import { Summary } from './summary';
import { formTexts } from './texts';
import { withAnswer, type Answers } from './values';

export interface FlowProps {
  schema: Schema;
  /** names of the sections */
  sections: Record<string, Text | undefined>;
  /** where the form acts, and on whom */
  about: About;
  answers: Answers;
  change: (answers: Answers) => void;
  /** where the person is: '' the overview, `check`, or the id of a question */
  step: string;
  go: (step: string) => void;
  send: () => void;
  sending: boolean;
  /** what the server said no with, and its errors of fields */
  refusal?: ReactNode;
  refused?: FieldError[];
  /** stands before the button that sends: signature, consent */
  before?: ReactNode;
  /** label of the button that sends */
  verb?: Text;
  /** stands above the task list */
  intro?: ReactNode;
  /** stands above the questions on every page: what the answers so far come to */
  aside?: ReactNode;
}

/** A form with this few questions is one page. */
export const isShort = (questions: Question[]): boolean => questions.length <= 1;

export function Flow(props: FlowProps) {
  const { say } = useLanguage();
  const { schema, answers, about, step, go } = props;
  const questions = useMemo(() => questionsOf(schema), [schema]);
  const [shown, setShown] = useState<{ errors: FieldError[]; at: number }>({ errors: [], at: 0 });
  const [wanted, setWanted] = useState<string>();
  // one act may answer two questions: the second must not undo the first
  const latest = useRef(answers);
  useEffect(() => void (latest.current = answers), [answers]);
  const put = (path: string, value: unknown) => {
    latest.current = withAnswer(latest.current, path, value);
    props.change(latest.current);
  };
  useEffect(() => {
    if (wanted !== undefined && goTo(wanted)) setWanted(undefined);
  }, [wanted, step]);

  const errors = findErrors(schema, answers);
  const question = questions.find(({ id }) => id === step);
  const follow = (path: string) => {
    const home = questions.find(({ fields }) => errorsOf([{ path, code: '' }], fields).length > 0);
    setWanted(path);
    if (home && home !== question && !isShort(questions)) go(home.id);
  };
  const inner: Inner = {
    ...props,
    questions,
    errors,
    put,
    told: [...shown.errors, ...(props.refused ?? [])],
    at: `${shown.at}`,
    show: (found) => setShown(({ at }) => ({ errors: found, at: at + 1 })),
    follow,
    labelOf: (path) => say(labelAt(schema, path)),
  };
  const also = (name: string, value: unknown) => schema.properties?.[name] && put(name, value);
  return (
    <AboutForm value={{ ...about, also }}>
      {isShort(questions) ? (
        <OnePage {...inner} />
      ) : question ? (
        <QuestionPage {...inner} key={question.id} question={question} focus={wanted === undefined} />
      ) : step === 'check' ? (
        <Check {...inner} />
      ) : (
        <Overview {...inner} />
      )}
    </AboutForm>
  );
}

interface Inner extends FlowProps {
  questions: Question[];
  /** everything that is wrong now */
  errors: FieldError[];
  put: (path: string, value: unknown) => void;
  /** what is said to be wrong, since the person asked to go on, or the server refused */
  told: FieldError[];
  at: string;
  show: (errors: FieldError[]) => void;
  follow: (path: string) => void;
  labelOf: (path: string) => string;
}

/** Name of a page: its section, else its questions. */
export function useTitle() {
  const { say } = useLanguage();
  return ({ section, fields }: Question, sections: FlowProps['sections']): string => {
    const named = section && fields.length > 1 ? sections[section] : undefined;
    if (named) return say(named);
    const labels = fields.map(({ label }) => say(label));
    return labels.length > 3 ? `${labels.slice(0, 2).join(' · ')} …` : labels.join(' · ');
  };
}

/** The heading of a step: takes the focus when the step is opened, so that it is said and the keyboard starts here. */
function StepHeading({ children, focus = true }: { children: ReactNode; focus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focus) return;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <h2 className="govuk-heading-m" tabIndex={-1} ref={heading}>
      {children}
    </h2>
  );
}

function Sender({ before, sending, send, verb }: FlowProps) {
  const { say } = useLanguage();
  return (
    <>
      {before}
      <button type="button" className="govuk-button" disabled={sending} onClick={send}>
        {say(sending ? formTexts.sending : (verb ?? formTexts.send))}
      </button>
    </>
  );
}

function OnePage(props: Inner) {
  const { questions, errors, told, show, answers, put, refusal, at, intro, labelOf } = props;
  const fields = questions.flatMap((question) => question.fields);
  const send = () => {
    show(errors);
    if (errors.length === 0) props.send();
  };
  return (
    <>
      <ErrorSummary errors={told} refusal={refusal} at={`${at} ${Boolean(refusal)}`} labelOf={labelOf} />
      {intro}
      {props.aside}
      <Questions fields={fields} answers={answers} change={put} errors={told} />
      <Stars schema={props.schema} answers={answers} follow={goTo} />
      <Sender {...props} send={send} />
    </>
  );
}

function QuestionPage(props: Inner & { question: Question; focus: boolean }) {
  const { say } = useLanguage();
  const titleOf = useTitle();
  const { question, questions, errors, show, answers, put, go, sections, at, focus, labelOf } = props;
  const place = questions.indexOf(question);
  const next = questions[place + 1];
  const told = errorsOf(props.told, question.fields);
  const onward = () => {
    const found = errorsOf(errors, question.fields);
    show(found);
    if (found.length === 0) go(next ? next.id : 'check');
  };
  return (
    <>
      <p className="govuk-body hw-screen-only">
        <button type="button" className="hw-link" onClick={() => go('')}>
          {say(formTexts.overview)}
        </button>
      </p>
      <ErrorSummary errors={told} at={at} labelOf={labelOf} />
      <StepHeading focus={focus}>
        <span className="govuk-caption-m">{say(formTexts.stepOf(place + 1, questions.length))}</span>
        {/* a single question says its name itself */}
        <span className={question.fields.length === 1 ? 'govuk-visually-hidden' : undefined}>
          {titleOf(question, sections)}
        </span>
      </StepHeading>
      {props.aside}
      <Questions fields={question.fields} answers={answers} change={put} errors={told} />
      <Stars schema={props.schema} answers={answers} follow={props.follow} short />
      <button type="button" className="govuk-button" onClick={onward}>
        {say(formTexts.continue)}
      </button>
    </>
  );
}

function Overview({ schema, questions, answers, errors, go, sections, intro, aside, follow }: Inner) {
  const { say } = useLanguage();
  const titleOf = useTitle();
  const status = ({ fields }: Question): { text: Text; done: boolean } => {
    const wrong = errorsOf(errors, fields).length > 0;
    const stars = openStars(fields, answers).length;
    if (!wrong && stars > 0) return { text: formTexts.starsLeft(stars), done: false };
    if (!isBegun(answers, fields)) return { text: wrong ? formTexts.notStarted : formTexts.optionalPage, done: false };
    return wrong ? { text: formTexts.begun, done: false } : { text: formTexts.complete, done: true };
  };
  const states = questions.map(status);
  const done = states.filter((state) => state.done).length;
  return (
    <>
      {intro}
      {aside}
      <StepHeading>
        <span className="govuk-caption-m">{say(formTexts.doneOf(done, questions.length))}</span>
        {say(formTexts.overview)}
      </StepHeading>
      <ul className="govuk-task-list">
        {questions.map((question, index) => (
          <li className="govuk-task-list__item govuk-task-list__item--with-link" key={question.id}>
            <div className="govuk-task-list__name-and-hint">
              <button
                type="button"
                className="hw-link govuk-task-list__link"
                aria-describedby={`status-${question.id}`}
                onClick={() => go(question.id)}
              >
                {titleOf(question, sections)}
              </button>
            </div>
            <div className="govuk-task-list__status" id={`status-${question.id}`}>
              {states[index]!.done ? (
                <>
                  <span aria-hidden="true">✓ </span>
                  {say(states[index]!.text)}
                </>
              ) : (
                <strong className="govuk-tag govuk-tag--blue">{say(states[index]!.text)}</strong>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Sums schema={schema} answers={answers} />
      <Stars schema={schema} answers={answers} follow={follow} short />
      <button type="button" className="govuk-button" onClick={() => go('check')}>
        {say(formTexts.check)}
      </button>
    </>
  );
}

function Check(props: Inner) {
  const { say } = useLanguage();
  const titleOf = useTitle();
  const { questions, answers, errors, told, show, go, sections, refusal, at, follow, labelOf } = props;
  const send = () => {
    show(errors);
    if (errors.length === 0) props.send();
  };
  return (
    <>
      <p className="govuk-body hw-screen-only">
        <button type="button" className="hw-link" onClick={() => go('')}>
          {say(formTexts.overview)}
        </button>
      </p>
      <StepHeading>{say(formTexts.check)}</StepHeading>
      <ErrorSummary
        errors={told}
        refusal={refusal}
        at={`${at} ${Boolean(refusal)}`}
        follow={follow}
        labelOf={labelOf}
      />
      {questions.map((question) => {
        const wrong = errorsOf(told, question.fields).length > 0;
        return (
          <section key={question.id} className={wrong ? 'govuk-form-group--error' : undefined}>
            <div className="hw-between">
              <h3 className="govuk-heading-s">{titleOf(question, sections)}</h3>
              <button type="button" className="hw-link" onClick={() => go(question.id)}>
                {say(formTexts.change)}
                <span className="govuk-visually-hidden"> {titleOf(question, sections)}</span>
              </button>
            </div>
            <Summary fields={question.fields} answers={answers} />
          </section>
        );
      })}
      <Sums schema={props.schema} answers={answers} />
      {props.aside}
      <Stars schema={props.schema} answers={answers} follow={follow} />
      <Sender {...props} send={send} />
    </>
  );
}
