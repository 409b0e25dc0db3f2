/**
 * Which fields of a document are looked for. Senders write `{"log":{"level":"error"}}`, `{"log.level":"error"}` and
 * every mixture of both, so a document is walked once and each of its keys looked up, dots and all: the cost grows with
 * the keys that are there, not with the names that are looked for.
 */
export interface FieldTree {
  /** Where the value of each name goes in what `readFields` fills. */
  readonly slots: ReadonlyMap<string, number>;
  readonly root: FieldNode;
}

interface FieldNode {
  readonly slot: number;
  /** By every way to say what is below: `level`, `syslog.severity.code`, `syslog`. Null where nothing is. */
  readonly below: Map<string, FieldNode> | null;
}

const NO_SLOT = -1;

export function fieldTree(names: Iterable<string>): FieldTree {
  const slots = new Map<string, number>();
  for (const name of names) {
    if (!slots.has(name)) {
      slots.set(name, slots.size);
    }
  }
  return { slots, root: nodeOf('', slots) };
}

function nodeOf(name: string, slots: ReadonlyMap<string, number>): FieldNode {
  const prefix = name === '' ? '' : `${name}.`;
  const below = new Map<string, FieldNode>();
  for (const longer of slots.keys()) {
    if (longer.startsWith(prefix) && longer !== name) {
      const steps = longer.slice(prefix.length).split('.');
      steps.forEach((_, index) => {
        const key = steps.slice(0, index + 1).join('.');
        if (!below.has(key)) {
          below.set(key, nodeOf(prefix + key, slots));
        }
      });
    }
  }
  return { slot: slots.get(name) ?? NO_SLOT, below: below.size === 0 ? null : below };
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The values of the names by their slots; undefined where the document does not have one. null counts as not there.
 * They are put into `values`, in place of those of another document: thousands are read one after the other.
 */
export function readFields(document: JsonObject, { root }: FieldTree, values: unknown[]): void {
  values.fill(undefined);
  collect(document, root, values);
}

export function emptyValues({ slots }: FieldTree): unknown[] {
  return new Array<unknown>(slots.size).fill(undefined);
}

function collect(holder: JsonObject, { below }: FieldNode, values: unknown[]): void {
  for (const key in holder) {
    const node = below?.get(key);
    const value = node === undefined ? undefined : holder[key];
    if (node === undefined || value === undefined || value === null) {
      continue;
    }
    if (node.slot !== NO_SLOT && values[node.slot] === undefined) {
      values[node.slot] = value;
    }
    if (node.below !== null && isObject(value)) {
      collect(value, node, values);
    }
  }
}
