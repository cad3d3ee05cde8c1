/** What `npm run doctor` finds in a world, as lines; `root` holds the build. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function askDoctor(environment: NodeJS.ProcessEnv, root: string): Promise<string[]> {
  const file = join(root, 'dist', 'apps', 'commands', 'doctor.js');
  const { stdout } = await run(process.execPath, [file, '--json'], { env: environment, maxBuffer: 1 << 28 }).catch(
    (error: { stdout: string }) => error,
  );
  const { findings } = JSON.parse(stdout) as { findings: { what: string; instance?: string; detail: string }[] };
  return findings.map(({ what, instance, detail }) => `${what} ${instance ?? ''}: ${detail}`);
}
