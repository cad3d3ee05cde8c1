/** Fetches beforehand what a person needs where there is no connection. */
import { ask, client } from '../api/client';
import { keepOnly } from './reading';
import { ownerOfVault } from './vault';

const mostCases = 60;

async function assignedCases(person: string): Promise<string[]> {
  const cases = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < 8; page += 1) {
    const query = { mine: 'true' as const, limit: 50, cursor };
    const { items, next } = await ask(client.GET('/api/v1/tasks', { params: { query } }));
    for (const { assignee, instance } of items) if (assignee === person && instance) cases.add(instance);
    if (!next) break;
    cursor = next;
  }
  return [...cases].slice(0, mostCases);
}

/** Procedures with at least one form for the field. */
async function keepForms(): Promise<void> {
  const { items } = await ask(client.GET('/api/v1/workflows'));
  for (const { id } of items) await ask(client.GET('/api/v1/workflows/{id}', { params: { path: { id } } }));
}

async function keepCase(id: string): Promise<string[]> {
  const path = { id };
  const { children } = await ask(client.GET('/api/v1/instances/{id}', { params: { path } }));
  // who may not read the journal keeps the case without it
  await ask(client.GET('/api/v1/instances/{id}/journal', { params: { path, query: {} } })).catch(() => undefined);
  return children;
}

/**
 * Keeps my tasks, the cases whose tasks are mine with their journals and children, and the procedures' forms. Answers how
 * many cases; throws `Unreached` when the connection breaks on the way, and what was kept before stays.
 */
export async function keepForOffline(): Promise<number> {
  const person = ownerOfVault();
  if (!person) return 0;
  const cases = await assignedCases(person);
  await keepForms();
  await keepOnly(cases);
  const children = new Set<string>();
  for (const id of cases) for (const child of await keepCase(id)) children.add(child);
  await keepOnly([...cases, ...children]);
  for (const id of children)
    await ask(client.GET('/api/v1/children/{id}', { params: { path: { id } } })).catch(() => undefined);
  return cases.length;
}
