/** What of the register a person may read and do: asks access first, keeps the read log, and runs the commands. */
import type { z } from 'zod';
import { isAssigned, isDirected, may, scopeOf, type Action } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { actionOf, type CommandData, type CommandName, type Listing } from '../../libs/registry';
import type { Actor } from '../../workflows/workflow';
import { actorOf, type ApiRequest } from './authentication';
import type { Context } from './context';
import { keyOf, routeOf } from './keys';
import { presentCounts } from './lists/presence';
import type { authoritiesQuery, childrenQuery, factsQuery, institutionsQuery, pageQuery } from './schemas';
import { patternOf } from './security';
import { Visibility } from './visibility';

/** The record a command is about, or the area it lies in. */
export type About = string | { kind: 'child' | 'family' | 'institution' | 'incident'; id: string };

type Query<S extends z.ZodType> = z.infer<S>;

export class Register {
  private readonly visibility: Visibility;

  constructor(private readonly context: Context) {
    this.visibility = new Visibility(context);
  }

  /** Runs a command of the registry that the matrix allows the actor for every record it is about. */
  async run(
    request: ApiRequest,
    name: CommandName,
    data: unknown,
    ...about: About[]
  ): Promise<Record<string, unknown>> {
    const actor = actorOf(request);
    for (const one of about) await this.check(actor, actionOf[name] as Action, one);
    const { registry, engine } = this.context;
    const asking = { actor, route: routeOf(request), key: keyOf(request) };
    return registry.run(name, data, asking, (reaction, line, checks) => engine.react(reaction, line, checks));
  }

  async addChild(request: ApiRequest, body: CommandData<'child.register'>) {
    const { names, birth, sex, village, ids, family, siblings } = body;
    const actor = actorOf(request);
    if (!may(actor, 'child.register', { area: body.area })) throw new Problem('forbidden');
    // who may not search describes a child, and learns nothing of others that are alike
    const searches = may(actor, 'child.search', { area: actor.area });
    if (searches && names.length === 0)
      throw new Problem('form_invalid', { errors: [{ path: 'names', code: 'required' }] });
    for (const id of siblings ?? []) await this.check(actor, 'child.register', { kind: 'child', id });
    if (family !== undefined) await this.check(actor, 'family.register', { kind: 'family', id: family });
    const alike = searches && (await this.context.registry.findDuplicates({ names, birth, sex, village, ids }));
    const answer = await this.run(request, 'child.register', body, body.area);
    if (searches) await this.visibility.logRead(request, 'search');
    return { ...answer, duplicates: alike || { certain: 0, probable: 0, earlier: [] } };
  }

  async amendChild(request: ApiRequest, id: string, body: Omit<CommandData<'child.amend'>, 'child'>) {
    if (body.family !== undefined)
      await this.check(actorOf(request), 'family.register', { kind: 'family', id: body.family });
    return this.run(request, 'child.amend', { child: id, ...body }, { kind: 'child', id });
  }

  async addMember(request: ApiRequest, family: string, body: Omit<CommandData<'family.member'>, 'family'>) {
    const about: About[] = [{ kind: 'family', id: family }];
    if (body.child !== undefined) about.push({ kind: 'child', id: body.child });
    return this.run(request, 'family.member', { ...body, family }, ...about);
  }

  /**
   * Its telephone by who registers; its name, by which the watch list knows it (N-23), by province or ministry; its type, places and
   * operator, on which rules rest, by who decides its standing.
   */
  async amendInstitution(request: ApiRequest, id: string, body: Omit<CommandData<'institution.amend'>, 'institution'>) {
    const about = { kind: 'institution', id } as const;
    if (body.kind !== undefined || body.capacity !== undefined || body.operatorAgency !== undefined)
      await this.check(actorOf(request), 'standing.decide', about);
    if (body.nameKm !== undefined || body.nameEn !== undefined)
      await this.check(actorOf(request), 'institution.rename', about);
    return this.run(request, 'institution.amend', { institution: id, ...body }, about);
  }

  /** Somebody is no longer behind it: by province or ministry, because whoever is behind it has no say about it (N-40). */
  async endInstitutionPerson(request: ApiRequest, id: string, person: string, body: { reason: string }) {
    const about = { kind: 'institution', id } as const;
    await this.check(actorOf(request), 'institution.untie', about);
    const { rowCount } = await this.context.pool.query(
      'select from homeward.institution_people where id = $1 and institution = $2',
      [person, id],
    );
    if (rowCount === 0) throw new Problem('not_found');
    return this.run(request, 'institution.personEnd', { institution: id, endOf: person, ...body }, about);
  }

