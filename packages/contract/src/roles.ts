import { z } from 'zod';

/** Viewer reads, Editor acts, Admin sets. */
export const ROLES = ['Viewer', 'Editor', 'Admin'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export function roleAllows(actual: Role, required: Role): boolean {
  return ROLES.indexOf(actual) >= ROLES.indexOf(required);
}
