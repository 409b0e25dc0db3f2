import { z } from 'zod';
import { ServiceName, text } from './scalars.ts';

/**
 * A change as a deploy script tells it, written so that a shell template fits: what is not known may be left out or
 * null, values, links and details may be empty, sizes and flags may be numbers and switches. An empty service or key
 * is refused: it is a variable that was not set, and would mix up changes.
 */
export const CHANGE_KIND_NAMES = ['deploy', 'configuration', 'scaling', 'feature-flag'] as const;
export const CHANGE_STAGE_NAMES = ['planned', 'merged', 'started', 'completed', 'failed', 'rolled-back'] as const;

export const MAX_CHANGES_AT_ONCE = 1000;
const MAX_SERVICES = 100;
const MAX_DETAILS = 20;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const TIME_EXPECTED = 'expected a time such as 2026-11-21T12:00:00Z, or epoch milliseconds';
/** Seconds taken for milliseconds would be 1970: refused rather than believed. */
const ChangeTime = z.union(
  [
    z.iso.datetime({ offset: true }).transform((at) => Date.parse(at)),
    z.number().int(TIME_EXPECTED).min(EARLIEST, TIME_EXPECTED).max(LATEST, TIME_EXPECTED),
  ],
  TIME_EXPECTED
);

const Value = z.union([text(500), z.number(), z.boolean()], 'expected a text of up to 500 characters or a number');

const WebAddress = z
  .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)], 'expected an address with http or https')
  .nullish();

export const Change = z
  .strictObject({
    kind: z.enum(CHANGE_KIND_NAMES),
    stage: z.enum(CHANGE_STAGE_NAMES).default('completed'),
    /** When it happened; the time at which it comes in where it is left out. */
    at: ChangeTime.nullish(),
    service: ServiceName.nullish(),
    /** Where one change touches several. */
    services: z.array(ServiceName).min(1).max(MAX_SERVICES).optional(),
    title: text(300).min(1),
    before: Value.nullish(),
    after: Value.nullish(),
    actor: text(200).nullish(),
    url: WebAddress,
    details: z
      .record(text(60).min(1), Value.nullable())
      .refine((details) => Object.keys(details).length <= MAX_DETAILS, `has more than ${MAX_DETAILS} keys`)
      .nullish(),
    /** The sender's own id: what comes again with it replaces what came before. */
    key: text(300).min(1).nullish(),
  })
  .refine(({ service, services }) => services === undefined || service == null, {
    path: ['services'],
    message: 'say service or services, not both',
  });
export type Change = z.output<typeof Change>;

export const ChangeAnswer = z.strictObject({ received: z.number().int(), ids: z.array(z.string()) });
export type ChangeAnswer = z.infer<typeof ChangeAnswer>;
