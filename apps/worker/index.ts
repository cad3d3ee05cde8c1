export { compareQueue, startWorker, type RunningWorker, type WorkerContext, type WorkerPace } from './worker';
export { migrateQueue } from '../../libs/alerts';
