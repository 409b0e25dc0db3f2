import type { z } from 'zod';
import type { Configuration } from '../platform/configuration/schema.ts';

export type StoreKind = 'sqlite' | 'elasticsearch' | 'memory';

/** What every task is given. The configuration is the product's own, with nothing set. */
export interface EvaluationContext {
  readonly configuration: Configuration;
  /** Where the task needs a store. */
  readonly store: StoreKind;
  /** Address of the server, where the store is one. */
  readonly url?: string | null;
}

export interface EvaluationOutcome {
  /** Those in force, of everything that the task uses. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly timing: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
}

/** The input is one document, read whole. */
interface DocumentTask<Input> {
  readonly input: 'document';
  readonly schema: z.ZodType<Input>;
  evaluate(input: Input, context: EvaluationContext): Promise<EvaluationOutcome>;
}

/** The input is one case a line, of which one at a time is in memory. */
interface CasesTask<Case> {
  readonly input: 'cases';
  readonly schema: z.ZodType<Case>;
  evaluate(cases: AsyncIterable<Case>, context: EvaluationContext): Promise<EvaluationOutcome>;
}

// The registry holds tasks of any input; each checks its own with its schema before it sees it.
export type EvaluationTask = DocumentTask<unknown> | CasesTask<unknown>;

export function documentTask<Input>(task: Omit<DocumentTask<Input>, 'input'>): EvaluationTask {
  return {
    input: 'document',
    schema: task.schema,
    evaluate: (input, context) => task.evaluate(input as Input, context),
  };
}

export function casesTask<Case>(task: Omit<CasesTask<Case>, 'input'>): EvaluationTask {
  return {
    input: 'cases',
    schema: task.schema,
    evaluate: (cases, context) => task.evaluate(cases as AsyncIterable<Case>, context),
  };
}
