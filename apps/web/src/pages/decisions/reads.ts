/** What the pages of decisions ask of the server. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';
import type { Answers } from '../../forms';
import type { Text } from '../../language';
import type { Case } from '../cases/reads';

export type AgendaItem = components['schemas']['AgendaItem'];
export type DecisionLine = components['schemas']['DecisionLine'];
export type JournalLine = components['schemas']['JournalLine'];

export const useAgenda = (date: string | undefined) =>
  useQuery({
    queryKey: ['agenda', date],
    queryFn: () => ask(client.GET('/api/v1/agenda', { params: { query: { date } } })),
  });

export interface RegisterFilter {
  from?: string;
  to?: string;
  area?: string;
  outcome?: string;
}
export const useDecisions = (filter: RegisterFilter) =>
  useInfiniteQuery({
    queryKey: ['decisions', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor }) =>
      ask(client.GET('/api/v1/decisions', { params: { query: { ...filter, cursor, limit: 50 } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** What the file of a case holds: the last content of each form, as far as the person may read it. */
export interface File {
  /** content of the last line of each event that is not corrected */
  last: ReadonlyMap<string, { data: Answers; at: string }>;
  /** events whose content this person may not read */
  hidden: ReadonlySet<string>;
}

export const fileOf = (lines: readonly JournalLine[]): File => {
  const last = new Map<string, { data: Answers; at: string }>();
  const hidden = new Set<string>();
  const told = lines.filter(({ kind, corrected }) => kind === 'event' && corrected === null);
  for (const { event, data, at } of [...told].sort((one, other) => one.seq - other.seq)) {
    if (data !== null && typeof data === 'object') last.set(event, { data: data as Answers, at });
    if (data === null) hidden.add(event);
    else hidden.delete(event);
  }
  return { last, hidden };
};

/** The whole file; refused where the appointment reads no journal. */
export const useFile = (id: string) =>
  useQuery({
    queryKey: ['instance', id, 'file'],
    queryFn: async (): Promise<File> => {
      const lines: JournalLine[] = [];
      let cursor: string | undefined;
      do {
        const params = { path: { id }, query: { cursor, limit: 200 } };
        const page = await ask(client.GET('/api/v1/instances/{id}/journal', { params }));
        lines.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor);
      return fileOf(lines);
    },
  });

export interface DocumentLine {
  document: string;
  kind: 'letter' | 'form';
  title: Text;
  events: string[];
  line: number | null;
  number: string | null;
  at: string | null;
  revoked: { at: string; reason: Text } | null;
}
export const useDocuments = (id: string) =>
  useQuery({
    queryKey: ['instance', id, 'documents'],
    queryFn: async (): Promise<DocumentLine[]> => {
      const answer: unknown = await ask(client.GET('/api/v1/instances/{id}/documents', { params: { path: { id } } }));
      return (answer as { items: DocumentLine[] }).items;
    },
  });

/** Events with which the panel, the director and the ministry decide. */
const deciding = /^(panel|decision|appeal|challenge)\./;
export const decisionsOf = ({ allowed }: Case): Case['allowed'] => allowed.filter(({ event }) => deciding.test(event));
/** Does the case wait for one of them? Filing an appeal or a challenge decides nothing. */
export const hasDecision = (of: Case): boolean => decisionsOf(of).some(({ event }) => !event.endsWith('.filed'));
