/** What `npm run doctor` finds in a world, as lines. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../libs/database';

const run = promisify(execFile);

export async function askDoctor(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const file = join(projectRoot(), 'dist', 'apps', 'commands', 'doctor.js');
  const { stdout } = await run(process.execPath, [file, '--json'], { env: environment, maxBuffer: 1 << 28 }).catch(
    (error: { stdout: string }) => error,
  );
  const { findings } = JSON.parse(stdout) as { findings: { what: string; instance?: string; detail: string }[] };
  return findings.map(({ what, instance, detail }) => `${what} ${instance ?? ''}: ${detail}`);
}
