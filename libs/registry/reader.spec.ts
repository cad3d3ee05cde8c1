import { randomUUID } from 'node:crypto';
import { createRegister, grant, type Register } from '../../test/support/register';

let r: Register;
beforeAll(async () => {
  r = await createRegister();
});
afterAll(() => r?.close());

describe('the lists', () => {
  it('show only the areas of the asker, page by cursor, and refuse a cursor of their own making', async () => {
    const far = await r.child({ area: '1505', village: undefined });
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await r.registry.listChildren({ areas: ['08'], limit: 7, cursor });
      seen.push(...page.items.map((c) => c.id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).not.toContain(far);
    expect((await r.registry.listChildren({ areas: ['15'], limit: 9 })).items.map((c) => c.id)).toEqual([far]);
    await expect(r.registry.listChildren({ areas: ['08'], limit: 7, cursor: 'x' })).rejects.toMatchObject({
      code: 'form_invalid',
    });
    expect((await r.registry.listChildren({ areas: [], limit: 7 })).items).toEqual([]);
  });

  it('find a child by a name in either script, however it is spelled', async () => {
    const child = await r.child({ names: [{ km: 'លី សុភ័ក្ត្រ', latin: 'Ly Sopheaktra' }] });
    for (const text of ['សុភ័ក្ត្រ', 'Sopeaktra', 'sopheaktra ly']) {
      expect((await r.registry.listChildren({ areas: ['08'], text, limit: 9 })).items.map((c) => c.id)).toContain(
        child,
      );
    }
    expect((await r.registry.listChildren({ areas: ['08'], text: `%' or 1=1 --`, limit: 9 })).items).toEqual([]);
  });

  it('answer for institutions, areas, families, authorities and proposals', async () => {
    expect(
      (await r.registry.listInstitutions({ areas: ['08'], kind: 'rci', standing: 'suspended', limit: 9 })).items.map(
        (i) => i.code,
      ),
    ).toEqual(['RCI-KDL-018']);
    expect((await r.registry.listAreas({ under: '0810', level: 2, limit: 9 })).items).toMatchObject([
      { code: '0810', nameKm: 'ស្អាង' },
    ]);
    const child = await r.child();
    const family = (await r.run('family.register', { area: '0810', village: '08100701' })).id as string;
    await r.run('child.amend', { child, family, reason: 'household seen' });
    await r.run('family.member', { family, relation: 'mother', nameKm: 'ម៉ៅ', living: 'alive', household: true });
    expect(await r.registry.findFamily(family)).toMatchObject({
      children: [child],
      members: [{ relation: 'mother', living: 'alive' }],
    });
    await r.line(randomUUID(), [grant([child], { kind: 'foster', institution: undefined })]);
    expect((await r.registry.listAuthorities({ child, open: true, limit: 9 })).items).toMatchObject([
      { kind: 'foster', status: 'awaiting', goal: 'return to the mother' },
    ]);
    const { id } = await r.run('birth.propose', {
      child,
      birth: { from: '2007-01-01', to: '2007-12-31', precision: 'year' },
      reason: 'school roll',
    });
    expect((await r.registry.listProposals({ areas: ['0810'], limit: 99 })).items.map((p) => p.id)).toContain(id);
    expect(await r.registry.findArea('child', child)).toBe('08100701');
  });
});
