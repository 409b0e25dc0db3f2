/** More than the events and pods of a large cluster; beyond it the oldest are forgotten and may be told once more. */
const MAX_SEEN = 50_000;

interface Identity {
  readonly uid: string;
  readonly version: string;
}

/** Which version of which object was told already: a new list repeats everything. */
export class SeenVersions {
  private readonly versions = new Map<string, string>();

  isNew(type: string, object: unknown): boolean {
    const identity = identityOf(object);
    return type === 'DELETED' || identity === null || this.versions.get(identity.uid) !== identity.version;
  }

  remember(type: string, object: unknown): void {
    const identity = identityOf(object);
    if (identity === null) {
      return;
    }
    this.versions.delete(identity.uid);
    if (type === 'DELETED') {
      return;
    }
    this.versions.set(identity.uid, identity.version);
    for (const oldest of this.versions.keys()) {
      if (this.versions.size <= MAX_SEEN) {
        break;
      }
      this.versions.delete(oldest);
    }
  }
}

/** The version of an object or bookmark; null where it has none. */
export function versionOf(object: unknown): string | null {
  return textIn(metadataOf(object), 'resourceVersion');
}

function identityOf(object: unknown): Identity | null {
  const metadata = metadataOf(object);
  const uid = textIn(metadata, 'uid');
  const version = textIn(metadata, 'resourceVersion');
  return uid === null || version === null ? null : { uid, version };
}

function metadataOf(object: unknown): unknown {
  return object instanceof Object && 'metadata' in object ? object.metadata : null;
}

function textIn(value: unknown, name: 'uid' | 'resourceVersion'): string | null {
  const text = value instanceof Object && name in value ? (value as Record<string, unknown>)[name] : null;
  return typeof text === 'string' && text !== '' ? text : null;
}
