import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { learning } from '../../src/evaluate/tasks/learning.ts';
import { readConfiguration } from '../../src/platform/configuration/read-configuration.ts';
import type { Answers, StreamEntry } from './simulation/learning-stream.ts';

const Output = z.object({
  predictions: z.array(
    z.object({
      index: z.number(),
      probability: z.number(),
      state: z.enum(['insufficient', 'emerging', 'established', 'contested', 'stale']),
    })
  ),
  rankings: z.array(z.object({ index: z.number(), order: z.array(z.string()) })),
  brier: z.number().nullable(),
  brierSkill: z.number().nullable(),
  expectedCalibrationError: z.number().nullable(),
});
export type ProductAnswers = Answers & z.infer<typeof Output>;

/** The same task in this process: a process of its own costs as much to start as half a year to read. */
export async function productAnswersHere({ stream }: { stream: readonly StreamEntry[] }): Promise<ProductAnswers> {
  if (learning.input !== 'document') {
    throw new Error('learning reads one document');
  }
  const read = readConfiguration({ IM_SHARED_KEY: 'only-for-a-measurement'.repeat(3) });
  if (!read.ok) {
    throw new Error('the default configuration does not hold');
  }
  const context = { configuration: read.value.configuration, store: 'memory' } as const;
  const { result } = await learning.evaluate(learning.schema.parse({ stream }), context);
  return Output.parse(JSON.parse(JSON.stringify(result)));
}

const COMMAND = new URL('../../src/evaluate/evaluate.ts', import.meta.url).pathname;

/** What the product says: `npm run evaluate -- learning` over a file of the stream, as a process of its own. */
export async function productAnswers({ stream }: { stream: readonly StreamEntry[] }): Promise<ProductAnswers> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-learning-'));
  try {
    const [input, output] = [path.join(folder, 'in.json'), path.join(folder, 'out.json')];
    writeFileSync(input, JSON.stringify({ stream }));
    await promisify(execFile)(process.execPath, [COMMAND, 'learning', '--in', input, '--out', output]);
    return Output.parse(JSON.parse(readFileSync(output, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
