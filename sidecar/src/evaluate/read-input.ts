import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { EvaluationProblem } from './evaluation-problem.ts';

export async function readDocument(file: string, schema: z.ZodType): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new EvaluationProblem(`${file} cannot be read: ${reasonOf(error)}`);
  }
  return checked(parsed(text, file), schema, file);
}

/** One case a line; empty lines are passed over. */
export async function* readCases(file: string, schema: z.ZodType): AsyncGenerator<unknown> {
  let number = 0;
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      number += 1;
      const where = `${file}, line ${number}`;
      if (line.trim() !== '') {
        yield checked(parsed(line, where), schema, where);
      }
    }
  } catch (error) {
    throw error instanceof EvaluationProblem
      ? error
      : new EvaluationProblem(`${file} cannot be read: ${reasonOf(error)}`);
  } finally {
    lines.close();
  }
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EvaluationProblem(`${where}: this is not JSON: ${reasonOf(error)}`);
  }
}

function checked(value: unknown, schema: z.ZodType, where: string): unknown {
  const { success, data, error } = schema.safeParse(value);
  if (success) {
    return data;
  }
  const [issue] = error.issues;
  const keys = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? []);
  const path = keys.length === 0 ? '' : `, ${keys.map(String).join('.')}`;
  throw new EvaluationProblem(`${where}${path}: ${issue?.message ?? 'it does not fit'}`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