  async recordFact(request: ApiRequest, body: CommandData<'fact.record'>) {
    const actor = actorOf(request);
    const { institution } = body;
    // what somebody has seen is recorded wherever the child belongs; the matrix alone decides who records facts
    if (!may(actor, 'fact.record', { area: actor.area, institution })) throw new Problem('forbidden');
    if (body.kind === 'inspection') await this.checkInspector(actor, institution!);
    if (body.corrects !== undefined) await this.checkCorrector(actor, body.corrects);
    return this.run(request, 'fact.record', body);
  }

  /** An inspection keeps a home eligible (P-24): it is recorded by who inspects there, never by the home. */
  private async checkInspector(actor: Actor, institution: string): Promise<void> {
    const found = await this.context.registry.findInstitution(institution);
    if (!found) return;
    const { area, operator, operatorAgency } = found;
    const inspects =
      operator === 'state'
        ? may(actor, 'inspection.state', { area, operatorAgency: operatorAgency ?? undefined, conditions: ['joint'] })
        : may(actor, 'inspection.ngo', { area, conditions: ['spot check'] });
    if (!inspects) throw new Problem('forbidden');
  }

  /** Who recorded a fact corrects it; another's is corrected by who corrects children's files there. */
  private async checkCorrector(actor: Actor, id: string): Promise<void> {
    const { rows } = await this.context.pool.query<{ by: string; area: string | null }>(
      `select f.by, coalesce(c.area, n.area) as area from homeward.facts f
       left join homeward.children c on c.id = f.child left join homeward.institutions n on n.id = f.institution where f.id = $1`,
      [id],
    );
    const fact = rows[0];
    if (!fact || fact.by === actor.person) return;
    if (!may(actor, 'child.correct', { area: fact.area ?? '' })) throw new Problem('forbidden');
  }

  /** An incident is handled by its owner, or by a supervisor over the area; broken glass by its review alone. */
  async handleIncident(
    request: ApiRequest,
    name: 'incident.acknowledge' | 'incident.resolve',
    id: string,
    body: object,
  ) {
    const actor = actorOf(request);
    const about = { kind: 'incident', id } as const;
    await this.check(actor, 'incident.handle', about);
    const { rows } = await this.context.pool.query<{
      kind: string;
      role: string;
      area: string;
      assignee: string | null;
    }>(
      `select n.kind, n.role, n.area, (select t.assignee from homeward.tasks t where t.incident = n.id and t.closed_at is null limit 1) as assignee
       from homeward.incidents n where n.id = $1`,
      [id],
    );
    const { kind, role, area, assignee } = rows[0]!;
    const owns = actor.role === role || assignee === actor.person || may(actor, 'task.assign', { area });
    const reviewed = ['BREAK_GLASS_REVIEW', 'REPORT_TO_REVIEW'].includes(kind) && name === 'incident.resolve';
    if (!owns || reviewed) throw new Problem('forbidden');
    return this.run(request, name, { id, ...body }, about);
  }

  async decide(request: ApiRequest, id: string, how: 'approve' | 'reject', reason: string | undefined) {
    const { rows } = await this.context.pool.query<{ kind: 'birth' | 'merge'; child: string }>(
      `select 'birth' as kind, child from homeward.birth_corrections where id = $1
       union all select 'merge', kept from homeward.merges where id = $1`,
      [id],
    );
    const found = rows[0];
    if (!found) throw new Problem('not_found');
    return this.run(request, `${found.kind}.${how}`, { id, reason }, { kind: 'child', id: found.child });
  }

  // ---- reading ---------------------------------------------------------------------------------------------------

  async children(request: ApiRequest, { text, identifier, value, reason, ...query }: Query<typeof childrenQuery>) {
    const actor = actorOf(request);
    this.may(actor, 'child.read');
    const scope = scopeOf(actor);
    if (identifier !== undefined || value !== undefined)
      return this.byIdentifier(request, { identifier, value, reason });
    if (text !== undefined && scope.search === 'identifier') throw new Problem('forbidden');
    if (text !== undefined) await this.visibility.logRead(request, 'search');
    const { institution: placed } = scope;
    const listing = { ...query, text, placed, areas: placed ? [query.area ?? ''] : this.areas(actor, query.area) };
    const page = await this.context.registry.listChildren({
      ...listing,
      limit: Math.min(query.limit, text ? scope.limit : query.limit),
    });
    const hidden = await this.context.access.hidden(
      actor,
      page.items.map((child) => child.id),
    );
    const items = page.items.filter((child) => !hidden.has(child.id));
    await this.context.readLog.record(
      ...items.map((child) => ({ actor, kind: 'child' as const, subject: child.id, via: 'GET /api/v1/children' })),
    );
    return { items, next: page.next };
  }

