import { z } from 'zod';
import { FIX_KINDS, OUTCOMES } from '@incident-memory/contract';

const situation = z
  .string()
  .trim()
  .min(1)
  .max(20_000)
  .describe('What is seen, in words: symptoms, an error message, a stack trace, an identifier.');
const service = z.string().min(1).max(200).describe('The service that it is about.');
const limit = z.number().int().min(1).max(50);

/** What the tools take. Descriptions are read by models: they say what a value is, and nothing else. */
export const RecallInput = z.strictObject({
  situation,
  service: service.optional(),
  error_type: z.string().max(300).optional().describe('Class or code of the error, such as ECONNREFUSED.'),
  limit: limit.default(5).describe('How many earlier incidents at most.'),
});

export const DoNotTryInput = z.strictObject({
  situation,
  service: service.optional(),
  fix: z.string().max(1000).optional().describe('A fix that is thought of: is there a record against it?'),
});

export const OpenIncidentsInput = z.strictObject({ service: service.optional(), limit: limit.default(20) });

export const IncidentInput = z.strictObject({
  incident: z
    .string()
    .regex(/^(inc_[0-9a-f-]{36}|(INC-)?[1-9][0-9]{0,8})$/, 'expected INC-42, 42 or the id of an incident')
    .describe('INC-42, 42, or its id.'),
});

export const OutcomeInput = IncidentInput.extend({
  fix: z.string().trim().min(1).max(1000).describe('What was done, in words: "roll back payment to 2.14.1".'),
  outcome: z.enum(OUTCOMES).describe('What became of it.'),
  kind: z.enum(FIX_KINDS).default('other'),
  target: z.string().max(300).default('').describe('What it was done to: a service, a setting, a machine.'),
  note: z.string().max(1000).default(''),
});
