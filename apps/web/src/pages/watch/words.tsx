/** Places and likenesses of the watch list in words. */
import { type components } from '../../api';
import { number, useLanguage } from '../../language';
import { kindTexts, texts } from './texts';

type Institution = components['schemas']['WatchedInstitution'];
type Sign = components['schemas']['WatchSign'];

export function Place({ of: { nameKm, nameEn, code } }: { of: Pick<Institution, 'nameKm' | 'nameEn' | 'code'> }) {
  const { say } = useLanguage();
  return (
    <span>
      {say({ en: nameEn, km: nameKm })} <span className="hw-reference">{code}</span>
    </span>
  );
}

/** Why two places look alike: what was on watch, what was found, and how alike they are. */
export function Signs({ of: signs }: { of: Sign[] }) {
  const { say } = useLanguage();
  const measure = ({ unit, measure }: Sign) => {
    if (unit === 'equal') return say(texts.equal);
    return `${say(number(Math.round(unit === 'likeness' ? measure * 100 : measure)))} ${say(texts[unit])}`;
  };
  return (
    <ul className="govuk-list">
      {signs.map((sign, index) => (
        <li key={index}>
          {say(kindTexts[sign.kind])}, {measure(sign)}
          {sign.old && sign.new ? `: ${sign.old} / ${sign.new}` : ''}
        </li>
      ))}
    </ul>
  );
}
