import type { Pool } from 'pg';
import { Problem } from '../engine';
import { khmerGram, khmerKey, latinKey } from './names';

/** A page of a list; `next` is the cursor of the page after it, null at the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** What every list takes: area prefixes that the asker covers ([''] is the country), a cursor and a size. */
export interface Listing {
  areas: readonly string[];
  cursor?: string;
  limit: number;
}

/** Clauses and values of a query, numbered as they come. */
class Terms {
  readonly values: unknown[] = [];
  private readonly clauses: string[] = [];

  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Adds a clause when the value is given; `?` stands for the value. */
  and(value: unknown, clause: string): this {
    if (value !== undefined) this.clauses.push(clause.replaceAll('?', this.bind(value)));
    return this;
  }

  /** The column lies under one of the area prefixes. */
  under(column: string, areas: readonly string[]): this {
    if (areas.includes('')) return this;
    this.clauses.push(`${column} like any (${this.bind(areas.map((a) => `${a}%`))}::text[])`);
    return this;
  }

  after(cursor: string | undefined, columns: string, casts: string[], backwards = false): this {
    if (cursor === undefined) return this;
    const values = readCursor(cursor, casts);
    this.clauses.push(
      `(${columns}) ${backwards ? '<' : '>'} (${values.map((v, i) => `${this.bind(v)}::${casts[i]!}`).join(', ')})`,
    );
    return this;
  }

  get where(): string {
    return this.clauses.length > 0 ? `where ${this.clauses.join(' and ')}` : '';
  }
}

const forms: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  timestamptz: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
  text: /^[\w:.+-]{1,199}$/,
};
const fits = (value: unknown, cast: string): boolean =>
  typeof value === 'string' && forms[cast]!.test(value) && (cast !== 'timestamptz' || !Number.isNaN(Date.parse(value)));

function readCursor(cursor: string, casts: string[]): string[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(values) && values.length === casts.length && values.every((value, i) => fits(value, casts[i]!)))
      return values;
  } catch {
    // no cursor of ours: answered below
  }
  throw new Problem('form_invalid', { errors: [{ path: 'cursor', code: 'cursor' }] });
}

const name = `(select json_agg(json_strip_nulls(json_build_object('km', km, 'latin', latin)) order by ord) from homeward.child_names n where n.child = c.id)`;
const childColumns = `c.id, c.version, c.status, c.died_on::text as "diedOn", json_build_object('from', c.birth_from, 'to', c.birth_to, 'precision', c.birth_precision) as birth,
  c.sex, c.disability, c.area, c.village, c.family, c.merged_into as "mergedInto", c.registered_at as "registeredAt", ${name} as names`;
const institutionColumns = `i.id, i.version, i.code, i.name_km as "nameKm", i.name_en as "nameEn", i.kind, i.operator, i.operator_agency as "operatorAgency", i.area,
  i.standing, i.standing_since as "standingSince", i.standing_reason as "standingReason", i.authorised_capacity as "authorisedCapacity",
  i.last_inspection::text as "lastInspection", i.phone,
  (select count(distinct a.child)::int from homeward.authorities a where a.institution = i.id and a.status in ('awaiting', 'inForce', 'suspended')) as occupied`;

export interface ChildItem {
  id: string;
  version: number;
  status: 'alive' | 'died';
  diedOn: string | null;
  birth: { from: string; to: string; precision: string };
  sex: string;
  disability: boolean;
  area: string;
  village: string | null;
  family: string | null;
  mergedInto: string | null;
  registeredAt: Date;
  names: { km?: string; latin?: string }[] | null;
}

export interface InstitutionItem {
  id: string;
  version: number;
  code: string;
  nameKm: string;
  nameEn: string;
  kind: string;
  operator: string;
  operatorAgency: string | null;
  area: string;
  standing: string;
  standingSince: Date;
  standingReason: string | null;
  authorisedCapacity: number;
  lastInspection: string | null;
  phone: string | null;
  occupied: number;
}

type Row = Record<string, any>;

/** Reads the registry. Whom it may show what is the caller's to ask; lists are scoped by the areas given. */
export class Reader {
  constructor(protected readonly pool: Pool) {}

