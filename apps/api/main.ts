/** `npm run start:api`: requests alone, on a server; the workers are processes of their own. */
import { silenceOf } from '../../libs/alerts';
import { config } from '../../libs/database';
import { announce } from '../announce';
import { buildContext, makeLog } from '../context';
import { openForPart, refuseTakenPort, runProcess } from '../process';
import { startTelemetry } from '../telemetry';
import { startApi } from './server';

runProcess(async (life) => {
  const settings = config(process.env);
  await refuseTakenPort(settings);
  const database = await openForPart(settings, life);
  const log = makeLog(settings);
  const context = await buildContext(settings, database, log, await startTelemetry(settings, 'api', log, life));
  // with the clock by hand there is no worker: setting the clock sweeps
  if (settings.clock === 'real') context.worker = () => silenceOf(database.app);
  const api = await startApi(context);
  life.keep('api', () => api.close());
  announce({ url: api.url, config: settings, demo: [], seconds: process.uptime() });
  log.info({ url: api.url, seconds: process.uptime() }, 'ready');
});
