/** Letters and forms without a database: what they say, that they say it in the same bytes, and nothing but that. */
import { z } from 'zod';
import { workflows } from '../../workflows';
import { commune, line } from '../../workflows/fields';
import type { DocumentSource, DocumentSpec, Text, Workflow } from '../../workflows/workflow';
import { makeCode, readCode, writtenCode } from './code';
import { formParts, placeKey } from './form';
import { documentPage } from './page';
import { Pace } from './pace';
import { Press, sha256 } from './press';
import { inLanguage, snapshotOf, type Draft, type LetterSnapshot, type Setting } from './snapshot';
import { birthText, letterDate, lunarText, nameText, number } from './words';

const dara = '00000000-0000-4000-8000-0000000000a1';
const office: Text[] = [{ en: 'Administration of Kandal Province', km: 'រដ្ឋបាលខេត្តកណ្តាល' }];
const setting: Setting = {
  reference: 'GK-2026-000412',
  number: 'GK-2026-000412/17',
  office,
  signatory: {
    role: { en: 'Provincial director', km: 'ប្រធានមន្ទីរ សអយ' },
    name: nameText('ចាន់ សុភា', 'Chan Sophea'),
    behalf: null,
  },
  names: new Map([[dara, nameText('សុខ ដារ៉ា', 'Sok Dara')]]),
  link: 'https://homeward.example',
};

function sourceOf(event: string, data: unknown, children = 1): DocumentSource {
  return {
    event,
    data,
    at: Date.parse('2026-11-09T10:00:00+07:00'),
    on: '2026-11-09',
    actor: { person: dara, role: 'pdosvyDirector', area: '08' },
    facts: {},
    parameters: { version: 3, values: { 'P-36': { amount: 30, unit: 'days' } } },
    calendar: { version: 2, from: '2016-01-01', until: '2030-12-31', holidays: [] },
    earlier: { 'request.submitted': { on: '2026-10-01', data: { reasons: ['poverty', 'education'] } } },
    children: Array.from({ length: children }, (_, i) => ({
      id: `${dara.slice(0, -1)}${i}`,
      name: nameText('សុខ ដារ៉ា', 'Sok Dara'),
      sex: 'female' as const,
      birth: letterDate('2017-09-14'),
    })),
    institution: nameText('មណ្ឌលកុមារ', 'Home of Hope'),
    place: { en: 'Khpob Commune, Kandal Province', km: 'ឃុំខ្ពប ខេត្តកណ្តាល' },
    province: { en: 'Kandal Province', km: 'ខេត្តកណ្តាល' },
    date: letterDate,
    number,
  };
}

const gatekeeping = workflows.find(({ id }) => id === 'gatekeeping')!;
const specOf = (id: string): DocumentSpec => gatekeeping.documents!.find((spec) => spec.id === id)!;
const refused = (reasons: string) => ({ reasons, needs: ['material'], referrals: ['idpoor', 'scholarship'] });
const refusal = (reasons = 'Poverty alone is never a ground.') =>
  snapshotOf(
    gatekeeping,
    specOf('refusal'),
    sourceOf('decision.refusedFamilySupport', refused(reasons)),
    setting,
  ) as LetterSnapshot;
const letter = (reasons?: string): Draft => ({ snapshot: refusal(reasons), language: 'km', code: 'ABCDEFGHJK' });

const press = new Press();
/** Glyphs that a page draws. */
const glyphs = (draft: Draft): number => press.svg(draft).match(/<use /g)!.length;

