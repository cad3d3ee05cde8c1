/** The statement that writes copies of a template: every row with the ids of its copy, contents and chains hashed anew. */
import { escapeLiteral } from 'pg';
import { digestOf } from '../../../libs/engine';
import { casesOfDistrict, sqlOf, workersOfDistrict } from './places';
import { replaced, type Template } from './templates';

/** Types of the columns of the tables, by `table.column`. */
export type Types = ReadonlyMap<string, string>;

const numberOf = 'n';
const district = `(n / ${casesOfDistrict})`;
/** spread over a district without a pattern: neighbouring numbers are different templates */
const spread = (over: number, salt: number): string => `(abs(hashint4(n + ${salt})) % ${over})`;
const commune = `${sqlOf.district(district)} || '0' || (1 + ${spread(4, 5)})`;

/** SQL of each value of a copy that stands for one of `replaced`, then for the case, its reference, its child and the birthday. */
const known: Record<keyof typeof replaced, string> = {
  worker: sqlOf.person('dsw', district, spread(workersOfDistrict, 1)),
  commune: sqlOf.person('commune', district, `(1 + ${spread(4, 5)})`),
  supervisor: sqlOf.person('supervisor', district),
  officer: sqlOf.person('officer', `(${district} / 20)`),
  director: sqlOf.person('director', `(${district} / 20)`),
  institution: sqlOf.institution(district, spread(4, 9)),
  village: `${commune} || '01'`,
  area: commune,
  district: sqlOf.district(district),
  province: sqlOf.province(district),
};

/** Ids and keys that a copy may not share with its template. */
function ownIds({ tables }: Template): string[] {
  const of = (table: string, column: string) => tables[table]!.flatMap((row) => row[column] ?? []);
  return [
    ...new Set([
      ...['facts', 'incidents', 'tasks', 'alerts'].flatMap((table) => of(table, 'id')),
      ...of('streams', 'id'),
      ...of('journal', 'key'),
    ]),
  ];
}

/** SQL of an id of what never ends, made of a name and the number of the copy. */
const keptSql = (name: string): string => `('8' || substr(md5('${name}' || ${numberOf})::uuid::text, 2))`;

/** Texts of a template that a copy replaces, each with the SQL that stands for it. */
function replacements(template: Template): Map<string, string> {
  const { instance, child, reference, born } = template;
  const found = new Map<string, string>();
  for (const [name, text] of Object.entries(replaced)) found.set(text, `(${known[name as keyof typeof known]})::text`);
  // a copy was opened when its template was, and lies in the same year
  const own = `md5('bench case ' || ${numberOf})::uuid::text`;
  found.set(
    instance,
    `(${escapeLiteral(`${instance.slice(0, 14)}7`)} || substr(${own}, 16, 4) || '8' || substr(${own}, 21))`,
  );
  found.set(child, keptSql(`bench child `));
  // a number of ten digits: none of the sequence
  found.set(reference, `${escapeLiteral(reference.slice(0, 8))} || lpad((n + 1)::text, 10, '0')`);
  found.set(born, `(date '2006-01-01' + ${spread(1_800, 3)})::text`);
  for (const [i, id] of ownIds(template).entries()) if (!found.has(id)) found.set(id, keptSql(`bench ${i} `));
  return found;
}

/** Replaces the texts of a copy within others: an SQL expression over `c`, whose array holds what stands for each. */
class Replacer {
  private readonly places = new Map<string, string>();
  private readonly pattern: RegExp;

  constructor(replacedTexts: string[], array: string) {
    replacedTexts.forEach((text, i) => this.places.set(text, `${array}[${i + 1}]`));
    // codes of areas are short: within a text they count in quotes alone
    const parts = replacedTexts.map((text) => (/^\d+$/.test(text) ? `(?<=")${text}(?=")` : text));
    this.pattern = new RegExp(parts.sort((a, b) => b.length - a.length).join('|'), 'g');
  }

  sql(text: string | null | undefined, type: string): string {
    if (text === null || text === undefined) return `null::${type}`;
    const whole = this.places.get(text);
    if (whole) return `${whole}::${type}`;
    const pieces: string[] = [];
    let from = 0;
    for (const match of text.matchAll(this.pattern)) {
      pieces.push(escapeLiteral(text.slice(from, match.index)), this.places.get(match[0])!);
      from = match.index + match[0].length;
    }
    if (pieces.length === 0) return `${escapeLiteral(text)}::${type}`;
    return `concat(${[...pieces, escapeLiteral(text.slice(from))].join(', ')})::${type}`;
  }
}

