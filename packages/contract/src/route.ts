import { z } from 'zod';
import type { Role } from './roles.ts';

/** One address of the interface. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: `/v1/${string}`;
  readonly role: Role;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** null: the answer is not JSON of ours (an event stream, the OpenAPI document). */
  readonly answer: z.ZodType | null;
  /** Honours `If-Match` with the version of the incident. */
  readonly versioned?: true;
  /** A larger request than the configuration takes elsewhere: whole files. */
  readonly maxBodyBytes?: number;
}

export const NoQuery = z.strictObject({});

export function get<Path extends `/v1/${string}`, Query extends z.ZodType, Answer extends z.ZodType>(
  path: Path,
  { summary, query, answer }: { summary: string; query: Query; answer: Answer }
) {
  return { method: 'GET', path, role: 'Viewer', summary, query, answer } as const;
}