/** Every text in a snapshot, with where it stands. */
function textsIn(value: unknown, path = ''): [string, Text][] {
  if (value === null || typeof value !== 'object') return [];
  const { en, km } = value as Text;
  if (typeof en === 'string' && typeof km === 'string') return [[path, { en, km }]];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${path}.${key}`));
}

describe('the page', () => {
  it('comes to the same bytes in two compilers, and to others when a word, the language or the code differs', () => {
    const first = sha256(press.pdf(letter()));
    expect(sha256(new Press().pdf(letter()))).toBe(first);
    expect(press.pdf(letter()).subarray(0, 5).toString()).toBe('%PDF-');
    const others: Draft[] = [
      letter('Another reason.'),
      { ...letter(), language: 'en' },
      { ...letter(), code: 'ABCDEFGHJM' },
      { ...letter(), code: undefined, draft: true },
    ];
    expect(new Set([first, ...others.map((draft) => sha256(press.pdf(draft)))]).size).toBe(5);
  });

  it('draws what people wrote as they wrote it: markup is text', () => {
    const plain = glyphs(letter('poor'));
    expect(glyphs(letter('*poor*'))).toBe(plain + 2);
    expect(glyphs(letter('#poor $x$ <a> @b'))).toBe(plain + '#$x$<a>@b'.length);
    expect(() => press.pdf(letter('#panic("run") #read("/etc/passwd") \\ ` // /* = -'))).not.toThrow();
  });

  it('takes its letters from our fonts alone, and leaves a box for what they do not have', () => {
    const names = press
      .pdf(letter('Latin, ខ្មែរ and 漢字'))
      .toString('latin1')
      .match(/\/FontName ?\/[A-Z]{6}\+[\w-]+/g)!;
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => !/\+(Battambang|Moul|NotoSansKhmer)/.test(name))).toEqual([]);
  });

  it('holds three children and very long reasons on as many pages as they need', () => {
    const long = 'គណៈកម្មការបានពិនិត្យរបាយការណ៍វាយតម្លៃគ្រួសារ និងបានពិភាក្សាជាមួយអ្នកគ្រប់គ្រងករណី។ '.repeat(80);
    const data = { goal: 'reunification', until: '2027-03-01', contactPlan: long.slice(0, 800), reasons: long };
    const approved = (children: number) =>
      snapshotOf(gatekeeping, specOf('approval'), sourceOf('decision.approved', data, children), setting);
    const [one, three] = [1, 3].map((n) => approved(n) as LetterSnapshot);
    expect(three!.details.length).toBe(one!.details.length + 2);
    const pages = press.svg({ snapshot: three!, language: 'km', draft: true }).match(/ height="([\d.]+)pt"/)![1];
    expect(Number(pages) / 841.89).toBeGreaterThan(2);
  });
});

describe('the words', () => {
  it('write dates as letters do', () => {
    expect(letterDate('2026-11-09')).toEqual({ en: '9 November 2026', km: 'ថ្ងៃទី០៩ ខែវិច្ឆិកា ឆ្នាំ២០២៦' });
    expect(birthText({ from: '2006-03-01', to: '2006-03-31', precision: 'month' })).toEqual({
      en: 'March 2006',
      km: 'ខែមីនា ឆ្នាំ២០០៦',
    });
    expect(birthText({ from: '2006-01-01', to: '2006-12-31', precision: 'year' }).km).toBe('ឆ្នាំ២០០៦');
  });

  it('say the lunar date under the date, marked where no published calendar confirms it', () => {
    const said = 'ថ្ងៃចន្ទ ១៤រោច ខែអស្សុជ ឆ្នាំមមី អដ្ឋស័ក ព.ស. ២៥៧០ (បណ្តោះអាសន្ន)';
    const { lunar, ...before } = refusal();
    expect(lunar!.km).toBe(said);
    expect(lunarText('2017-08-01').km).not.toContain('បណ្តោះអាសន្ន');
    expect(documentPage(letter(), undefined)).toContain(`ឆ្នាំ២០២៦<br><small>${said}</small>`);
    // a letter that was issued without it is drawn without it
    const old = { ...letter(), snapshot: before };
    expect(glyphs(letter())).toBeGreaterThan(glyphs(old) + 20);
    expect(documentPage(old, undefined)).not.toContain('<small>ថ្ងៃ');
  });

  it('name a place by its names where a place is asked for, and nowhere else', () => {
    const form = z.strictObject({ commune: commune("Carer's commune", 'ឃុំរបស់អ្នកថែទាំ'), note: line('Note', 'ចំណាំ') });
    const khpob = { en: 'Khpob Commune, Kandal Province', km: 'ឃុំខ្ពប ខេត្តកណ្តាល' };
    const data = { commune: '081007', note: '081007' };
    const parts = formParts(form, data, { names: new Map([[placeKey('081007'), khpob]]), without: [] });
    const [{ fields }] = parts as unknown as [{ fields: { value: Text }[] }];
    expect(fields.map(({ value }) => value)).toEqual([khpob, { en: '081007', km: '081007' }]);
  });

  it('name the rules that stand against a request for material reasons, and the last day of the appeal', () => {
    const { rules, appeal } = refusal();
    expect(rules.map(({ id }) => id)).toEqual(['N-02', 'N-12', 'N-14']);
    expect(rules[0]!.source.en).toMatch(/^UN Guidelines.*paragraph 15$/);
    expect(appeal!.last.en).toBe('9 December 2026');
    expect(appeal!.paragraphs[0]!.km).toContain('៣០ ថ្ងៃ');
  });

  it('stand in the page for reading too, escaped, in one language, without script and inline style', () => {
    const draft = { ...letter('<script>alert(1)</script> & "more"'), revoked: undefined };
    const page = documentPage(draft, { pdf: '?as=pdf', other: '?lang=en' });
    expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#38;');
    expect(page).toMatch(/^<!doctype html>\n<html lang="km">/);
    expect(page).not.toMatch(/<script|<style|style=|\son\w+=/);
    for (const [, { km, en }] of textsIn(refusal().paragraphs)) {
      expect(page).toContain(km);
      expect(page).not.toContain(en);
    }
  });
});