/** Lines of a template in the order of their streams and numbers. */
function linesOf({ tables, states }: Template) {
  const contents = new Map(tables['contents']!.map((row) => [`${row['stream']} ${row['seq']}`, row]));
  return tables['journal']!.toSorted((a, b) =>
    a['stream']! < b['stream']! ? -1 : a['stream']! > b['stream']! ? 1 : Number(a['seq']) - Number(b['seq']),
  ).map((line) => {
    const content = contents.get(`${line['stream']} ${line['seq']}`);
    const { state } = JSON.parse(line['entry']!) as { state?: string };
    return { line, content, state: state === undefined ? undefined : states.get(state) };
  });
}

/**
 * The statement that writes a copy for each number from `$1` to `$2` of which the remainder by `$4` is in `$3`. Numbers count
 * from 0; the chain of each stream is hashed line by line as the write door does it.
 */
export function copyStatement(template: Template, types: Types): string {
  const found = replacements(template);
  const ids = new Replacer([...found.keys()], 'c.a');
  const lines = linesOf(template);
  // digests of the contents and the states, each hashed once
  const texts = new Map<string, string>();
  for (const { content, state } of lines)
    for (const text of [content?.['body'], state]) if (text) texts.set(digestOf(text), text);
  const digests = [...texts.keys()];
  const bodies = lines.flatMap(({ content }, i) => (content ? [`${ids.sql(content['body'], 'text')} as b${i}`] : []));
  const hashed = digests.map((digest) => {
    const line = lines.findIndex(({ content }) => content?.['digest'] === digest);
    const text = line >= 0 ? `c.b${line}` : ids.sql(texts.get(digest), 'text');
    return `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
  });
  const all = new Replacer([...found.keys(), ...digests], 'c.a');
  const entries = lines.map(({ line }, i) => `${all.sql(line['entry'], 'text')} as e${i}`);
  const chain = lines.map(({ line }, i) => {
    const before =
      i > 0 && lines[i - 1]!.line['stream'] === line['stream']
        ? `c${i - 1}.h${i - 1}`
        : `decode(repeat('00', 32), 'hex')`;
    const stream = ids.sql(line['stream'], 'uuid');
    return `cross join lateral (select homeward.line_hash(${before}, ${stream}, ${line['seq']}, c.e${i}) as h${i} offset 0) c${i}`;
  });
  const insert = (
    table: string,
    values: (row: Record<string, string | null>, i: number) => Record<string, string>,
  ): string => {
    const rows = template.tables[table]!.map(values);
    if (rows.length === 0) return '';
    const columns = Object.keys(rows[0]!);
    const list = rows.map((row) => `(${Object.values(row).join(', ')})`).join(',\n');
    return `, put_${table} as (insert into homeward.${table} (${columns.join(', ')})
      select v.* from chained c cross join lateral (values ${list}) v)`;
  };
  const plain = (table: string, over: (row: Record<string, string | null>) => Record<string, string> = () => ({})) =>
    insert(table, (row) => ({
      ...Object.fromEntries(
        Object.entries(row).map(([name, text]) => [name, all.sql(text, types.get(`${table}.${name}`)!)]),
      ),
      ...over(row),
    }));
  const headOf = (id: string | null) => ({ head: `c.h${lines.findLastIndex(({ line }) => line['stream'] === id)}` });
  const place = (row: Record<string, string | null>) =>
    lines.findIndex(({ line }) => line['stream'] === row['stream'] && line['seq'] === row['seq']);
  const omitted = new Set(['streams', 'instances', 'journal', 'contents', 'visits']);
  return `with numbered as (select n from generate_series($1::int, $2::int) n where n % $4::int = any ($3::int[])),
    named as materialized (select n, array[${[...found.values()].join(', ')}] as a from numbered),
    filled as materialized (select c.*${bodies.map((b) => `, ${b}`).join('')} from named c),
    digested as materialized (select c.n, ${digests.length > 0 ? `c.a || array[${hashed.join(', ')}]` : 'c.a'} as a
      ${lines.map(({ content }, i) => (content ? `, c.b${i}` : '')).join('')} from filled c),
    entered as materialized (select c.*, ${entries.join(', ')} from digested c),
    chained as materialized (select c.*, ${lines.map((_, i) => `c${i}.h${i}`).join(', ')} from entered c ${chain.join('\n')})
    ${plain('streams', (row) => headOf(row['id']!))}
    ${plain('instances', (row) => headOf(row['id']!))}
    ${plain('journal', (row) => ({ entry: `c.e${place(row)}`, hash: `c.h${place(row)}` }))}
    ${plain('contents', (row) => ({ body: `c.b${place(row)}` }))}
    ${insert('visits', ({ id: _, ...row }) =>
      Object.fromEntries(
        Object.entries(row).map(([name, text]) => [name, all.sql(text, types.get(`visits.${name}`)!)]),
      ),
    )}
    ${Object.keys(template.tables)
      .filter((table) => !omitted.has(table))
      .map((table) => plain(table))
      .join('\n')}
    select count(*)::int as copies from chained`;
}
