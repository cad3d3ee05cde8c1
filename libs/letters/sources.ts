/** Reads what documents are written from: the lines of a case, and the names of the register. */
import type { Pool } from 'pg';
import { Problem, type Entry, type Instance, type SettingsPort } from '../engine';
import { roleTexts } from '../../workflows/roles';
import { dateOf } from '../../workflows/time';
import type { Actor, DocumentSource, DocumentSpec, NamedChild, Revocation, Role, Text } from '../../workflows/workflow';
import { placeKey } from './form';
import { letterTexts as texts, placeKinds } from './texts';
import { birthText, letterDate, nameText, number } from './words';

/** An accepted line of a case. */
export interface Line {
  seq: number;
  at: number;
  on: string;
  entry: Entry;
  restricted: boolean;
  /** undefined: retention has removed it */
  content: { data: any; facts: DocumentSource['facts'] } | undefined;
}

interface Row {
  seq: number;
  at: Date;
  entry: string;
  compartment: string | null;
  body: string | null;
}

/** What takes the force from a document written from the line `seq`; undefined while nothing has. */
export function findRevocation(
  spec: DocumentSpec,
  seq: number,
  lines: readonly Line[],
): { line: Line; reason: Text } | undefined {
  for (const line of lines) {
    const found = line.seq > seq && spec.revokedBy.find((revocation) => revokes(revocation, line));
    if (found) return { line, reason: found.reason };
  }
  return undefined;
}

/** Is the document written from such a line? */
export const isSource = ({ sources, into }: DocumentSpec, entry: Entry): boolean =>
  sources.includes(entry.event) && (into === undefined || cameInto(entry, into));

function revokes({ event, deadline, to, unless }: Revocation, { entry, content }: Line): boolean {
  const happened = event === undefined ? entry.event.startsWith(`xstate.after.${deadline}.`) : entry.event === event;
  const revoked = happened && entry.consumed !== true && (to === undefined || cameInto(entry, to));
  return revoked && unless?.(content?.data ?? {}) !== true;
}

/** A place with all that contain it, on one line. */
const placeText = (places: Text[]): Text => ({
  en: places.map(({ en }) => en).join(', '),
  km: places.map(({ km }) => km).join(' '),
});

const capital = ({ en, km }: Text): Text => ({ en: en.charAt(0).toUpperCase() + en.slice(1), km });
const cameInto = ({ to }: Entry, state: string): boolean =>
  (to ?? '').split(' ').some((path) => `.${path}.`.includes(`.${state}.`));

export class Sources {
  constructor(
    private readonly pool: Pool,
    private readonly settings: SettingsPort,
  ) {}

  /** The accepted lines of an instance, in order. */
  async lines(instance: string): Promise<Line[]> {
    const { rows } = await this.pool.query<Row>(
      `select j.seq, j.at, j.entry, c.compartment, c.body from homeward.journal j left join homeward.contents c using (stream, seq)
       where j.stream = $1 and j.version is not null order by j.seq`,
      [instance],
    );
    return rows.map((row) => ({
      seq: row.seq,
      at: row.at.getTime(),
      on: dateOf(row.at.getTime()),
      entry: JSON.parse(row.entry) as Entry,
      restricted: row.compartment === 'restricted',
      content: row.body === null ? undefined : (JSON.parse(row.body) as Line['content']),
    }));
  }

  /** The source of a line. Throws `conflict` where retention has removed what it said. */
  async sourceOf(instance: Instance, line: Line, lines: readonly Line[]): Promise<DocumentSource> {
    if (!line.content) throw new Problem('conflict');
    const settings = await this.settings.version(line.entry.parameters!, line.entry.calendar!);
    const { data, facts } = line.content;
    return this.source(
      // a case that moves leaves its documents where they were written
      { ...instance, area: line.entry.area ?? instance.area },
      { event: line.entry.event, data, facts: facts ?? {}, at: line.at, actor: line.entry.actor, ...settings },
      lines.filter(({ seq }) => seq < line.seq),
    );
  }

