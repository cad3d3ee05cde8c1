/** Who sat in the meeting: agency, interest declared, advice; one line each. */
import { PersonName, type Answers, type Schema } from '../../forms';
import { useLanguage, type Text } from '../../language';
import { sheetTexts as texts } from './texts';

interface Member {
  person: string;
  agency: string;
  interestDeclared?: string;
  vote: string;
}

export function Members({ schema, answers }: { schema: Schema; answers: Answers }) {
  const { say } = useLanguage();
  const members = (answers['members'] ?? []) as Member[];
  const asked = schema.properties?.['members']?.items?.properties ?? {};
  const words = (name: string, value: string): Text => asked[name]?.['x-enum']?.[value] ?? { en: value, km: value };
  if (members.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{say(texts.members)}</h3>
      <ul className="hw-plain">
        {members.map(({ person, agency, interestDeclared, vote }) => (
          <li key={person}>
            <strong>
              <PersonName id={person} />
            </strong>{' '}
            ({say(words('agency', agency))}):{' '}
            {interestDeclared ? (
              say(words('interestDeclared', interestDeclared))
            ) : (
              <span className="hw-late">
                <span aria-hidden="true">⚠ </span>
                {say(texts.undeclared)}
              </span>
            )}
            ; {say(words('vote', vote))}
          </li>
        ))}
      </ul>
    </>
  );
}