  /** A child with everything around it; an id that was merged answers with the record it was merged into. */
  async findChild(id: string): Promise<(ChildItem & Row) | undefined> {
    const { rows } = await this.pool.query<ChildItem & Row>(
      `select ${childColumns}, c.disability_note as "disabilityNote",
        (select coalesce(json_agg(json_build_object('kind', kind, 'value', value) order by kind, value), '[]') from homeward.child_ids x where x.child = c.id) as ids,
        (select coalesce(json_agg(id), '[]') from homeward.children o where o.merged_into = c.id) as merged,
        (select coalesce(json_agg(m.child order by m.child), '[]') from homeward.sibling_members me join homeward.sibling_members m using (sibling_group)
          where me.child = c.id and m.child <> c.id) as siblings,
        (select coalesce(json_agg(json_strip_nulls(json_build_object('id', f.id, 'relation', f.relation, 'nameKm', f.name_km, 'nameLatin', f.name_latin, 'living', f.living,
           'household', f.household, 'area', f.area, 'birthYear', f.birth_year, 'phone', f.phone)) order by f.from_at, f.id), '[]') from homeward.family_members f
          where f.until_at is null and (f.child = c.id or f.child in (select id from homeward.children where merged_into = c.id) or f.family = c.family)) as around,
        (select json_build_object('id', a.id, 'kind', a.kind, 'status', a.status, 'institution', a.institution, 'instance', a.instance, 'from', a.valid_from,
           'until', a.valid_until, 'goal', a.goal) from homeward.authorities a where a.child = c.id and a.status in ('awaiting', 'inForce', 'suspended')
           order by a.status = 'inForce' desc limit 1) as authority,
        homeward.present_at(c.id) as "presentAt"
       from homeward.children a join homeward.children c on c.id = coalesce(a.merged_into, a.id) where a.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Children of the areas, by id; `text` looks for a Khmer or Latin name, `institution` for who is recorded or allowed there, `placed` for who is allowed. */
  async listChildren(
    q: Listing & { text?: string; family?: string; institution?: string; placed?: string; ids?: string[] },
  ): Promise<Page<ChildItem>> {
    const t = new Terms().under('c.area', q.areas).after(q.cursor, 'c.id', ['uuid']);
    t.and(q.family, 'c.family = ?').and(q.ids, 'c.id = any (?::uuid[])');
    t.and(
      q.institution,
      `(homeward.present_at(c.id) = ? or exists (select from homeward.authorities a where a.child = c.id and a.institution = ? and a.status in ('awaiting', 'inForce', 'suspended')))`,
    );
    t.and(
      q.placed,
      `exists (select from homeward.authorities a where a.child = c.id and a.institution = ? and a.status in ('awaiting', 'inForce', 'suspended'))`,
    );
    if (q.text !== undefined) {
      const gram = t.bind(khmerGram(khmerKey(q.text)));
      const latin = t.bind(latinKey(q.text));
      t.and(
        true,
        `exists (select from homeward.child_names n where n.child = c.id and ? and (
        ${gram} <> '' and (n.km_gram like '%' || ${gram} || '%' or homeward.similarity(n.km_gram, ${gram}) >= 0.5)
        or ${latin} <> '' and (n.latin_key like '%' || ${latin} || '%' or homeward.similarity(n.latin_key, ${latin}) >= 0.5)))`,
      );
    }
    t.and(true, 'c.merged_into is null and ?');
    return this.page<ChildItem>(
      `select ${childColumns} from homeward.children c ${t.where} order by c.id`,
      t,
      q.limit,
      (r) => [r.id],
    );
  }

  /** Children that carry the identifier, in whatever area: an exact search, which the caller logs with its reason. */
  async findByIdentifier(kind: string, value: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      'select distinct coalesce(c.merged_into, c.id) as id from homeward.child_ids x join homeward.children c on c.id = x.child where x.kind = $1 and x.value = $2',
      [kind, value],
    );
    return rows.map((r) => r.id);
  }

  async findFamily(id: string): Promise<Row | undefined> {
    const { rows } = await this.pool.query<Row>(
      `select f.id, f.version, f.area, f.village, f.id_poor as "idPoor", f.note,
        (select coalesce(json_agg(c.id order by c.birth_from), '[]') from homeward.children c where c.family = f.id and c.merged_into is null) as children,
        (select coalesce(json_agg(json_strip_nulls(json_build_object('id', m.id, 'relation', m.relation, 'nameKm', m.name_km, 'nameLatin', m.name_latin, 'living', m.living,
          'household', m.household, 'child', m.child)) order by m.from_at, m.id), '[]') from homeward.family_members m where m.family = f.id and m.until_at is null) as members
       from homeward.families f where f.id = $1`,
      [id],
    );
    return rows[0];
  }

  async listFamilies(q: Listing): Promise<Page<Row>> {
    const t = new Terms().under('f.area', q.areas).after(q.cursor, 'f.id', ['uuid']);
    return this.page(
      `select f.id, f.version, f.area, f.village, f.id_poor as "idPoor" from homeward.families f ${t.where} order by f.id`,
      t,
      q.limit,
      (r) => [r.id],
    );
  }

  /** An institution with its premises and the persons behind it. */
  async findInstitution(id: string): Promise<(InstitutionItem & Row) | undefined> {
    const { rows } = await this.pool.query<InstitutionItem & Row>(
      `select ${institutionColumns},
        (select coalesce(json_agg(json_build_object('id', p.id, 'area', p.area, 'address', p.address, 'lat', p.lat, 'lon', p.lon, 'from', p.from_at, 'until', p.until_at)
          order by p.from_at), '[]') from homeward.premises p where p.institution = i.id) as premises,
        (select coalesce(json_agg(json_build_object('id', p.id, 'person', p.person, 'nameKm', p.name_km, 'nameLatin', p.name_latin, 'role', p.role, 'from', p.from_at, 'until', p.until_at)
          order by p.from_at, p.id), '[]') from homeward.institution_people p where p.institution = i.id) as people
       from homeward.institutions i where i.id = $1`,
      [id],
    );
    return rows[0];
  }

  async listInstitutions(
    q: Listing & { kind?: string; standing?: string; operator?: string; id?: string },
  ): Promise<Page<InstitutionItem>> {
    const t = new Terms().under('i.area', q.areas).after(q.cursor, 'i.code', ['text']);
    t.and(q.kind, 'i.kind = ?')
      .and(q.standing, 'i.standing = ?')
      .and(q.operator, 'i.operator = ?')
      .and(q.id, 'i.id = ?');
    return this.page<InstitutionItem>(
      `select ${institutionColumns} from homeward.institutions i ${t.where} order by i.code`,
      t,
      q.limit,
      (r) => [r.code],
    );
  }

  /** Incidents, newest first, each with its task. `overdueAt`: those due before it and not resolved. */
  async listIncidents(
    q: Listing & {
      status?: string;
      child?: string;
      institution?: string;
      role?: string;
      overdueAt?: string;
      id?: string;
    },
  ): Promise<Page<Row>> {
    const t = new Terms().under('x.area', q.areas).after(q.cursor, 'x.opened_at, x.id', ['timestamptz', 'uuid'], true);
    t.and(q.status, 'x.status = ?')
      .and(q.child, 'x.child = any (homeward.records_of(?))')
      .and(q.institution, 'x.institution = ?')
      .and(q.role, 'x.role = ?');
    t.and(q.id, 'x.id = ?').and(q.overdueAt, `x.due_at < ? and x.status <> 'resolved'`);
    return this.page(
      `select x.id, x.kind, x.child, x.institution, x.instance, x.role, x.area, x.ladder, json_build_object('en', x.text_en, 'km', x.text_km) as text, x.opened_at as "openedAt",
        x.due_at as "dueAt", x.status, x.acknowledged_at as "acknowledgedAt", x.resolved_at as "resolvedAt", x.resolution,
        (select t.id from homeward.tasks t where t.incident = x.id order by t.opened_at desc limit 1) as task,
        (select t.assignee from homeward.tasks t where t.incident = x.id order by t.opened_at desc limit 1) as assignee
       from homeward.incidents x ${t.where} order by x.opened_at desc, x.id desc`,
      t,
      q.limit,
      (r) => [(r.openedAt as Date).toISOString(), r.id],
    );
  }

  /** Facts of a child (of all its merged records) or institution, newest first; a corrected one names its correction. */
  async listFacts(q: {
    child?: string;
    institution?: string;
    kind?: string;
    cursor?: string;
    limit: number;
  }): Promise<Page<Row>> {
    const t = new Terms().after(q.cursor, 'f.at, f.id', ['timestamptz', 'uuid'], true);
    t.and(q.child, 'f.child = any (homeward.records_of(?))')
      .and(q.institution, 'f.institution = ?')
      .and(q.kind, 'f.kind = ?');
    return this.page(
      `select f.id, f.kind, f.child, f.institution, f.at, f.recorded_at as "recordedAt", f.by, f.role, f.instance, f.detail, f.corrects,
        (select c.id from homeward.facts c where c.corrects = f.id) as "correctedBy" from homeward.facts f ${t.where} order by f.at desc, f.id desc`,
      t,
      q.limit,
      (r) => [(r.at as Date).toISOString(), r.id],
    );
  }

  /** Authorities of a child or institution, newest first; ended ones too. */
  async listAuthorities(q: {
    child?: string;
    institution?: string;
    open?: boolean;
    cursor?: string;
    limit: number;
  }): Promise<Page<Row>> {
    const t = new Terms().after(q.cursor, 'a.granted_at, a.id', ['timestamptz', 'uuid'], true);
    t.and(q.child, 'a.child = any (homeward.records_of(?))')
      .and(q.institution, 'a.institution = ?')
      .and(q.open, `(a.status in ('awaiting', 'inForce', 'suspended')) = ?`);
    return this.page(
      `select a.id, a.child, a.kind, a.institution, a.status, a.valid_from as "from", a.valid_until as "until", a.goal, a.instance, a.seq, a.granted_at as "grantedAt",
        a.changed_at as "changedAt", a.reason from homeward.authorities a ${t.where} order by a.granted_at desc, a.id desc`,
      t,
      q.limit,
      (r) => [(r.grantedAt as Date).toISOString(), r.id],
    );
  }

  /** Birth corrections and merges that wait for a second person, oldest first. */
  async listProposals(q: Listing): Promise<Page<Row>> {
    const t = new Terms().under('area', q.areas).after(q.cursor, '"proposedAt", id', ['timestamptz', 'uuid']);
    return this.page(
      `select * from (
        select 'birth' as kind, b.id, b.child, null::uuid as merged, json_build_object('from', b.birth_from, 'to', b.birth_to, 'precision', b.birth_precision) as birth, b.reason,
          b.proposed_by as "proposedBy", b.proposed_at as "proposedAt", c.area from homeward.birth_corrections b join homeward.children c on c.id = b.child where b.status = 'proposed'
        union all
        select 'merge', m.id, m.kept, m.merged, null, m.reason, m.proposed_by, m.proposed_at, c.area from homeward.merges m join homeward.children c on c.id = m.kept where m.status = 'proposed') p
       ${t.where} order by "proposedAt", id`,
      t,
      q.limit,
      (r) => [(r.proposedAt as Date).toISOString(), r.id],
    );
  }

  /** Areas under a code, by code; `text` looks in both languages. */
  async listAreas(q: {
    under?: string;
    level?: number;
    text?: string;
    cursor?: string;
    limit: number;
  }): Promise<Page<Row>> {
    const t = new Terms().after(q.cursor, 'a.code', ['text']);
    t.and(q.under === undefined ? undefined : `${q.under}%`, 'a.code like ?').and(q.level, 'a.level = ?');
    t.and(q.text, `(position(lower(?) in lower(a.name_en)) > 0 or position(? in a.name_km) > 0)`);
    return this.page(
      `select a.code, a.level, a.name_km as "nameKm", a.name_en as "nameEn", a.kind_km as "kindKm" from homeward.areas a ${t.where} order by a.code`,
      t,
      q.limit,
      (r) => [r.code],
    );
  }

  /** Area a record belongs to, for the question who may act on it; undefined when there is no such record. */
  async findArea(kind: 'child' | 'family' | 'institution' | 'incident', id: string): Promise<string | undefined> {
    const table = { child: 'children', family: 'families', institution: 'institutions', incident: 'incidents' }[kind];
    const record = kind === 'child' ? '(select coalesce(merged_into, id) from homeward.children where id = $1)' : '$1';
    const { rows } = await this.pool.query<{ area: string }>(
      `select area from homeward.${table} where id = ${record}`,
      [id],
    );
    return rows[0]?.area;
  }

  private async page<T extends Row>(
    text: string,
    terms: Terms,
    limit: number,
    cursor: (row: T) => string[],
  ): Promise<Page<T>> {
    const { rows } = await this.pool.query<T>(
      `${text} limit ${Math.min(Math.max(1, Math.trunc(limit)), 500) + 1}`,
      terms.values,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next: rows.length > limit && last ? Buffer.from(JSON.stringify(cursor(last))).toString('base64url') : null,
    };
  }
}
