import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfiguration } from '../platform/configuration/read-configuration.ts';
import { EvaluationProblem } from './evaluation-problem.ts';
import type { EvaluationContext, EvaluationOutcome, EvaluationTask, StoreKind } from './evaluation-task.ts';
import { readCases, readDocument } from './read-input.ts';
import { TASKS } from './tasks/all-tasks.ts';

const USAGE = 'npm run --silent evaluate -- TASK --in FILE --out FILE [--store sqlite|memory|elasticsearch --url URL]';
const STORES: readonly StoreKind[] = ['sqlite', 'elasticsearch', 'memory'];

type Tasks = Readonly<Record<string, EvaluationTask>>;

interface Call {
  readonly name: string;
  readonly task: EvaluationTask;
  readonly inFile: string;
  readonly outFile: string;
  readonly store: StoreKind;
  readonly url: string | null;
}

/** Runs one task and writes its output, or says what is wrong and writes nothing. */
export async function runEvaluation(parameters: readonly string[], tasks: Tasks = TASKS): Promise<void> {
  const { name, task, inFile, outFile, store, url } = readCall(parameters, tasks);
  const context: EvaluationContext = { configuration: defaultConfiguration(), store, url };
  const outcome = await evaluate(task, inFile, context);
  const { settings, timing, result } = outcome;
  await write(outFile, { task: name, version: productVersion(), settings, timing, ...result });
}

function readCall(parameters: readonly string[], tasks: Tasks): Call {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...parameters],
      options: {
        ...{ in: { type: 'string' }, out: { type: 'string' }, url: { type: 'string' } },
        store: { type: 'string', default: 'memory' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new EvaluationProblem(`${(error as Error).message}\nusage: ${USAGE}`);
  }
  const { positionals, values } = parsed;
  const [name = '', ...more] = positionals;
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
  if (task === undefined) {
    throw new EvaluationProblem(`"${name}" is no task; there are: ${Object.keys(tasks).join(', ')}\nusage: ${USAGE}`);
  }
  const store = STORES.find((kind) => kind === values.store);
  if (store === undefined) {
    throw new EvaluationProblem(`--store ${values.store}: expected one of ${STORES.join(', ')}`);
  }
  if (values.in === undefined || values.out === undefined || more.length > 0) {
    throw new EvaluationProblem(`expected a task, --in FILE and --out FILE, and nothing else\nusage: ${USAGE}`);
  }
  const url = values.url ?? null;
  if ((store === 'elasticsearch') !== (url !== null)) {
    throw new EvaluationProblem(`--store elasticsearch and --url URL belong together\nusage: ${USAGE}`);
  }
  if (url !== null && !/^https?:\/\/[^@]+$/.test(url)) {
    throw new EvaluationProblem('--url: expected http or https, without a user or password in it');
  }
  return { name, task, inFile: values.in, outFile: values.out, store, url };
}

function evaluate(task: EvaluationTask, file: string, context: EvaluationContext): Promise<EvaluationOutcome> {
  return task.input === 'cases'
    ? task.evaluate(readCases(file, task.schema), context)
    : readDocument(file, task.schema).then((input) => task.evaluate(input, context));
}

/** Nothing of the environment counts: everybody measures the same. The key opens nothing, but it has no default. */
function defaultConfiguration(): EvaluationContext['configuration'] {
  const read = readConfiguration({ IM_SHARED_KEY: `${randomUUID()}${randomUUID()}` });
  if (!read.ok) {
    throw new Error(
      `the default configuration does not hold: ${read.failure.map(({ problem }) => problem).join('; ')}`
    );
  }
  return read.value.configuration;
}

function productVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** Whole or not at all: beside the place first, then moved there. */
async function write(file: string, output: unknown): Promise<void> {
  const beside = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(beside, `${JSON.stringify(output)}\n`);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new EvaluationProblem(`${file} cannot be written: ${(error as Error).message}`);
  }
}
