/** What the pages of inspections ask of the server, and what of an inspection lies on this device. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useQuery } from '@tanstack/react-query';
import { ask, client, type components } from '../../api';
import { heldInspection, onInspections, readInspection, useVault, type KeptInspection } from '../../offline';

export type Inspection = components['schemas']['Inspection'];
export type Planned = components['schemas']['PlannedInspection'];
export type ServerPiece = components['schemas']['Pieces']['items'][number];

/** What was sent so far, put together by the server. */
export const useInspection = (id: string, enabled = true) =>
  useQuery({
    queryKey: ['inspection', id],
    enabled,
    queryFn: () => ask(client.GET('/api/v1/inspections/{instance}', { params: { path: { instance: id } } })),
  });

/** Every piece that the server has. */
export const usePieces = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['inspection', id, 'pieces'],
    enabled,
    queryFn: async (): Promise<ServerPiece[]> => {
      const all: ServerPiece[] = [];
      for (let after: string | undefined; ;) {
        const query = { limit: 500, after };
        const page = await ask(
          client.GET('/api/v1/inspections/{instance}/pieces', { params: { path: { instance: id }, query } }),
        );
        all.push(...page.items);
        if (!page.next) return all;
        after = page.next;
      }
    },
  });

/** The checklist by its version, for who has no package. */
export const useChecklist = (version: number | undefined) =>
  useQuery({
    queryKey: ['checklist', version],
    enabled: version !== undefined,
    staleTime: Infinity,
    queryFn: () =>
      ask(client.GET('/api/v1/inspections/checklists/{version}', { params: { path: { version: String(version) } } })),
  });

/** What lies on this device of an inspection; null where its package was not downloaded, undefined while that is not known. */
export function useKeptInspection(id: string): KeptInspection | null | undefined {
  const vault = useVault();
  const [looked, setLooked] = useState(false);
  const kept = useSyncExternalStore(onInspections, () => heldInspection(id));
  useEffect(() => {
    let here = true;
    setLooked(false);
    void readInspection(id)
      .catch(() => undefined)
      .then(() => here && setLooked(true));
    return () => void (here = false);
  }, [id, vault]);
  return kept ?? (looked ? null : undefined);
}