const documents = workflows.flatMap((workflow) =>
  (workflow.documents ?? []).map((spec) => [`${workflow.id} ${spec.id}`, workflow, spec] as const),
);

describe.each(documents)('%s', (_name, workflow: Workflow, spec: DocumentSpec) => {
  const classes = workflow.samples.events.filter(
    ({ event, refusedBy }) => spec.sources.includes(event) && !refusedBy?.length,
  );

  it('is written from events, and revoked by events and deadlines, that there are', () => {
    const events = [...Object.keys(workflow.events), ...Object.values(workflow.reactions)];
    expect(events).toEqual(expect.arrayContaining(spec.sources));
    expect(events).toEqual(expect.arrayContaining(spec.revokedBy.flatMap(({ event }) => event ?? [])));
    expect(Object.keys(workflow.deadlines)).toEqual(
      expect.arrayContaining(spec.revokedBy.flatMap(({ deadline }) => deadline ?? [])),
    );
    const states = Object.keys(workflow.texts.states);
    for (const to of [spec.into, ...spec.revokedBy.map(({ to }) => to)])
      if (to) expect(states.some((state) => state.endsWith(to))).toBe(true);
    expect(spec.revokedBy.every(({ event, deadline }) => (event === undefined) !== (deadline === undefined))).toBe(
      true,
    );
    expect(workflow.documents!.filter(({ id }) => id === spec.id)).toHaveLength(1);
  });

  it('says everything in both languages for every class of its events', () => {
    expect(classes.length).toBeGreaterThan(0);
    for (const { event, data } of classes) {
      const snapshot = snapshotOf(workflow, spec, sourceOf(event, data), setting);
      for (const [path, { en, km }] of textsIn(snapshot))
        if (en.trim() === '' || km.trim() === '') throw new Error(`${event} ${path} says nothing`);
      expect(JSON.stringify(inLanguage(snapshot, 'km'))).not.toMatch(/undefined|\[object/);
      expect(press.pdf({ snapshot, language: 'km' }).length).toBeGreaterThan(1_000);
    }
  });
});

describe('the code', () => {
  it('is ten letters and digits that nobody takes for each other, and never twice the same', () => {
    const codes = Array.from({ length: 2_000 }, makeCode);
    expect(codes.filter((code) => !/^[2-9A-HJKMNP-Z]{10}$/.test(code) || /[01ILOU]/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(2_000);
  });

  it('is read as people type it, and is none when it cannot be one', () => {
    expect(readCode('abcde-fghj2')).toBe('ABCDEFGHJ2');
    expect(readCode(' ABCDE FGHJ២ ')).toBe('ABCDEFGHJ2');
    expect(writtenCode('ABCDEFGHJ2')).toBe('ABCDE-FGHJ2');
    expect(['', 'ABCDEFGHJ', 'ABCDEFGHJ0', 'ABCDEFGHJKM', "ABCDEFGHJ'"].map(readCode)).toEqual(
      Array(5).fill(undefined),
    );
  });

  it('is asked for at a soft pace, counted for each source', () => {
    let now = 1_000;
    const pace = new Pace(2, () => now);
    expect([pace.ask('a'), pace.ask('a'), pace.ask('a'), pace.ask('b')]).toEqual([0, 0, 60, 0]);
    now += 59_000;
    expect(pace.ask('a')).toBe(1);
    now += 1_000;
    expect(pace.ask('a')).toBe(0);
  });
});
