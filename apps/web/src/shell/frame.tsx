/** The frame of every page: skip link, header with language and appointment, menu, connection, new version. */
import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useSigned, type Appointment } from '../api';
import { number, useLanguage } from '../language';
import { useWaiting } from '../offline';
import { parts } from '../pages';
import { roleText } from '../parts';
import { shellTexts } from '../parts/texts';
import { SignOut } from './sign-out';
import { newVersionWaits, onNewVersion, takeNewVersion } from './worker';

const entries = parts.flatMap(({ menu }) => menu).sort((a, b) => a.order - b.order);

function LanguageSwitch() {
  const { language, change } = useLanguage();
  const other = language === 'km' ? 'en' : 'km';
  return (
    <button type="button" className="hw-header__button" lang={other} onClick={() => change(other)}>
      {other === 'km' ? 'ខ្មែរ' : 'English'}
    </button>
  );
}

function placeOf({ area, areaName }: Appointment, say: (text: { en: string; km: string }) => string): string {
  return areaName ? say(areaName) : area;
}

function Appointments() {
  const { say } = useLanguage();
  const { me, appointment, choose } = useSigned();
  const named = (a: Appointment) => [say(roleText(a.role)), placeOf(a, say)].filter(Boolean).join(', ');
  if (!appointment) return null;
  if (me.appointments.length === 1) return <span className="hw-header__who">{named(appointment)}</span>;
  return (
    <label className="hw-header__who">
      <span className="govuk-visually-hidden">{say(shellTexts.actsAs)}</span>
      <select className="govuk-select" value={appointment.id} onChange={(event) => choose(event.target.value)}>
        {me.appointments.map((a) => (
          <option key={a.id} value={a.id}>
            {named(a)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Stay in sight on a phone while the rest of the menu is folded. */
const always = ['/', '/outbox'];

function Menu() {
  const { say } = useLanguage();
  const { appointment } = useSigned();
  const [address] = useLocation();
  const [open, setOpen] = useState(false);
  const waiting = useWaiting();
  const fold = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [address]);
  const closes = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    fold.current?.focus();
  };
  const role = appointment?.role ?? '';
  return (
    <nav className={`hw-menu${open ? ' hw-menu--open' : ''}`} aria-label={say(shellTexts.menu)} onKeyDown={closes}>
      <ul>
        <li className="hw-menu__fold">
          <button type="button" ref={fold} className="hw-link" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">☰&nbsp;</span>
            {say(shellTexts.menu)}
          </button>
        </li>
        {entries
          .filter(({ roles }) => !roles || roles.includes(role))
          .map(({ href, title }) => (
            <li key={href} className={always.includes(href) ? undefined : 'hw-menu__more'}>
              <Link href={href} aria-current={address === href ? 'page' : undefined}>
                {say(title)}
                {href === '/outbox' && waiting > 0 && <span className="hw-count">{say(number(waiting))}</span>}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}

const onConnection = (tell: () => void) => {
  addEventListener('online', tell);
  addEventListener('offline', tell);
  return () => {
    removeEventListener('online', tell);
    removeEventListener('offline', tell);
  };
};

function Banners() {
  const { say } = useLanguage();
  const online = useSyncExternalStore(onConnection, () => navigator.onLine);
  const newer = useSyncExternalStore(onNewVersion, newVersionWaits);
  return (
    <div role="status">
      {!online && <p className="hw-banner govuk-!-margin-0">{say(shellTexts.offline)}</p>}
      {newer && (
        <p className="hw-banner govuk-!-margin-0">
          {say(shellTexts.newVersion)}{' '}
          <button type="button" className="hw-link" onClick={takeNewVersion}>
            {say(shellTexts.useIt)}
          </button>
        </p>
      )}
    </div>
  );
}

export function Frame({ children }: { children: ReactNode }) {
  const { say } = useLanguage();
  const [address] = useLocation();
  const before = useRef(address);
  useEffect(() => {
    if (before.current !== address) scrollTo(0, 0);
    before.current = address;
  }, [address]);
  return (
    <>
      <a href="#content" className="govuk-skip-link">
        {say(shellTexts.skip)}
      </a>
      <header className="hw-header">
        <div className="hw-header__bar">
          <Link href="/" className="hw-header__name">
            Homeward
          </Link>
          <Appointments />
          <LanguageSwitch />
          <SignOut />
        </div>
      </header>
      <Menu />
      <Banners />
      <main id="content" className="hw-main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
