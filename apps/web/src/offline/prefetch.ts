/** Fetches beforehand what a person needs where there is no connection. */
import type { components } from '../api';
import { ask, client } from '../api/client';
import type { Schema } from '../forms/fields';
import { packagedInspections } from './inspections';
import { changed } from './notice';
import { keepAlso, keepOnly, untilKept } from './reading';
import { ownerOfVault } from './vault';

const mostCases = 60;

/** Cases in which a task is the person's: first those to be acted on, then those whose next visit is still to open. */
async function assignedCases(person: string): Promise<string[]> {
  const cases = new Set<string>();
  for (const upcoming of [undefined, 'true'] as const) await addAssigned(cases, person, upcoming);
  return [...cases].slice(0, mostCases);
}

async function addAssigned(cases: Set<string>, person: string, upcoming: 'true' | undefined): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < 8; page += 1) {
    const query = { mine: 'true' as const, upcoming, limit: 50, cursor };
    const { items, next } = await ask(client.GET('/api/v1/tasks', { params: { query } }));
    for (const { assignee, instance } of items) if (assignee === person && instance) cases.add(instance);
    if (!next) break;
    cursor = next;
  }
}

/** The newest version of each procedure; answers their numbers. */
async function keepForms(): Promise<ReadonlyMap<string, number>> {
  const { items } = await ask(client.GET('/api/v1/workflows'));
  for (const { id } of items) await ask(client.GET('/api/v1/workflows/{id}', { params: { path: { id } } }));
  return new Map(items.map(({ id, version }) => [id, version]));
}

/** The versions that cases follow to their end although there are newer ones: their forms are other forms. */
async function keepOlderForms(cases: readonly KeptCase[], newest: ReadonlyMap<string, number>): Promise<void> {
  const older = cases.filter(({ workflow, workflowVersion }) => newest.get(workflow) !== workflowVersion);
  const versions = new Map(older.map((each) => [`${each.workflow}@${each.workflowVersion}`, each]));
  for (const { workflow: id, workflowVersion: version } of versions.values())
    await ask(client.GET('/api/v1/workflows/{id}', { params: { path: { id }, query: { version } } }));
}

type KeptCase = Pick<components['schemas']['CaseView'], 'workflow' | 'workflowVersion' | 'children'>;

async function keepCase(id: string): Promise<KeptCase> {
  const path = { id };
  const found = await ask(client.GET('/api/v1/instances/{id}', { params: { path } }));
  // who may not read the journal keeps the case without it
  await ask(client.GET('/api/v1/instances/{id}/journal', { params: { path, query: {} } })).catch(() => undefined);
  await ask(client.GET('/api/v1/instances/{id}/visits', { params: { path, query: { limit: 200 } } })).catch(
    () => undefined,
  );
  // whom the census expects, bed by bed, and who may sign it
  if (found.workflow === 'institution-closure') {
    await ask(client.GET('/api/v1/closures/{instance}', { params: { path: { instance: id } } })).catch(() => undefined);
    await keepSigners(found).catch(() => undefined);
  }
  return found;
}

/** The officials whom the team of a census may name. */
async function keepSigners({ workflow: id, workflowVersion: version }: KeptCase): Promise<void> {
  const { events } = await ask(client.GET('/api/v1/workflows/{id}', { params: { path: { id }, query: { version } } }));
  const form = events.find(({ type }) => type === 'census.sealed')?.form as Schema | undefined;
  const roles = form?.properties?.['team']?.items?.properties?.['person']?.['x-roles'];
  if (roles) await ask(client.GET('/api/v1/people', { params: { query: { limit: 100, roles: roles.join() } } }));
}

/**
 * Keeps my tasks, the cases whose tasks are mine (and `also` these) with their journals and children, and the procedures' forms. Throws
 * `Unreached` when the connection breaks on the way, and what was kept before stays; throws where the device is full.
 */
export async function keepForOffline(also: readonly string[] = []): Promise<void> {
  const person = ownerOfVault();
  if (person) await untilKept(() => keepAll(person, also)).finally(changed);
}

async function keepAll(person: string, also: readonly string[]): Promise<void> {
  // whose package lies here is kept whoever of the team its tasks belong to
  const cases = [...new Set([...also, ...(await packagedInspections()), ...(await assignedCases(person))])];
  const newest = await keepForms();
  keepAlso(cases);
  const kept: KeptCase[] = [];
  for (const id of cases) kept.push(await keepCase(id));
  const children = new Set(kept.flatMap((each) => each.children));
  keepAlso(children);
  await keepOlderForms(kept, newest);
  for (const id of children)
    await ask(client.GET('/api/v1/children/{id}', { params: { path: { id } } })).catch(() => undefined);
  await keepOnly([...cases, ...children]);
}
