/** Tells the pages, of this tab and the others, that something on the device changed. */
const listeners = new Set<() => void>();
const others = typeof BroadcastChannel === 'function' ? new BroadcastChannel('homeward.device') : undefined;
if (others) others.onmessage = () => listeners.forEach((tell) => tell());

export function onChange(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
export function changed(): void {
  listeners.forEach((tell) => tell());
  others?.postMessage('changed');
}
