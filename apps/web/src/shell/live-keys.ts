/** What an event of the live stream makes stale. */

type Key = readonly string[];

/** Lists in which something of what changed stands, by the first word of the key. */
const alsoStale: Record<string, string[]> = {
  tasks: ['counts', 'team', 'watch', 'agenda', 'approvals', 'visits'],
  alerts: ['counts', 'watch'],
  incidents: ['counts', 'tasks'],
  instances: ['counts', 'requests', 'visits'],
  institution: ['institutions'],
};

/** The keys that an event names, `{keys: ["tasks", "instance:<id>"]}`; none when it is not understood. */
export function keysOf(data: string): Key[] {
  try {
    const { keys } = JSON.parse(data) as { keys?: unknown };
    if (!Array.isArray(keys)) return [];
    return keys.filter((key) => typeof key === 'string' && key !== '').map((key: string) => key.split(':'));
  } catch {
    return [];
  }
}

/** Every key that is stale after one changed: itself, and the lists in which it stands. */
export const staleAfter = (key: Key): Key[] => [key, ...(alsoStale[key[0]!] ?? []).map((name) => [name])];
