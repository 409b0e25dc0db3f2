import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const HERE = import.meta.dirname;
const ENVIRONMENT = path.resolve(HERE, '../../../../.cache/python-drain3');
const PYTHON = path.join(ENVIRONMENT, 'bin/python');

const AnswerSchema = z.strictObject({
  assignments: z.array(z.array(z.number())),
  linesPerSecond: z.number(),
});

export type Drain3Answer = z.infer<typeof AnswerSchema>;

/** Drain3, in an environment of its own that is made once; null where Python or the packages are not to be had. */
export async function runDrain3(sets: ReadonlyArray<readonly string[]>): Promise<Drain3Answer | null> {
  if (!existsSync(PYTHON) && spawnSync('python3', ['-m', 'venv', ENVIRONMENT]).status !== 0) {
    return null;
  }
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  if (spawnSync(PYTHON, [...install, '-r', path.join(HERE, 'requirements.txt')]).status !== 0) {
    return null;
  }
  const child = spawn(PYTHON, [path.join(HERE, 'drain3_groups.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stdin.end(JSON.stringify({ sets }));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return code === 0 ? AnswerSchema.parse(JSON.parse(output)) : null;
}
