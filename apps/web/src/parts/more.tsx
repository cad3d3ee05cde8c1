/** The button that reads the next page of a list; not there when there is none. */
import { useLanguage } from '../language';
import { listTexts } from './texts';

export function More({
  query,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const { say } = useLanguage();
  if (!query.hasNextPage) return null;
  return (
    <button
      type="button"
      className="govuk-button govuk-button--secondary hw-screen-only"
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {say(listTexts.more)}
    </button>
  );
}
