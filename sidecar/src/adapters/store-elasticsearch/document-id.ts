import { createHash } from 'node:crypto';

/** Elasticsearch takes ids of up to 512 bytes. */
const LONGEST_READABLE_ID = 480;

/**
 * The `_id` of a document out of what makes it unique, organisation first. Readable where it fits, a digest where
 * not; parts are escaped, so that no two lists of parts make the same id.
 */
export function documentId(...parts: readonly (string | number)[]): string {
  const id = parts.map((part) => String(part).replace(/[%|]/g, (sign) => (sign === '%' ? '%25' : '%7C'))).join('|');
  return Buffer.byteLength(id) <= LONGEST_READABLE_ID
    ? id
    : `sha256:${createHash('sha256').update(id).digest('base64url')}`;
}
