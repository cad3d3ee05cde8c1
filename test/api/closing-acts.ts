/** Acts on the closure of an invented home in Kandal and on the cases of its children, each on what is shown of it at that moment. */
import { codeAt } from '../../libs/access';
import { accountOf, institutionId, type Town } from './town';

export const home = institutionId('KDL-003');
export const person = (login: string) => accountOf(login).person;
/** What was answered: the status, the rules in the way, the code. */
export const told = ({ status, body }: { status: number; body: any }): string =>
  [status, ...(body.rules ?? []).map(({ id }: { id: string }) => id), ...(body.code ? [body.code] : [])].join(' ');

/** Acts in the town that there is when they are called. */
export function closingActs(town: () => Town) {
  /** A code signs once: as if half a minute had gone by since the last. */
  async function sign(login: string): Promise<Record<string, string>> {
    await town().rows(`update homeward.credentials set totp_step = null, totp_use = ''`);
    return { 'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now()) };
  }
  async function act(login: string, id: string, type: string, data: object, signed = false) {
    const { headers: seen } = await town().send(login, `/instances/${id}`);
    const headers = { 'If-Match': seen.get('etag')!, ...(signed && (await sign(login))) };
    return town().send(login, `/instances/${id}/events`, { body: { type, data }, headers });
  }
  return { sign, act };
}
