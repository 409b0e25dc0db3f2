import { createHash } from 'node:crypto';

/** The label under which memories of one imported signature are found; kept out of what recall compares. */
export const SIGNATURE_LABEL = 'import-signature';
/** The import that wrote it. */
export const RUN_LABEL = 'import-run';

const VARIANTS = '89ab';

/** The same service and template of a title are the same signature, whoever imports them, from whatever source. */
export function signatureId(service: string | null, template: string): string {
  return `sig-${digestOf([(service ?? '').toLowerCase(), template]).slice(0, 16)}`;
}

/**
 * The memory of a record is named by what its source names it, so that a record imported twice, also by two sidecars at
 * once, is remembered once, and what was forgotten stays so. A UUIDv7 in form: the time is that of the episode, and the
 * rest a digest.
 */
export function importedMemoryId(organisation: string, identity: string, startedAt: number | null): string {
  const time = Math.max(0, startedAt ?? 0)
    .toString(16)
    .padStart(12, '0')
    .slice(-12);
  const rest = digestOf([organisation, identity]);
  const variant = VARIANTS[Number.parseInt(rest.slice(3, 4), 16) % 4] ?? '8';
  return `mem_${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(4, 7)}-${rest.slice(7, 19)}`;
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
