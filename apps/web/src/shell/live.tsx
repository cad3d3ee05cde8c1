/**
 * Refreshes what is on the screen when the server says that something changed (server-sent events). Where the stream is
 * not there, or breaks, everything shown is asked for again each minute.
 */
import { useEffect } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useSigned } from '../api';
import { keysOf, staleAfter } from './live-keys';

/** ms between asking again without a stream, and before a refused stream is tried again */
const poll = 60_000;
const retry = 5 * 60_000;
/** ms a new stream may take to open: what changed before that, the server tells of once more */
const prompt = 1_500;
/** ms in which changes are gathered, so that one act that touches much asks once */
const gather = 400;

/** Listens until it is stopped. */
function listen(queries: QueryClient, address: string): () => void {
  let stream: EventSource | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let gathered: ReturnType<typeof setTimeout> | undefined;
  const changed = new Map<string, readonly string[]>();

  const refresh = () => {
    gathered = undefined;
    for (const key of changed.values()) void queries.invalidateQueries({ queryKey: key });
    changed.clear();
  };
  const told = ({ data }: MessageEvent<string>) => {
    for (const key of keysOf(data).flatMap(staleAfter)) changed.set(key.join(' '), key);
    gathered ??= setTimeout(refresh, gather);
  };
  // each reading of a child's file is recorded: it is not read again by itself
  const everything = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'child' });
  const startPolling = () => {
    polling ??= setInterval(() => {
      if (document.visibilityState === 'visible') everything();
    }, poll);
  };
  const stopPolling = () => {
    clearInterval(polling);
    polling = undefined;
  };
  const open = () => {
    const began = performance.now();
    let isNew = true;
    stream = new EventSource(address);
    stream.onopen = () => {
      stopPolling();
      // what is on the screen may be older than what a new stream tells of
      if (isNew && performance.now() - began > prompt) everything();
      isNew = false;
    };
    stream.onmessage = told;
    // the break was too long to be told what was missed
    stream.addEventListener('reload', everything);
    stream.onerror = () => {
      startPolling();
      // the browser reconnects by itself, with Last-Event-ID, unless the answer was a refusal
      if (stream?.readyState === EventSource.CLOSED) again = setTimeout(open, retry);
    };
  };
  open();
  return () => {
    stream?.close();
    stopPolling();
    clearTimeout(again);
    clearTimeout(gathered);
  };
}

export function LiveUpdates() {
  const queries = useQueryClient();
  const person = useSigned().me.person.id;
  useEffect(() => {
    if (typeof EventSource === 'undefined') return undefined;
    return listen(queries, '/api/v1/live');
  }, [queries, person]);
  return null;
}
