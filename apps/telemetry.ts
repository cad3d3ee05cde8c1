/** Traces and metrics over OTLP, where the configuration asks for them; otherwise none of it is loaded. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { projectRoot, type Config } from '../libs/database';
import type { Telemetry, TelemetryLog } from '../libs/telemetry';
import type { Life } from './process';

/** Starts it, and stops it after all that is started later, so that their last words are sent. `part`: whose process it is. */
export async function startTelemetry(
  { telemetry: settings }: Config,
  part: 'product' | 'api' | 'worker',
  log: TelemetryLog,
  life: Life,
): Promise<Telemetry | undefined> {
  if (!settings) return undefined;
  const { Telemetry } = await import('../libs/telemetry');
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  const telemetry = new Telemetry(settings, { name: part, version }, log);
  life.keep('telemetry', () => telemetry.close());
  return telemetry;
}

/** What a process says of itself where it has no other numbers: memory, processor, event loop. What is due stands in the database, and every API tells it. */
export function processMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
