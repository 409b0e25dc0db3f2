import { z } from 'zod';

/** Wire times are RFC 3339 in UTC with milliseconds; inside the product they are epoch milliseconds. */
export const Instant = z.iso.datetime({ precision: 3, error: 'expected an RFC 3339 time in UTC with milliseconds' });

/** Query parameters also take times as epoch milliseconds, since dashboards carry them so. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
export const QueryInstant = z.coerce.number().int().min(EARLIEST).max(LATEST);

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** Text that a person typed: bounded, well formed, without control characters. */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine((value) => !LONE_SURROGATE.test(value), 'contains half of a surrogate pair')
    .refine((value) => !CONTROL.test(value), 'contains control characters');
}

export const SERVICE_NAME_MAX_LENGTH = 200;
export const ServiceName = text(SERVICE_NAME_MAX_LENGTH).min(1);

/** A list of services in a query: `a,b` or the key repeated. */
export const ServiceList = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
  z.array(ServiceName).max(100)
);

const TEMPLATE_ID = /^tpl_[0-9a-z]{4,64}$/;
export const TemplateId = z.string().regex(TEMPLATE_ID, 'expected the id of a template');
export const TemplateList = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value),
  z.array(TemplateId).max(100)
);

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
export const IncidentId = z.string().regex(new RegExp(`^inc_${UUID}$`), 'expected inc_ and a UUIDv7');
/** That of an incident has the incident's own UUID, so that an incident is remembered once. */
export const MemoryId = z.string().regex(new RegExp(`^mem_${UUID}$`), 'expected mem_ and a UUIDv7');
/** What a person or a link may use: the id, `INC-42` or `42`. */
export const IncidentReference = z
  .string()
  .regex(new RegExp(`^(inc_${UUID}|(INC-)?[1-9][0-9]{0,8})$`), 'expected an incident id or a number such as INC-42');

export const LIST_LIMIT_MAX = 200;
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LIST_LIMIT_MAX).default(50),
  cursor: z.string().max(500).optional(),
});

export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}
