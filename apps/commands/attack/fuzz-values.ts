/** Values for a JSON schema: fitting, at its borders, malformed, huge and hostile. */
import type * as FastCheck from 'fast-check';
import { Skipped } from './report';

export type Schema = Record<string, any>;
export type Values = FastCheck.Arbitrary<unknown>;

/** fast-check, which only developers have. */
export async function fastCheck(): Promise<typeof FastCheck> {
  try {
    return await import('fast-check');
  } catch {
    throw new Skipped('fast-check is not installed (npm ci)');
  }
}

/** Texts that have broken other programs. */
export const hostileTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egpj.exe',
  'x'.repeat(10_000),
  'ក'.repeat(40_000),
  'a'.repeat(200) + '!',
  '0'.repeat(400),
  "'); drop table homeward.journal; --",
  '" or 1=1 --',
  '{{7*7}}${7*7}<%= 7*7 %>#{7*7}',
  '#panic("typst") #import "/etc/passwd"',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://attack.example")',
  'a\r\nBcc: everybody@attack.example',
  '../../../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '1e309',
  '-0',
  '0000-00-00',
  '2017-02-30',
  '9999-12-31',
  '0001-01-01',
  '+275760-09-13T00:00:00.000Z',
  '2017-03-06T09:00:00+99:99',
  '2017-03-06T25:61:61+07:00',
  '២០១៧-០៣-០៦',
  '00000000-0000-0000-0000-000000000000',
  '🧒🏽'.repeat(200),
  '%',
  '%s%n%x',
  '\\',
  '$1',
  '(?:a+)+$',
];

const hostileOthers: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  [],
  {},
  [[]],
  [null],
  Array.from({ length: 3_000 }, () => 'x'),
  JSON.parse('['.repeat(40) + ']'.repeat(40)),
  JSON.parse('{"__proto__": {"admin": true}}'),
  { constructor: { prototype: { admin: true } } },
  { $ne: null },
  { toString: 'x', length: -1 },
];

const dates = ['2017-03-06', '2016-02-29', '1900-01-01', '2100-12-31', '0001-01-01', '9999-12-31', '2017-02-28'];
const times = ['2017-03-06T09:00:00+07:00', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '0001-01-01T00:00:00Z'];

/** Makes values for schemas; `known` are ids that exist, `refs` the shared schemas of the document. */
export class Maker {
  constructor(
    private readonly fc: typeof FastCheck,
    private readonly known: readonly string[],
    private readonly refs: Record<string, Schema> = {},
  ) {}

  /** Anything that does not belong there. */
  hostile(): Values {
    return this.fc.constantFrom<unknown>(...hostileTexts, ...hostileOthers);
  }

  /** Mostly what the schema asks for, so that it gets far; now and then anything. */
  of(schema: Schema | undefined, depth = 0): Values {
    const { fc } = this;
    if (!schema || depth > 8) return this.hostile();
    const fitting = this.fitting(schema, depth);
    return fc.oneof({ weight: 40, arbitrary: fitting }, { weight: 1, arbitrary: this.hostile() });
  }

  private fitting(schema: Schema, depth: number): Values {
    const { fc } = this;
    if (schema.$ref) return this.of(this.refs[String(schema.$ref).split('/').at(-1)!], depth + 1);
    const several = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
    if (several) return fc.oneof(...several.map((one) => this.of(one, depth + 1)));
    if (schema.allOf) {
      const all = (schema.allOf as Schema[]).map((one) => this.of(one, depth + 1));
      return fc
        .tuple(...all)
        .map((parts) => Object.assign({}, ...parts.filter((p) => typeof p === 'object')) as unknown);
    }
    if ('const' in schema) return fc.constant(schema.const as unknown);
    if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]));
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    if (type === 'object') return this.object(schema, depth);
    if (type === 'array') {
      const most = Math.min(schema.maxItems ?? 4, 4);
      const items = fc.array(this.of(schema.items as Schema, depth + 1), { maxLength: most });
      const many = fc.constant(Array.from({ length: (schema.maxItems ?? 50) + 1 }, () => 'x'));
      return fc.oneof({ weight: 30, arbitrary: items }, { weight: 1, arbitrary: many });
    }
    if (type === 'boolean') return fc.boolean();
    if (type === 'null') return fc.constant(null);
    if (type === 'integer' || type === 'number') return this.number(schema);
    return this.text(schema);
  }

  private object(schema: Schema, depth: number): Values {
    const { fc } = this;
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
    const shape = Object.fromEntries(properties.map(([name, one]) => [name, this.of(one, depth + 1)]));
    const whole = fc.record(shape, { requiredKeys: (schema.required ?? []) as never[] });
    const partial = fc.record(shape, { requiredKeys: [] });
    const odd = fc
      .tuple(whole, fc.constantFrom('unknown', '__proto__', 'constructor', ''), this.hostile())
      .map(([object, name, value]) =>
        Object.assign(JSON.parse(JSON.stringify(object)) as object, Object.fromEntries([[name, value]])),
      );
    return fc.oneof({ weight: 30, arbitrary: whole }, { weight: 1, arbitrary: partial }, { weight: 1, arbitrary: odd });
  }

  private number({ minimum, maximum, exclusiveMinimum, type }: Schema): Values {
    const { fc } = this;
    const least = minimum ?? exclusiveMinimum ?? -1_000;
    const most = maximum ?? 1_000_000;
    const borders = fc.constantFrom(least, most, least - 1, most + 1, 0, 0.5);
    const within =
      type === 'integer'
        ? fc.integer({
            min: Math.ceil(least),
            max: Math.max(Math.ceil(least), Math.floor(Math.min(most, 2 ** 31 - 1))),
          })
        : fc.double({ min: least, max: most, noNaN: true });
    return fc.oneof({ weight: 12, arbitrary: within }, { weight: 1, arbitrary: borders });
  }

  private text({ format, pattern, minLength = 0, maxLength = 60 }: Schema): Values {
    const { fc } = this;
    if (format === 'uuid') return fc.oneof(fc.constantFrom(...this.known), fc.uuid());
    if (format === 'date') return fc.constantFrom(...dates);
    if (format === 'date-time') return fc.constantFrom(...times);
    if (format === 'email') return fc.constantFrom('a@b.example', 'a+b@c.example', `${'a'.repeat(64)}@b.example`);
    const plain = fc.oneof(
      fc.constantFrom('Sokha', 'សុខា', "O'Neil", 'a', 'A text of several words.'),
      fc.string({ minLength: Math.min(minLength, 100), maxLength: Math.min(maxLength, 100), unit: 'grapheme' }),
      fc.constant('x'.repeat(Math.min(maxLength, 5_000))),
      fc.constantFrom(...Array.from({ length: 8 }, () => 'y'), 'x'.repeat(Math.min(maxLength, 5_000) + 1)),
    );
    if (!pattern || /\(\?[!=<]/.test(pattern as string)) return plain;
    return fc.oneof(
      { weight: 20, arbitrary: this.matching(pattern as string, plain) },
      { weight: 1, arbitrary: plain },
    );
  }

  private matching(pattern: string, otherwise: Values): Values {
    try {
      return this.fc.stringMatching(new RegExp(pattern, 'u'));
    } catch {
      return otherwise;
    }
  }
}
