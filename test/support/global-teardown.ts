import { removeRunFolder } from './cluster';

/** Stops the run's PostgreSQL and removes its files. */
export default async function stop(): Promise<void> {
  const run = (globalThis as { homewardTest?: { folder: string; started: Promise<() => Promise<void>> } }).homewardTest;
  if (!run) return;
  const end = await run.started;
  await end();
  removeRunFolder(run.folder);
}
