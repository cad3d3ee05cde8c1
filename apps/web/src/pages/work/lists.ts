/** Which page shows exactly the list that a count was counted over. */
const pages: Record<string, (query: URLSearchParams) => string> = {
  '/tasks': (query) => {
    const address = new URLSearchParams();
    if (query.get('mine') !== 'true') address.set('show', 'all');
    for (const name of ['overdue', 'role', 'area']) if (query.has(name)) address.set(name, query.get(name)!);
    return address.size > 0 ? `/?${address}` : '/';
  },
  '/tasks/soon': () => '/?show=soon',
  '/alerts': (query) => (query.get('unread') === 'true' ? '/notifications?show=unread' : '/notifications'),
};

/** The address, in this application, of a list of the API such as `/tasks?mine=true&overdue=true`. */
export function addressOf(list: string): string {
  const { pathname, searchParams } = new URL(list, 'http://list');
  return pages[pathname]?.(searchParams) ?? list;
}
