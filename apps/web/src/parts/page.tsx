/** The frame of a page's content: its heading gets the focus when the page is opened, the way back stands above. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage, type Text } from '../language';
import { shellTexts } from './texts';

/** `title` names the screen, never a person: it becomes the title of the browser's tab. */
export function Page({
  title,
  heading,
  back,
  narrow,
  children,
}: {
  title: Text;
  /** what stands in the heading, where it is more than the title */
  heading?: ReactNode;
  back?: string;
  narrow?: boolean;
  children: ReactNode;
}) {
  const { say } = useLanguage();
  const first = useRef<HTMLHeadingElement>(null);
  const name = say(title);
  useEffect(() => {
    document.title = `${name} · Homeward`;
  }, [name]);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  return (
    <div className={narrow ? 'hw-narrow' : undefined}>
      {back && (
        <Link href={back} className="govuk-back-link">
          {say(shellTexts.back)}
        </Link>
      )}
      <h1 className="govuk-heading-l" tabIndex={-1} ref={first}>
        {heading ?? name}
      </h1>
      {children}
    </div>
  );
}

/** To the heading of the page: where the focus goes when what had it is gone. */
export const focusHeading = (): void => document.querySelector<HTMLElement>('h1[tabindex]')?.focus();
