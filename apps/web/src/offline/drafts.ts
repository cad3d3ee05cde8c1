/** Drafts: saved as they are typed, encrypted, one for each form and person. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { now } from '../api/now';
import type { Answers } from '../forms/values';
import { changed } from './notice';
import { askToStay, isUsable, removeFrom, store, type KeptDraft } from './store';
import type { Draft } from './types';
import { close, onLock, onVault, ownerOfVault, reopen, vaultState } from './vault';

/** A change is saved so long after the last key (ms), and however fast somebody types, so long after the last saving. */
const pause = 300;
const longest = 1_500;

/** Name of the draft of a form: of a case, or of an opening. */
export const draftId = (command: { instance?: string; workflow: string; event: string }): string =>
  command.instance ? `${command.instance}:${command.event}` : `open:${command.workflow}:${command.event}`;

const nameOf = (person: string, id: string): string => `${person}|${id}`;

/** Keeps a draft now. */
export async function saveDraft(id: string, version: number, answers: Answers): Promise<number> {
  const person = ownerOfVault();
  if (!person) throw new Error('the vault is locked');
  const savedAt = now();
  const { rows } = answers;
  const count = Array.isArray(rows) ? { rows: rows.length } : {};
  const draft: KeptDraft = { person, id, version, savedAt, closed: await close(answers), ...count };
  await (await store()).put('drafts', draft, nameOf(person, id));
  askToStay();
  return savedAt;
}

async function findDraft(id: string): Promise<{ answers: Answers; savedAt: number; version: number } | undefined> {
  const person = ownerOfVault();
  if (!person) return undefined;
  const kept = await (await store()).get('drafts', nameOf(person, id));
  const answers = await reopen<Answers>(kept?.closed);
  return kept && answers && { answers, savedAt: kept.savedAt, version: kept.version };
}

async function removeDraft(id: string): Promise<void> {
  const person = ownerOfVault();
  if (person) await (await store()).delete('drafts', nameOf(person, id));
  changed();
}

export type KeptDraftName = Pick<KeptDraft, 'id' | 'savedAt' | 'rows'>;
/** Names and times of the person's drafts, the newest first; of lists, how many rows they have. */
export async function listDrafts(): Promise<KeptDraftName[]> {
  const person = ownerOfVault();
  if (!person || !isUsable()) return [];
  const all = await (await store()).getAll('drafts');
  return all
    .filter((draft) => draft.person === person)
    .map(({ id, savedAt, rows }) => ({ id, savedAt, ...(rows !== undefined && { rows }) }))
    .sort((a, b) => b.savedAt - a.savedAt);
}

/** Takes away drafts for which there is no key any more. */
export const removeDraftsOf = (person: string): Promise<void> =>
  removeFrom('drafts', (draft) => draft.person === person);

const unsaved = new Map<string, () => Promise<void>>();
const saveAll = () => Promise.all([...unsaved.values()].map((save) => save()));
onLock(saveAll);
addEventListener('pagehide', () => void saveAll());
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void saveAll());

interface Kept {
  answers: Answers;
  savedAt?: number;
  state: Draft['state'];
  older?: number;
}

/** The draft of a form (`draftId`); `version` is the workflow's version that the form belongs to. */
export function useDraft(id: string, version = 0): Draft {
  const vault = useSyncExternalStore(onVault, vaultState);
  const person = vault.state === 'open' ? vault.person : undefined;
  const [kept, setKept] = useState<Kept>({ answers: {}, state: 'loading' });
  const typed = useRef<Answers | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<number>(undefined);

  useEffect(() => {
    let here = true;
    typed.current = undefined;
    setKept({ answers: {}, state: 'loading' });
    void (isUsable() ? findDraft(id) : Promise.resolve(undefined))
      .catch(() => undefined)
      .then((found) => {
        // what was typed meanwhile is newer
        if (!here || typed.current) return;
        const older = found && version > 0 && found.version > 0 && found.version < version ? found.version : undefined;
        setKept(found ? { ...found, state: 'saved', older } : { answers: {}, state: 'empty' });
      });
    return () => void (here = false);
  }, [id, person, version]);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    waiting.current = undefined;
    const answers = typed.current;
    unsaved.delete(id);
    if (!answers) return;
    try {
      const savedAt = await saveDraft(id, version, answers);
      if (typed.current === answers) setKept((old) => ({ ...old, savedAt, state: 'saved', older: undefined }));
      changed();
    } catch {
      setKept((old) => ({ ...old, state: 'failed' }));
    }
  }, [id, version]);

  useEffect(() => () => void save(), [save]);

  const change = useCallback(
    (answers: Answers) => {
      typed.current = answers;
      setKept((old) => ({ ...old, answers, state: 'saving' }));
      unsaved.set(id, save);
      clearTimeout(timer.current);
      waiting.current ??= performance.now();
      const left = longest - (performance.now() - waiting.current);
      timer.current = setTimeout(() => void save(), Math.max(0, Math.min(pause, left)));
    },
    [id, save],
  );

  const discard = useCallback(async () => {
    clearTimeout(timer.current);
    typed.current = undefined;
    unsaved.delete(id);
    setKept({ answers: {}, state: 'empty' });
    if (isUsable()) await removeDraft(id);
  }, [id]);

  const { answers, savedAt, state, older } = kept;
  return { answers, change, discard, savedAt, state, older, endsWithSession: vault.state !== 'open' || !vault.pin };
}
