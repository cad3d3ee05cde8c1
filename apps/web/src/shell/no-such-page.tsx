import { Link } from 'wouter';
import { useLanguage } from '../language';
import { Page } from '../parts';
import { shellTexts } from '../parts/texts';

export function NoSuchPage() {
  const { say } = useLanguage();
  return (
    <Page title={shellTexts.notThere}>
      <p className="govuk-body">
        <Link href="/" className="govuk-link">
          {say(shellTexts.home)}
        </Link>
      </p>
    </Page>
  );
}
