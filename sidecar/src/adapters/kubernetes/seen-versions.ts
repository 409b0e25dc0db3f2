import { BoundedMemory } from './bounded-memory.ts';

/** More than the events and pods of a large cluster; what is forgotten may be told once more, which changes nothing. */
const MAX_SEEN = 50_000;

/** Which version of which object was told already: a new list repeats everything. */
export class SeenVersions {
  private readonly versions = new BoundedMemory<string>(MAX_SEEN);

  isNew(type: string, object: unknown): boolean {
    const { uid, version } = identityOf(object);
    return type === 'DELETED' || uid === null || version === null || this.versions.get(uid) !== version;
  }

  remember(type: string, object: unknown): void {
    const { uid, version } = identityOf(object);
    if (uid !== null && type === 'DELETED') {
      this.versions.delete(uid);
    } else if (uid !== null && version !== null) {
      this.versions.set(uid, version);
    }
  }
}

/** The version of an object or bookmark; null where it has none. */
export function versionOf(object: unknown): string | null {
  return identityOf(object).version;
}

function identityOf(object: unknown): { uid: string | null; version: string | null } {
  const metadata = object instanceof Object && 'metadata' in object ? object.metadata : null;
  return { uid: textIn(metadata, 'uid'), version: textIn(metadata, 'resourceVersion') };
}

function textIn(value: unknown, name: 'uid' | 'resourceVersion'): string | null {
  const text = value instanceof Object && name in value ? (value as Record<string, unknown>)[name] : null;
  return typeof text === 'string' && text !== '' ? text : null;
}
