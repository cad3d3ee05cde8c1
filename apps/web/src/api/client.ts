/** Talks to our server: typed by our OpenAPI, in the chosen appointment, refusals as `Refused`. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { Text } from '../language';
import type { paths } from './schema';
import { keepNow } from './now';

/** A rule that stands in the way, with what is missing and who can supply it. */
export interface BrokenRule {
  id: string;
  source: string;
  message: Text;
  missing: Text;
  who: string[];
}
export interface FieldError {
  path: string;
  code: string;
  message?: Text;
}
/** What the server said no with (`application/problem+json`). */
export interface ProblemAnswer {
  status: number;
  code: string;
  titles: Text;
  detail?: string;
  rules: BrokenRule[];
  errors: FieldError[];
}

/** The server refused; `problem` says why and what to do. */
export class Refused extends Error {
  constructor(readonly problem: ProblemAnswer) {
    super(problem.code);
  }
}
/** The server was not reached, or its answer was lost on the way. */
export class Unreached extends Error {}

const kept = 'homeward.appointment';
let appointment = sessionStorage.getItem(kept) ?? localStorage.getItem(kept) ?? undefined;

/** The appointment in which the person acts. */
export const appointmentKept = (): string | undefined => appointment;
export function chooseAppointment(id: string | undefined): void {
  appointment = id;
  if (id) localStorage.setItem(kept, id);
  else localStorage.removeItem(kept);
}

const headers: Middleware = {
  onRequest({ request }) {
    if (appointment && !request.headers.has('Homeward-Appointment'))
      request.headers.set('Homeward-Appointment', appointment);
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key'))
      request.headers.set('Idempotency-Key', crypto.randomUUID());
    return request;
  },
  onResponse({ response }) {
    keepNow(response);
  },
};

export const client = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin' });
client.use(headers);

interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

const nothing: ProblemAnswer = {
  status: 0,
  code: 'unknown',
  titles: {
    en: 'The server gave an answer that is not understood. Try again.',
    km: 'ម៉ាស៊ីនមេឆ្លើយតបមិនត្រឹមត្រូវ។ សូមព្យាយាមម្តងទៀត។',
  },
  rules: [],
  errors: [],
};

/** The answer's content; throws `Refused` with the problem, `Unreached` without a connection. */
export async function ask<T>(fetching: Promise<Fetched<T>>): Promise<T> {
  return (await asked(fetching)).data;
}

/** Content and response, for who needs a header. */
export async function asked<T>(fetching: Promise<Fetched<T>>): Promise<{ data: T; response: Response }> {
  let fetched: Fetched<T>;
  try {
    fetched = await fetching;
  } catch {
    throw new Unreached();
  }
  const { data, error, response } = fetched;
  if (response.ok) return { data: data as T, response };
  const problem = { ...nothing, status: response.status, ...(typeof error === 'object' ? error : {}) };
  if (problem.code === 'unauthenticated' && !location.pathname.startsWith('/sign-in'))
    signedOut.forEach((told) => told());
  throw new Refused(problem);
}

const signedOut = new Set<() => void>();
/** Calls back when the server no longer knows the session. */
export function onSignedOut(told: () => void): () => void {
  signedOut.add(told);
  return () => signedOut.delete(told);
}
