/** A place that is ordered to close, and a new one with its phone: the match of the two. `mark` ends their codes. */
import type { Town } from '../api/town';

export async function matchOf(town: Town, phone = '012 999 888', mark = ''): Promise<string> {
  const register = async (code: string): Promise<string> => {
    const house = { code, nameKm: 'ផ្ទះកុមារ', nameEn: 'House', kind: 'rci', operator: 'private', area: '081007' };
    const body = { ...house, standing: 'unauthorised', phone };
    return (await town.send('officer.kandal', '/institutions', { body })).body.id;
  };
  const old = await register(`X-WATCHED${mark}`);
  const body = { standing: 'frozen', reason: 'Ordered to close.' };
  await town.send('mosvy', `/institutions/${old}/standing`, { body });
  const found = await register(`X-FOUND${mark}`);
  const { items } = (await town.send('officer.kandal', '/watch-list/matches')).body;
  return items.find((one: { found: { id: string } }) => one.found.id === found).id;
}
