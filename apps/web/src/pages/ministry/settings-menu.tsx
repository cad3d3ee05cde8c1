/** The way between the pages of the settings. */
import { Link, useLocation } from 'wouter';
import { useLanguage } from '../../language';
import { settingsTexts } from './texts';

const pages = ['parameters', 'holidays', 'procedures'] as const;

export function SettingsMenu() {
  const { say } = useLanguage();
  const [address] = useLocation();
  return (
    <nav className="hw-subnav hw-screen-only" aria-label={say(settingsTexts.nav)}>
      {pages.map((page) => (
        <Link
          key={page}
          href={`/${page}`}
          className="hw-link"
          aria-current={address === `/${page}` ? 'page' : undefined}
        >
          {say(settingsTexts[page])}
        </Link>
      ))}
    </nav>
  );
}
