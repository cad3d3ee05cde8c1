/** Inspections on this device: what of each waits, is on its way, or was refused, and what its author can do. */
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { number, useLanguage, type Text } from '../../language';
import {
  giveUpPiece,
  sendRefused,
  standingOf,
  unsentOf,
  type KeptInspection,
  type KeptPiece,
  type RefusedPiece,
  type Unanswered,
} from '../../offline';
import { focusHeading } from '../../parts';
import { GiveUp } from './forget';
import { pieceTexts as texts } from './texts';

/** Refused things that are shown one by one. */
const most = 20;

function Line({ title, of }: { title: Text; of: Unanswered }) {
  const { say } = useLanguage();
  const counts: [Text, number][] = [
    [texts.waits, of.waits],
    [texts.tried, of.tried],
    [texts.refused, of.refused.length],
  ];
  const open = counts.filter(([, count]) => count > 0);
  if (open.length === 0) return null;
  return (
    <li>
      {say(title)} – {open.map(([text, count]) => `${say(text)} ${say(number(count))}`).join(' · ')}
    </li>
  );
}

/** What a piece is about, in the words of the checklist; never what was answered. */
function useTitle({ given }: KeptInspection): (piece: KeptPiece) => string {
  const { say } = useLanguage();
  const textOf = (item: string) => given.package.checklist.items.find(({ id }) => id === item)?.text;
  return ({ kind, item }) => {
    const about = say(textOf(item));
    return about ? `${say(texts[kind])}: ${about}` : say(texts[kind]);
  };
}

/** The part of the work at the place where a piece was written. */
function partOf({ given }: KeptInspection, { kind, item }: KeptPiece): string {
  const asked = given.package.checklist.items.find(({ id }) => id === item)?.part;
  return asked ?? { answer: '', photo: 'entry', roll: 'roll', talk: 'talks', bed: 'beds' }[kind];
}

function Refused({ kept, of: { piece, code, why } }: { kept: KeptInspection; of: RefusedPiece }) {
  const { say } = useLanguage();
  const { instance } = kept.given.package;
  const title = useTitle(kept)(piece);
  const part = partOf(kept, piece);
  return (
    <li>
      <Link href={`/inspections/${instance}/site${part && `?part=${part}`}`} className="govuk-link">
        {title}
      </Link>
      <br />
      <span className="hw-muted">
        {say(texts.why)} {why ? say(why) : `${say(texts.noReason)}${code ? ` (${code})` : ''}`}
      </span>
      <br />
      <GiveUp give={(reason) => giveUpPiece(instance, piece.id, reason)} done={focusHeading} about={title} />
    </li>
  );
}

function One({ kept }: { kept: KeptInspection }) {
  const { say } = useLanguage();
  const { instance, reference, institution } = kept.given.package;
  const { answers, photos } = standingOf(kept);
  const refused = [...answers.refused, ...photos.refused];
  const again = useMutation({ mutationFn: () => sendRefused(instance) });
  const all = unsentOf(kept) === 0;
  return (
    <article className={`hw-item${refused.length > 0 ? ' hw-item--attention' : all ? ' hw-item--received' : ''}`}>
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
        {say(institution.name)} <span className="hw-reference">{reference}</span>
      </h3>
      {all ? (
        <p className="govuk-body">
          <span aria-hidden="true">✔ </span>
          {say(texts.allSent)}
        </p>
      ) : (
        <ul className="govuk-list">
          <Line title={texts.answers} of={answers} />
          <Line title={texts.photos} of={photos} />
        </ul>
      )}
      {refused.length > 0 && (
        <>
          <ul className="govuk-list govuk-list--bullet">
            {refused.slice(0, most).map((each) => (
              <Refused key={each.piece.id} kept={kept} of={each} />
            ))}
            {refused.length > most && (
              <li>
                {say(texts.more)} {say(number(refused.length - most))}
              </li>
            )}
          </ul>
          <button
            type="button"
            className="govuk-button govuk-button--secondary"
            disabled={again.isPending}
            onClick={() => again.mutate()}
          >
            {say(texts.again)}
          </button>
        </>
      )}
      <p className="govuk-body govuk-!-margin-bottom-0">
        <Link href={`/inspections/${instance}`} className="govuk-link">
          {say(texts.open)}
          <span className="govuk-visually-hidden"> {reference}</span>
        </Link>
      </p>
    </article>
  );
}

export function InspectionsWaiting({ inspections }: { inspections: KeptInspection[] }) {
  const { say } = useLanguage();
  if (inspections.length === 0) return null;
  return (
    <section>
      <h2 className="govuk-heading-m">{say(texts.title)}</h2>
      {inspections.map((kept) => (
        <One key={kept.given.package.instance} kept={kept} />
      ))}
    </section>
  );
}
