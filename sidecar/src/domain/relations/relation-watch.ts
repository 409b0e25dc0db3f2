import { type Entity, type Relation } from './relation.ts';

export interface RelationLimits {
  /** Of one organisation. */
  readonly relations: number;
  /** That start at one entity: of a service whose pods have a new name every minute, say. */
  readonly fromOneEntity: number;
}

const DEFAULT_LIMITS: RelationLimits = { relations: 20_000, fromOneEntity: 500 };
/** A relation that still holds is told again so often: as exact as when it was last seen is known. */
const TELL_AGAIN_AFTER_MS = 5 * 60 * 1000;
/** What was not seen for so long makes room for others; the store remembers it for good. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1000;
const LOOK_FOR_FORGOTTEN_EVERY_MS = 60 * 60 * 1000;
/** Kubernetes allows 253, Amazon's resource names fit; what is longer is no name that anybody gave. */
const NAME_MAX_LENGTH = 400;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

interface Remembered {
  /** Redacted. */
  readonly relation: Relation;
  readonly from: string;
  toldAt: number;
  seenAt: number;
}

/**
 * What is already known of what belongs to what. Every request repeats where its sender runs: a relation is passed on
 * when it is new, and then every few minutes. A sender that makes up names fills its own share and no more: what was
 * known before is still told, further ones are not.
 */
export class RelationWatch {
  private readonly redact: (text: string) => string;
  private readonly limits: RelationLimits;
  private readonly remembered = new Map<string, Remembered>();
  private readonly countFrom = new Map<string, number>();
  private overflowed = 0;
  private lookedAt = 0;

  constructor({ redact, limits }: { redact: (text: string) => string; limits?: Partial<RelationLimits> }) {
    this.redact = redact;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  /** Those that are worth storing, redacted. */
  changed(relations: readonly Relation[], now: number): Relation[] {
    this.forget(now);
    const told: Relation[] = [];
    for (const relation of relations) {
      const known = this.recall(relation);
      if (known === null) {
        continue;
      }
      known.seenAt = now;
      if (now - known.toldAt >= TELL_AGAIN_AFTER_MS) {
        known.toldAt = now;
        const { firstSeenAt, lastSeenAt } = relation;
        told.push({ ...known.relation, firstSeenAt, lastSeenAt });
      }
    }
    return told;
  }

  status(): { size: number; limit: number; overflowed: number } {
    return { size: this.remembered.size, limit: this.limits.relations, overflowed: this.overflowed };
  }

  private recall(relation: Relation): Remembered | null {
    const from = keyOf(relation.from);
    const key = `${from}\n${relation.relation}\n${keyOf(relation.to)}`;
    const known = this.remembered.get(key);
    if (known !== undefined) {
      return known;
    }
    if (!isName(relation.from) || !isName(relation.to)) {
      return null;
    }
    const count = this.countFrom.get(from) ?? 0;
    if (this.remembered.size >= this.limits.relations || count >= this.limits.fromOneEntity) {
      this.overflowed += 1;
      return null;
    }
    const redacted = { ...relation, from: this.redacted(relation.from), to: this.redacted(relation.to) };
    const remembered: Remembered = { relation: redacted, from, toldAt: -Infinity, seenAt: -Infinity };
    this.remembered.set(key, remembered);
    this.countFrom.set(from, count + 1);
    return remembered;
  }

  private redacted({ kind, name }: Entity): Entity {
    return { kind: this.redact(kind), name: this.redact(name) };
  }

  private forget(now: number): void {
    if (now - this.lookedAt < LOOK_FOR_FORGOTTEN_EVERY_MS) {
      return;
    }
    this.lookedAt = now;
    for (const [key, { from, seenAt }] of this.remembered) {
      if (now - seenAt >= FORGET_AFTER_MS) {
        this.remembered.delete(key);
        const left = (this.countFrom.get(from) ?? 1) - 1;
        if (left > 0) {
          this.countFrom.set(from, left);
        } else {
          this.countFrom.delete(from);
        }
      }
    }
  }
}

/** No name that is taken holds a line break, so that no two entities share a key. */
function keyOf({ kind, name }: Entity): string {
  return `${kind}\n${name}`;
}

function isName({ kind, name }: Entity): boolean {
  return [kind, name].every((text) => text !== '' && text.length <= NAME_MAX_LENGTH && !CONTROL.test(text));
}
