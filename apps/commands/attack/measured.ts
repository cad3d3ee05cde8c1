/** The measurements are for the operator: from outside there is nothing at their address, and readiness is one word. */
import { Attacker, type Answer } from './attacker';
import type { Tally } from './report';

/** What somebody outside sends through a proxy, and what they may say of themselves. */
const outside: Record<string, string>[] = [
  { 'X-Forwarded-For': '203.0.113.7' },
  { 'X-Forwarded-For': '127.0.0.1' },
  { Forwarded: 'for=127.0.0.1' },
  { 'X-Real-IP': '127.0.0.1' },
  { Via: '1.1 proxy', Authorization: 'Bearer homeward' },
];

const words = ({ status, body }: Answer): string => {
  const { instance: _, ...rest } = typeof body === 'object' ? body : { text: body };
  return `${status} ${JSON.stringify(rest)}`;
};

export async function attackMeasured(who: Attacker, tally: Tally): Promise<void> {
  for (const headers of outside)
    for (const as of [undefined, 'dsw.kandal', 'mosvy', 'admin']) {
      const [measured, nothing, ready] = [
        await who.send(as, '/metrics', { headers }),
        await who.send(as, '/metrics/more', { headers }),
        await who.send(as, '/health/ready', { headers }),
      ];
      const by = `${as ?? 'nobody'} with ${Object.keys(headers).join()}`;
      tally.case(
        measured.status === 404 && words(measured) === words(nothing),
        () => `the measurements for ${by}: ${Attacker.told(measured)}`,
      );
      tally.case(
        Object.keys(ready.body).join() === 'ready',
        () => `readiness for ${by} says ${Object.keys(ready.body).join()}`,
      );
    }
  const own = await who.send(undefined, '/metrics');
  tally.case(own.status === 200, () => `the measurements on the machine itself: ${Attacker.told(own)}`);
}