  /** The source of an act, with the lines before it. */
  async source(
    instance: Instance,
    act: Pick<DocumentSource, 'event' | 'data' | 'facts' | 'at' | 'actor' | 'parameters' | 'calendar'>,
    before: readonly Line[],
  ): Promise<DocumentSource> {
    const named = Array.isArray(act.data?.children) ? (act.data.children as string[]) : undefined;
    const ids = named ?? act.facts.children?.map(({ id }) => id) ?? instance.subjects.children;
    const institution = (act.data?.institution as string | undefined) ?? instance.subjects.institution;
    const places = await this.places(instance.area);
    const earlier: DocumentSource['earlier'] = {};
    for (const { entry, restricted, content, on } of before)
      if (!restricted && content) earlier[entry.event] = { on, data: content.data };
    return {
      ...act,
      on: dateOf(act.at),
      earlier,
      children: await this.children(ids),
      institution: institution ? (await this.names([institution])).get(institution) : undefined,
      place: placeText(places),
      province: places.at(-1) ?? texts.none,
      date: letterDate,
      number,
    };
  }

  /** Names of whatever ids of children, institutions and people, and codes of places, occur in the data. */
  async namesIn(data: unknown): Promise<Map<string, Text>> {
    const written = JSON.stringify(data ?? null);
    const ids = written.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? [];
    const names = await this.names([...new Set(ids.map((id) => id.toLowerCase()))]);
    const codes = new Set((written.match(/"(\d{2}){1,4}"/g) ?? []).map((code) => code.slice(1, -1)));
    for (const code of codes) {
      const places = await this.places(code);
      // what lies outside the gazetteer stays as it was written
      if (places.length === code.length / 2) names.set(placeKey(code), placeText(places));
    }
    return names;
  }

  /** The head of the paper: the office of the person who acted. */
  async officeOf(actor: Actor, area: string): Promise<Text[]> {
    const { role } = actor;
    if (role === 'mosvy') return [texts.ministry];
    const level = role === 'commune' || role === 'village' ? 6 : role.startsWith('pdosvy') ? 2 : 4;
    const [place] = await this.places((actor.area || area).slice(0, level));
    if (!place) return [texts.ministry];
    const office = level === 2 ? texts.department : level === 4 ? texts.districtOffice : texts.communeCommittee;
    const { administration } = texts;
    return [{ en: `${administration.en} ${place.en}`, km: `${administration.km}${place.km}` }, office];
  }

  /** Who signs: the role, the name, and for whom. */
  async signatoryOf(actor: Actor): Promise<{ role: Text; name: Text; behalf: Text | null }> {
    const names = await this.names([actor.person, ...(actor.actingFor ? [actor.actingFor] : [])]);
    return {
      role: capital(roleTexts[actor.role as Role] ?? texts.none),
      name: names.get(actor.person) ?? texts.none,
      behalf: (actor.actingFor && names.get(actor.actingFor)) || null,
    };
  }

  private async names(ids: string[]): Promise<Map<string, Text>> {
    const { rows } = await this.pool.query<{ id: string; km: string | null; en: string | null }>(
      `select a.id, n.km, n.latin as en from homeward.children a
         join lateral (select km, latin from homeward.child_names where child = coalesce(a.merged_into, a.id) order by ord limit 1) n on true where a.id = any($1::uuid[])
       union all select id, name_km, name_en from homeward.institutions where id = any($1::uuid[])
       union all select id, name_km, name_en from homeward.people where id = any($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, km, en }) => [id, nameText(km, en)]));
  }

  private async children(ids: string[]): Promise<NamedChild[]> {
    const { rows } = await this.pool.query<{
      id: string;
      sex: NamedChild['sex'];
      birth: { from: string; to: string; precision: string };
    }>(
      `select a.id, c.sex, json_build_object('from', c.birth_from, 'to', c.birth_to, 'precision', c.birth_precision) as birth
       from homeward.children a join homeward.children c on c.id = coalesce(a.merged_into, a.id) where a.id = any($1::uuid[]) order by c.birth_from, a.id`,
      [ids],
    );
    const names = await this.names(ids);
    return rows.map(({ id, sex, birth }) => ({
      id,
      sex,
      name: names.get(id) ?? texts.none,
      birth: birthText(birth),
    }));
  }

  /** A place and all that contain it, the smallest first. */
  private async places(area: string): Promise<Text[]> {
    const { rows } = await this.pool.query<{ km: string; en: string; kind: string }>(
      `select name_km as km, name_en as en, kind_km as kind from homeward.areas where $1 like code || '%' order by level desc`,
      [area],
    );
    return rows.map(({ km, en, kind }) => ({
      en: placeKinds[kind] ? `${en} ${placeKinds[kind]}` : en,
      km: `${kind}${km}`,
    }));
  }
}
