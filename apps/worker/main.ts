/** `npm run start:worker`: a worker alone, on a server; any number of them may run. */
import { config } from '../../libs/database';
import { announceWorker } from '../announce';
import { buildContext, makeLog } from '../context';
import { openForPart, PartRefusal, runProcess } from '../process';
import { partTexts } from '../texts';
import { processMetrics, startTelemetry } from '../telemetry';
import { sayAlive } from './alive';
import { startWorker } from './worker';

runProcess(async (life) => {
  const settings = config(process.env);
  if (settings.clock === 'manual') throw new PartRefusal(partTexts.manual);
  const database = await openForPart(settings, life);
  const log = makeLog(settings);
  const telemetry = await startTelemetry(settings, 'worker', log, life);
  telemetry?.measure(processMetrics());
  const worker = await startWorker(await buildContext(settings, database, log, telemetry));
  life.keep('worker', () => worker.close());
  if (settings.workerPort !== undefined) {
    const alive = await sayAlive(worker, { host: settings.host, port: settings.workerPort });
    life.keep('sign of life', () => alive.close());
  }
  announceWorker(process.uptime());
  log.info({ seconds: process.uptime() }, 'ready');
});
