/** The sign-in page: light, without the application, which loads behind it while the person types. */
import type { Text } from './language/language';
import { signInTexts } from './sign-in-texts';

type Language = keyof Text;
const kept = 'homeward.language';
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const field = (id: string): HTMLInputElement => element<HTMLInputElement>(id);

let language: Language = localStorage.getItem(kept) === 'en' ? 'en' : 'km';
let shown: Text | undefined;

function speak(): void {
  const texts: Record<string, Text> = signInTexts;
  document.documentElement.lang = language;
  document.title = `${signInTexts.title[language]} · Homeward`;
  for (const part of document.querySelectorAll<HTMLElement>('[data-text]'))
    part.textContent = texts[part.dataset['text']!]![language];
  const other = language === 'km' ? 'en' : 'km';
  const button = element('language');
  button.textContent = other === 'km' ? 'ខ្មែរ' : 'English';
  button.lang = other;
  element('problem-text').textContent = shown?.[language] ?? '';
}

function refuse(text: Text): void {
  shown = text;
  element('problem').hidden = false;
  speak();
  element('problem').focus();
}

/** Where to go next: an address of this very site. */
function next(): string {
  const to = new URLSearchParams(location.search).get('to') ?? '/';
  return /^\/(?![/\\])/.test(to) ? to : '/';
}

async function signIn(): Promise<void> {
  const [login, password, totp] = ['login', 'password', 'totp'].map((id) => field(id).value.trim()) as [
    string,
    string,
    string,
  ];
  if (!login || !password) return refuse(signInTexts.missing);
  const answer = await fetch('/api/v1/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password: field('password').value, ...(totp && { totp }) }),
  }).catch(() => undefined);
  if (!answer) return refuse(signInTexts.unreached);
  if (answer.ok) return location.replace(next());
  const problem = (await answer.json().catch(() => undefined)) as
    { titles?: Text; errors?: { path: string }[] } | undefined;
  const asksCode = problem?.errors?.some(({ path }) => path === 'totp') ?? false;
  // while others guess at a login, who adds a code is let in; whether there is such a login is not said
  if (asksCode || answer.status === 429) element('second').hidden = false;
  if (answer.status === 429) return refuse(signInTexts.locked);
  if (asksCode && !totp) return (refuse(signInTexts.code), field('totp').focus());
  refuse(problem?.titles ?? signInTexts.unreached);
}

element('language').addEventListener('click', () => {
  language = language === 'km' ? 'en' : 'km';
  localStorage.setItem(kept, language);
  speak();
});
element<HTMLFormElement>('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void signIn();
});
speak();
if ('serviceWorker' in navigator && import.meta.env.PROD)
  void navigator.serviceWorker.register('/sw.js').catch(() => undefined);
