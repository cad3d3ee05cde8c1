/** What people do in these tests, and where its spans go. */
import { randomUUID } from 'node:crypto';
import { demoAccounts, demoId } from '../../apps/demo';

/** The environment of a product whose spans and numbers reach a collector quickly. */
export const otel = (url: string) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_METRIC_EXPORT_INTERVAL: '300',
  OTEL_BSP_SCHEDULE_DELAY: '50',
});

/** tokens of those who signed in, by login */
export const tokens = new Map<string, string>();

/** Sends one request as a demo login, or as nobody. */
export async function send(url: string, as: string | undefined, path: string, body?: unknown, headers = {}) {
  if (as && !tokens.has(as)) {
    const { password } = demoAccounts.find(({ login }) => login === as)!;
    tokens.set(as, (await send(url, undefined, '/session', { login: as, password })).body.token);
  }
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(as && { Authorization: `Bearer ${tokens.get(as)}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: (await answer.json()) as any };
}

/** A caller's own trace, with something in `tracestate` that is nobody's business. */
export function caller() {
  const trace = randomUUID().replaceAll('-', '');
  return { trace, headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01`, tracestate: 'who=soksovann' } };
}
/** A child by its name in Latin letters. */
export const child = (latin: string) => ({
  names: [{ km: 'ដារ៉ា សុខ', latin }],
  birth: { from: '2016-09-14', to: '2016-09-14', precision: 'day' },
  sex: 'female',
  disability: false,
  area: '08100701',
  village: '08100701',
});
/** A request to admit a child, for poverty alone. */
export const request = (id: string) => ({
  workflow: 'gatekeeping',
  event: 'request.submitted',
  area: '081007',
  data: {
    children: [id],
    institution: demoId('institution KDL-003'),
    reasons: ['poverty', 'betterSchool'],
    parents: [
      { relation: 'mother', status: 'alive' },
      { relation: 'father', status: 'dead', proof: 'deathCertificate' },
    ],
    parentsAnswer: 'agree',
    documents: ['deathCertificate'],
    offers: [{ service: 'cashTransfer', by: 'Committee of the riverside', on: '2017-03-01', answer: 'accepted' }],
    introducedBy: 'nobody',
    chiefCountersigned: true,
  },
});