  /** By exact identifier and with a reason, in the whole country: says only where the child's file lies. */
  private async byIdentifier(request: ApiRequest, given: { identifier?: string; value?: string; reason?: string }) {
    const errors = (['identifier', 'value', 'reason'] as const)
      .filter((field) => given[field] === undefined)
      .map((path) => ({ path, code: 'required' }));
    if (errors.length > 0) throw new Problem('form_invalid', { errors });
    const actor = actorOf(request);
    this.may(actor, 'child.search');
    const ids = await this.context.registry.findByIdentifier(given.identifier!, given.value!);
    const hidden = await this.context.access.hidden(actor, ids);
    const found = ids.filter((id) => !hidden.has(id));
    await this.context.readLog.record({
      actor,
      kind: 'search',
      via: `GET /api/v1/children by ${given.identifier}: ${given.reason}`,
    });
    await this.visibility.logRead(request, 'search', undefined, found);
    const items = await Promise.all(
      found.map(async (id) => ({ id, area: (await this.context.registry.findArea('child', id)) ?? null })),
    );
    return { items, next: null };
  }

  async child(request: ApiRequest, id: string) {
    const breakGlass = await this.checkRead(request, id);
    const child = await this.context.registry.findChild(id);
    if (!child) throw new Problem('not_found');
    await this.visibility.logRead(request, 'child', id, [], breakGlass);
    return child;
  }

  async facts(request: ApiRequest, query: Query<typeof factsQuery>) {
    if (query.child === undefined && query.institution === undefined)
      throw new Problem('form_invalid', { errors: [{ path: 'child', code: 'required' }] });
    await this.checkReads(request, query);
    return this.withoutHidden(request, await this.context.registry.listFacts(this.narrowed(request, query)), query);
  }

  async authorities(
    request: ApiRequest,
    query: Query<typeof authoritiesQuery> & { child?: string; institution?: string },
  ) {
    await this.checkReads(request, query);
    const page = await this.context.registry.listAuthorities(this.narrowed(request, query));
    return this.withoutHidden(request, page, query);
  }

  /** A director reads what concerns the own institution, also of a child's earlier years. */
  private narrowed<Q extends { institution?: string }>(request: ApiRequest, query: Q): Q {
    const { institution } = scopeOf(actorOf(request));
    return institution === undefined ? query : { ...query, institution };
  }

  /** Rows of an institution's list about children whose files the person may know of; each is a read of that child's file. */
  private async withoutHidden<T extends { child?: string | null }>(
    request: ApiRequest,
    page: { items: T[]; next: string | null },
    query: { child?: string },
  ): Promise<{ items: T[]; next: string | null }> {
    if (query.child !== undefined) return page;
    const actor = actorOf(request);
    const children = [...new Set(page.items.flatMap((row) => row.child ?? []))];
    const hidden = await this.context.access.hidden(actor, children);
    const via = `${request.method} ${patternOf(request)}`;
    await this.context.readLog.record(
      ...children.filter((id) => !hidden.has(id)).map((subject) => ({ actor, kind: 'child' as const, subject, via })),
    );
    return { ...page, items: page.items.filter((row) => !row.child || !hidden.has(row.child)) };
  }

  async readers(request: ApiRequest, id: string) {
    const actor = actorOf(request);
    await this.checkRead(request, id);
    this.may(actor, 'readLog.read');
    const items = await this.context.readLog.readersOf(id);
    return { items: items.map((read) => ({ ...read, at: new Date(read.at).toISOString() })), next: null };
  }

  async corrections(request: ApiRequest, query: Query<typeof pageQuery>) {
    const actor = actorOf(request);
    this.may(actor, 'merge.approve');
    const page = await this.context.registry.listProposals({ ...query, areas: this.areas(actor) });
    return this.withoutHidden(request, page as { items: { child: string }[]; next: string | null }, {});
  }

