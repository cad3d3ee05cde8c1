import { z } from 'zod';
import { questionsOf, readFields, type Schema } from './fields';
import { findErrors, finish } from './check';
import { answerAt, tidy, withAnswer } from './values';

const meta = (en: string, section?: string) => ({
  title: en,
  titleKm: `${en} km`,
  ...(section && { 'x-section': section }),
});
const schema = z.toJSONSchema(
  z.strictObject({
    on: z.iso.date().meta(meta('On')),
    reason: z.string().min(1).max(2000).meta(meta('Why')),
    seen: z.boolean().meta(meta('Seen')).optional(),
    food: z
      .int()
      .min(1)
      .max(4)
      .meta({ ...meta('Food', 'scores'), 'x-widget': 'score' }),
    home: z
      .int()
      .min(1)
      .max(4)
      .meta({ ...meta('Home', 'scores'), 'x-widget': 'score' }),
    offers: z
      .array(z.strictObject({ service: z.enum(['a', 'b']), by: z.string().min(1) }))
      .min(1)
      .meta(meta('Offers')),
    openedAt: z.int().meta({ 'x-widget': 'hidden' }).optional(),
  }),
  { io: 'input' },
) as Schema;

describe('a form', () => {
  it('asks what a person can answer, and nothing that is hidden', () => {
    expect(readFields(schema).map(({ path, kind, required }) => `${path} ${kind} ${required}`)).toEqual([
      'on date true',
      'reason text true',
      'seen yes false',
      'food score true',
      'home score true',
      'offers list true',
    ]);
  });

  it('asks for nobody’s id in letters: a child, an institution and a caseworker are chosen', () => {
    const form = z.toJSONSchema(
      z.strictObject({
        children: z.array(z.uuid()).min(1).meta({ 'x-widget': 'children' }),
        institution: z.uuid().meta({ 'x-widget': 'institution' }),
        caseworker: z
          .string()
          .min(1)
          .max(64)
          .meta({ 'x-widget': 'person', 'x-roles': ['dsw'] }),
        commune: z.string().min(1).max(200).meta({ 'x-widget': 'area' }),
        child: z.strictObject({ safety: z.int() }),
        request: z.uuid().meta({ 'x-widget': 'hidden' }),
      }),
      { io: 'input' },
    ) as Schema;
    expect(readFields(form).map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'children children',
      'institution institution',
      'caseworker person',
      'commune area',
      'child group',
    ]);
    expect(readFields(form)[2]).toMatchObject({ roles: ['dsw'] });
    // a commune, though any text would pass the form
    expect(readFields(form)[3]).toMatchObject({ least: 6 });
  });

  it('puts a section on one page and a list on a page of its own', () => {
    expect(questionsOf(schema).map(({ fields }) => fields.map(({ path }) => path))).toEqual([
      ['on', 'reason', 'seen'],
      ['food', 'home'],
      ['offers'],
    ]);
  });

  it('names every question that is not answered or answered wrongly, once', () => {
    const errors = findErrors(schema, { on: '2017-02-30', reason: ' ', food: 5, offers: [{ service: 'a' }] });
    expect(errors.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'food maximum',
      'home required',
      'offers.0.by required',
      'on format',
      'reason required',
    ]);
    expect(
      findErrors(schema, { on: '2017-02-28', reason: 'x', food: 1, home: 2, offers: [{ service: 'b', by: 'us' }] }),
    ).toEqual([]);
  });

  it('changes one answer and leaves the others as they are', () => {
    const first = withAnswer({}, 'offers.0.by', 'us');
    const second = withAnswer(withAnswer(first, 'offers.1.by', 'them'), 'offers.0', undefined);
    expect(first).toEqual({ offers: [{ by: 'us' }] });
    expect(second).toEqual({ offers: [{ by: 'them' }] });
    expect(answerAt(second, 'offers.0.by')).toBe('them');
  });

  it('sends nothing that is empty', () => {
    expect(tidy({ a: ' ', b: { c: '' }, d: [{ e: '' }, { e: 'x ' }], f: false, g: 0 })).toEqual({
      d: [{ e: 'x' }],
      f: false,
      g: 0,
    });
  });

  it('takes a list that may be empty as answered with none, and forgets answers to questions that are gone', () => {
    const form = z.toJSONSchema(
      z.strictObject({
        seen: z.array(z.strictObject({ by: z.string() })),
        signed: z.strictObject({ child: z.string().optional() }),
        offers: z.array(z.string()).min(1),
        note: z.strictObject({ words: z.string().optional() }).optional(),
      }),
      { io: 'input' },
    ) as Schema;
    expect(finish(form, { gone: 'x', note: { words: ' ' } })).toEqual({ seen: [], signed: {} });
    expect(findErrors(form, {}).map(({ path, code }) => `${path} ${code}`)).toEqual(['offers required']);
    // an empty entry before a full one does not move the error to it
    expect(findErrors(form, { offers: ['x'], seen: [{}, { by: 'us' }] }).map(({ path }) => path)).toEqual([
      'seen.0.by',
    ]);
  });
});
