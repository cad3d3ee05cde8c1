/** The status of an incident as word, colour and icon. */
import { useLanguage } from '../../language';
import { incidentsTexts } from './texts';

const looks: Record<string, { tag: string; icon: string }> = {
  open: { tag: 'govuk-tag--red', icon: '●' },
  acknowledged: { tag: 'govuk-tag--yellow', icon: '◐' },
  resolved: { tag: 'govuk-tag--green', icon: '✓' },
};
export const statuses = {
  open: incidentsTexts.open,
  acknowledged: incidentsTexts.acknowledged,
  resolved: incidentsTexts.resolved,
};

export function IncidentStatus({ status }: { status: string }) {
  const { say } = useLanguage();
  const { tag, icon } = looks[status] ?? looks['open']!;
  return (
    <strong className={`govuk-tag ${tag}`}>
      <span aria-hidden="true">{icon} </span>
      {say(statuses[status as keyof typeof statuses])}
    </strong>
  );
}