  families(request: ApiRequest, query: Query<typeof pageQuery>) {
    const actor = actorOf(request);
    this.may(actor, 'family.register');
    return this.context.registry.listFamilies({ ...query, areas: this.areas(actor) });
  }

  async family(request: ApiRequest, id: string) {
    const actor = actorOf(request);
    const family = await this.visibility.orNotFound(actor, 'family', id, async () => {
      const found = await this.context.registry.findFamily(id);
      const seen = found !== undefined && may(actor, 'child.read', { area: found.area });
      if (!seen || (await this.context.access.isNamed(actor, found.children))) throw new Problem('not_found');
      return found;
    });
    await this.visibility.logRead(request, 'family', id, family.children);
    return family;
  }

  /** Each with how many children are there, where the person may read who they are. */
  async institutions(request: ApiRequest, query: Query<typeof institutionsQuery>) {
    const actor = actorOf(request);
    const own = scopeOf(actor).institution;
    this.may(actor, 'institution.read', own);
    const areas = own !== undefined ? [''] : query.area !== undefined ? [query.area] : [''];
    const page = await this.context.registry.listInstitutions({ ...query, areas, id: own });
    const present = await presentCounts(this.context, actor, page.items);
    return { ...page, items: page.items.map((one) => ({ ...one, present: present.get(one.id) ?? null })) };
  }

  async institution(request: ApiRequest, id: string) {
    const actor = actorOf(request);
    const found = await this.visibility.orNotFound(actor, 'institution', id, async () => {
      const one = await this.context.registry.findInstitution(id);
      if (!one || !may(actor, 'institution.read', { institution: id })) throw new Problem('not_found');
      return one;
    });
    await this.visibility.logRead(request, 'institution', id);
    return found;
  }

  // ---- who may ---------------------------------------------------------------------------------------------------

  private async checkReads(
    request: ApiRequest,
    { child, institution }: { child?: string; institution?: string },
  ): Promise<void> {
    if (child !== undefined) {
      const breakGlass = await this.checkRead(request, child);
      await this.visibility.logRead(request, 'child', child, [], breakGlass);
    }
    if (institution === undefined) return;
    const actor = actorOf(request);
    await this.visibility.orNotFound(actor, 'institution', institution, async () => {
      const area = await this.context.registry.findArea('institution', institution);
      if (area === undefined || !may(actor, 'child.read', { area, institution })) throw new Problem('not_found');
    });
    await this.visibility.logRead(request, 'institution', institution);
  }

