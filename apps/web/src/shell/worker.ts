/** The service worker keeps the application itself, never an answer about a child. */
let waiting: ServiceWorker | undefined;
const told = new Set<() => void>();

/** Is there a newer version that waits? */
export const newVersionWaits = (): boolean => waiting !== undefined;
export function onNewVersion(tell: () => void): () => void {
  told.add(tell);
  return () => told.delete(tell);
}

/** Takes the newer version; drafts and what waits to be sent stay. */
export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage({ type: 'SKIP_WAITING' });
}

function found(worker: ServiceWorker | null): void {
  if (!worker) return;
  const look = () => {
    if (worker.state !== 'installed' || !navigator.serviceWorker.controller) return;
    waiting = worker;
    told.forEach((tell) => tell());
  };
  look();
  worker.addEventListener('statechange', look);
}

/** Registers the service worker where the browser allows one (HTTPS, or this very machine). */
export function keepShell(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  void navigator.serviceWorker.register('/sw.js').then(
    // a browser that blocks service workers may answer with nothing
    (registration: ServiceWorkerRegistration | undefined) => {
      if (!registration) return;
      found(registration.waiting);
      registration.addEventListener('updatefound', () => found(registration.installing));
    },
    () => undefined,
  );
}
