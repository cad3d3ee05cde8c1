/** The one API process of the benchmark: told its database by the environment, it tells its address by a message. */
import { config, openDatabase } from '../../../libs/database';
import { startApi } from '../../api/server';
import { buildContext, makeLog } from '../../context';

async function main(): Promise<void> {
  const settings = config(process.env);
  const database = await openDatabase(settings, { mode: 'share', connections: 12 });
  const api = await startApi(await buildContext(settings, database, makeLog(settings)));
  process.send!({ url: api.url });
  process.on('disconnect', () => void api.close().then(() => process.exit(0)));
}

void main();