  /** A child's file: by area, by assignment to an open case, by institution, by broken glass; never by who is named. */
  private checkRead(request: ApiRequest, id: string): Promise<string | undefined> {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, 'child', id, async () => {
      const area = await this.context.registry.findArea('child', id);
      const { rows } = await this.context.pool.query<{
        children: string[] | null;
        areas: string[];
        institutions: string[];
        assigned: string[];
      }>(
        `select homeward.records_of($1)::text[] as children, coalesce(array_agg(distinct place.code), '{}') as areas,
           coalesce(array_agg(distinct n.subject::text) filter (where n.subject is not null), '{}') as institutions,
           coalesce(array_agg(distinct t.assignee::text) filter (where t.assignee is not null), '{}') as assigned
         from homeward.subjects s join homeward.instances i on i.id = s.instance and i.status = 'open'
         cross join lateral unnest(i.area || i.guests) place(code)
         left join homeward.subjects n on n.instance = i.id and n.kind = 'institution'
         left join homeward.tasks t on t.instance = i.id and t.closed_at is null
         where s.kind = 'child' and s.subject = any (homeward.records_of($1))`,
        [id],
      );
      const { children, areas, institutions, assigned } = rows[0]!;
      const own = actor.institution;
      const institution = own && (await this.houseOf(own, id, institutions.includes(own)));
      // what a director holds is asked of the house, and opens no file
      const held = isDirected(actor) ? [] : assigned;
      // of a child that is not there the same is asked, all at once: how long it takes does not tell
      const subjects = [...new Set([area ?? '', ...areas])].map((one) => ({
        area: one,
        children: children ?? [id],
        institution,
        assigned: held,
      }));
      const looks = await Promise.all(subjects.map((subject) => this.context.access.look(actor, subject)));
      for (const [i, { sight, breakGlass }] of area === undefined ? [] : looks.entries()) {
        const reads = breakGlass !== undefined || isAssigned(actor, held) || may(actor, 'child.read', subjects[i]);
        if (sight !== 'none' && reads) return breakGlass;
      }
      throw new Problem('not_found');
    });
  }

  /** Refuses, as if there were none, children whose files the actor may not read and whom nobody in the actor's area registered. */
  async checkNamed(request: ApiRequest, children: readonly string[]): Promise<void> {
    const actor = actorOf(request);
    const { rows } = await this.context.pool.query<{ stream: string }>(
      `select stream from homeward.journal where stream = any ($1::uuid[]) and seq = 1
       and starts_with(entry::jsonb -> 'actor' ->> 'area', $2)`,
      [children, actor.area],
    );
    const own = new Set(rows.map((row) => row.stream));
    const hidden = await this.context.access.hidden(actor, children);
    for (const [i, id] of children.entries())
      if (!own.has(id) || hidden.has(id))
        await this.checkRead(request, id).catch((problem: unknown) => {
          if (!(problem instanceof Problem) || problem.code !== 'not_found') throw problem;
          throw new Problem('form_invalid', { errors: [{ path: `children.${i}`, code: 'unknown_child' }] });
        });
  }

  /**
   * The institution, where its director reads of a child: a decision awaits or keeps it there; or it is there, as others have
   * told it last, and an open case of the house names it (`isNamed`) or its decision is suspended. Of who has left nothing more is read
   * (domain D, need to know), and saying that a child is back opens nobody its file.
   */
  private async houseOf(own: string, child: string, isNamed: boolean): Promise<string | undefined> {
    const { rows } = await this.context.pool.query<{ reads: boolean }>(
      `with decided as (select status from homeward.authorities where child = any (homeward.records_of($1)) and institution = $2::uuid)
       select exists (select from decided where status in ('awaiting', 'inForce'))
         or ($3::boolean or exists (select from decided where status = 'suspended'))
           and homeward.present_at((select coalesce(merged_into, id) from homeward.children where id = $1)) = $2
           and (select case when f.kind in ('presence', 'arrival') then f.institution end from homeward.facts f
             where f.child = any (homeward.records_of($1)) and f.role <> 'rciDirector'
               and f.kind in ('presence', 'arrival', 'departure', 'placedInFamily', 'death')
               and not exists (select from homeward.facts x where x.corrects = f.id)
             order by f.at desc, f.recorded_at desc, f.seq desc limit 1) = $2 as reads`,
      [child, own, isNamed],
    );
    return rows[0]!.reads ? own : undefined;
  }

  private async check(actor: Actor, action: Action, about: About): Promise<void> {
    if (typeof about === 'string') {
      if (!may(actor, action, { area: about })) throw new Problem('forbidden');
      return;
    }
    await this.visibility.orNotFound(actor, about.kind, about.id, async () => {
      const area = await this.context.registry.findArea(about.kind, about.id);
      if (area === undefined) throw new Problem('not_found');
      if (await this.context.access.isNamed(actor, await this.childrenOf(about))) throw new Problem('not_found');
      const subject = { area, ...(about.kind === 'institution' && { institution: about.id }) };
      if (may(actor, action, subject)) return;
      const visible = about.kind === 'institution' || may(actor, 'child.read', { area });
      throw new Problem(visible ? 'forbidden' : 'not_found');
    });
  }

  /** Children whose files a record is part of. */
  private async childrenOf({ kind, id }: Exclude<About, string>): Promise<string[]> {
    if (kind === 'institution') return [];
    const of = {
      child: 'select unnest(homeward.records_of($1))::text as child',
      family: 'select id::text as child from homeward.children where family = $1',
      incident: 'select child::text from homeward.incidents where id = $1 and child is not null',
    }[kind];
    const { rows } = await this.context.pool.query<{ child: string }>(of, [id]);
    return rows.map((row) => row.child);
  }

  private may(actor: Actor, action: Action, institution = actor.institution): void {
    if (!may(actor, action, { area: actor.area, institution })) throw new Problem('forbidden');
  }

  /** Areas of a list: the actor's own, narrowed to the one asked for. */
  private areas(actor: Actor, asked?: string): Listing['areas'] {
    const { area: own, withoutChildren } = scopeOf(actor);
    if (own === undefined || withoutChildren) return [];
    if (asked === undefined) return [own];
    return asked.startsWith(own) ? [asked] : own.startsWith(asked) ? [own] : [];
  }
}
