/** What of the register a person may read and do: asks access first, keeps the read log, and runs the commands. */
import type { z } from 'zod';
import { may, scopeOf, type Action } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { actionOf, type CommandData, type CommandName, type Listing } from '../../libs/registry';
import type { Actor } from '../../workflows/workflow';
import { actorOf, type ApiRequest } from './authentication';
import type { Context } from './context';
import { keyOf, routeOf } from './keys';
import type { authoritiesQuery, childrenQuery, factsQuery, institutionsQuery, pageQuery } from './schemas';
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
    const { names, birth, sex, village, ids } = body;
    const duplicates = await this.context.registry.findDuplicates({ names, birth, sex, village, ids });
    const answer = await this.run(request, 'child.register', body, body.area);
    await this.visibility.logRead(request, 'search');
    return { ...answer, duplicates };
  }

  async recordFact(request: ApiRequest, body: CommandData<'fact.record'>) {
    const actor = actorOf(request);
    const { institution } = body;
    // what somebody has seen is recorded wherever the child belongs; the matrix alone decides who records facts
    if (!may(actor, 'fact.record', { area: actor.area, institution })) throw new Problem('forbidden');
    return this.run(request, 'fact.record', body);
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
    const institution = scope.institution ?? query.institution;
    const listing = { ...query, text, institution, areas: scope.institution ? [''] : this.areas(actor, query.area) };
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
    await this.checkRead(request, 'child', id);
    const child = await this.context.registry.findChild(id);
    if (!child) throw new Problem('not_found');
    await this.visibility.logRead(request, 'child', id);
    return child;
  }

  async facts(request: ApiRequest, query: Query<typeof factsQuery>) {
    if (query.child === undefined && query.institution === undefined)
      throw new Problem('form_invalid', { errors: [{ path: 'child', code: 'required' }] });
    await this.checkReads(request, query);
    return this.context.registry.listFacts(query);
  }

  async authorities(
    request: ApiRequest,
    query: Query<typeof authoritiesQuery> & { child?: string; institution?: string },
  ) {
    await this.checkReads(request, query);
    return this.context.registry.listAuthorities(query);
  }

  async readers(request: ApiRequest, id: string) {
    const actor = actorOf(request);
    await this.checkRead(request, 'child', id);
    this.may(actor, 'readLog.read');
    const items = await this.context.readLog.readersOf(id);
    return { items: items.map((read) => ({ ...read, at: new Date(read.at).toISOString() })), next: null };
  }

  corrections(request: ApiRequest, query: Query<typeof pageQuery>) {
    const actor = actorOf(request);
    this.may(actor, 'merge.approve');
    return this.context.registry.listProposals({ ...query, areas: this.areas(actor) });
  }

  families(request: ApiRequest, query: Query<typeof pageQuery>) {
    const actor = actorOf(request);
    this.may(actor, 'family.register');
    return this.context.registry.listFamilies({ ...query, areas: this.areas(actor) });
  }

  async family(request: ApiRequest, id: string) {
    const actor = actorOf(request);
    await this.visibility.orNotFound(actor, 'family', id, async () => {
      const area = await this.context.registry.findArea('family', id);
      if (area === undefined || !may(actor, 'child.read', { area })) throw new Problem('not_found');
    });
    const family = (await this.context.registry.findFamily(id))!;
    await this.visibility.logRead(request, 'family', id);
    return family;
  }

  institutions(request: ApiRequest, query: Query<typeof institutionsQuery>) {
    const actor = actorOf(request);
    const own = scopeOf(actor).institution;
    this.may(actor, 'institution.read', own);
    const areas = own !== undefined ? [''] : query.area !== undefined ? [query.area] : [''];
    return this.context.registry.listInstitutions({ ...query, areas, id: own });
  }

  async institution(request: ApiRequest, id: string) {
    const actor = actorOf(request);
    const found = await this.context.registry.findInstitution(id);
    if (!found || !may(actor, 'institution.read', { institution: id })) throw new Problem('not_found');
    await this.visibility.logRead(request, 'institution', id);
    return found;
  }

  // ---- who may ---------------------------------------------------------------------------------------------------

  private async checkReads(
    request: ApiRequest,
    { child, institution }: { child?: string; institution?: string },
  ): Promise<void> {
    if (child !== undefined) {
      await this.checkRead(request, 'child', child);
      await this.visibility.logRead(request, 'child', child);
    }
    if (institution === undefined) return;
    const actor = actorOf(request);
    const area = await this.context.registry.findArea('institution', institution);
    const seen =
      area !== undefined &&
      may(actor, 'institution.read', { institution }) &&
      (scopeOf(actor).institution === institution || this.covers(actor, area));
    if (!seen) throw new Problem('not_found');
    await this.visibility.logRead(request, 'institution', institution);
  }

  /** A child's file: by area, by assignment to an open case, by institution, by broken glass; never by who is named. */
  private checkRead(request: ApiRequest, kind: 'child', id: string): Promise<void> {
    const actor = actorOf(request);
    return this.visibility.orNotFound(actor, kind, id, async () => {
      const area = await this.context.registry.findArea('child', id);
      if (area === undefined) throw new Problem('not_found');
      const { rows } = await this.context.pool.query<{ areas: string[]; institutions: string[]; assigned: string[] }>(
        `select coalesce(array_agg(distinct i.area), '{}') as areas,
           coalesce(array_agg(distinct n.subject::text) filter (where n.subject is not null), '{}') as institutions,
           coalesce(array_agg(distinct t.assignee::text) filter (where t.assignee is not null), '{}') as assigned
         from homeward.subjects s join homeward.instances i on i.id = s.instance and i.status = 'open'
         left join homeward.subjects n on n.instance = i.id and n.kind = 'institution'
         left join homeward.tasks t on t.instance = i.id and t.closed_at is null
         where s.kind = 'child' and s.subject = $1`,
        [id],
      );
      const { areas, institutions, assigned } = rows[0]!;
      const institution = institutions.find((one) => one === actor.institution) ?? (await this.placeOf(id));
      for (const one of [area, ...areas]) {
        if (await this.context.access.maySee(actor, { area: one, children: [id], institution, assigned })) return;
      }
      throw new Problem('not_found');
    });
  }

  private async placeOf(child: string): Promise<string | undefined> {
    const { rows } = await this.context.pool.query<{ institution: string }>(
      `select institution from homeward.authorities where child = $1 and status in ('awaiting', 'inForce', 'suspended') and institution is not null`,
      [child],
    );
    return rows[0]?.institution;
  }

  private async check(actor: Actor, action: Action, about: About): Promise<void> {
    if (typeof about === 'string') {
      if (!may(actor, action, { area: about })) throw new Problem('forbidden');
      return;
    }
    const area = await this.context.registry.findArea(about.kind, about.id);
    if (area === undefined) throw new Problem('not_found');
    const subject = { area, ...(about.kind === 'institution' && { institution: about.id }) };
    if (may(actor, action, subject)) return;
    const visible = about.kind === 'institution' || this.covers(actor, area);
    throw new Problem(visible ? 'forbidden' : 'not_found');
  }

  private may(actor: Actor, action: Action, institution = actor.institution): void {
    if (!may(actor, action, { area: actor.area, institution })) throw new Problem('forbidden');
  }

  private covers(actor: Actor, area: string): boolean {
    const own = scopeOf(actor).area;
    return own !== undefined && area.startsWith(own);
  }

  /** Areas of a list: the actor's own, narrowed to the one asked for. */
  private areas(actor: Actor, asked?: string): Listing['areas'] {
    const { area: own, withoutChildren } = scopeOf(actor);
    if (own === undefined || withoutChildren) return [];
    if (asked === undefined) return [own];
    return asked.startsWith(own) ? [asked] : own.startsWith(asked) ? [own] : [];
  }
}
