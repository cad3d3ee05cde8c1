/** Where a file is refused: the way for an emergency, to who may take it. */
import { Link } from 'wouter';
import { Refused, useRole } from '../../api';
import { useLanguage } from '../../language';
import { glassLinkTexts as texts } from './glass-link-texts';

/** Roles that may read in an emergency what they may not see. */
export const openers = [
  'commune',
  'dsw',
  'districtSupervisor',
  'pdosvyOfficer',
  'pdosvyDirector',
  'mosvy',
  'police',
  'hospital',
];

/** Nothing unless the file was refused as if it were not there. */
export function BreakGlassLink({ kind, id, error }: { kind: 'case' | 'child'; id: string; error: unknown }) {
  const { say } = useLanguage();
  const role = useRole() ?? '';
  const hidden = error instanceof Refused && error.problem.status === 404;
  if (!hidden || !openers.includes(role)) return null;
  return (
    <p className="govuk-body hw-screen-only">
      {say(texts.refused)}{' '}
      <Link href={`/break-glass/new?${kind}=${id}`} className="govuk-link">
        {say(texts.open)}
      </Link>
    </p>
  );
}
