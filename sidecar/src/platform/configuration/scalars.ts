import { z } from 'zod';

/** What several lists of the file share. */
export const Secret = z
  .string()
  .min(12, 'a secret has at least 12 characters')
  .max(500)
  .refine((secret) => !secret.startsWith('replace-with-'), 'is the example: put a secret of your own here');

/** Grafana's OrgID: whose data something is. */
export const OrgId = z.number().int().positive();

/** An id that stands in screens, metrics and the store. */
export const Slug = z.string().regex(/^[a-z0-9-]{1,60}$/, 'expected up to 60 small letters, digits and hyphens');
