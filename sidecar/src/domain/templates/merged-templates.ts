import type { TemplateRecord } from './template-counts.ts';

type Merge = Pick<TemplateRecord, 'id' | 'mergedInto'>;

/**
 * Templates that became part of others, followed to the last one. Merges come one by one and may make long chains, and
 * what was told twice in two ways may even make a circle: then its smallest id stands for all of it.
 */
export class MergedTemplates {
  private readonly next = new Map<string, string>();

  constructor(merges: Iterable<Merge>) {
    for (const { id, mergedInto } of merges) {
      if (mergedInto !== null && mergedInto !== id) {
        this.next.set(id, mergedInto);
      }
    }
  }

  /** The template under which this one is told. */
  lastOf(id: string): string {
    const passed = new Set<string>();
    let last = id;
    for (let next = this.next.get(last); next !== undefined; next = this.next.get(last)) {
      if (passed.has(last)) {
        return smallestOfCircle(this.next, last);
      }
      passed.add(last);
      last = next;
    }
    return last;
  }

  /** Every id that is told under the same template as one of these, themselves among them, in order. */
  familyOf(ids: readonly string[]): string[] {
    const wanted = new Set(ids.map((id) => this.lastOf(id)));
    const members = [...this.next.keys()].filter((id) => wanted.has(this.lastOf(id)));
    return [...new Set([...ids, ...wanted, ...members])].sort();
  }
}

function smallestOfCircle(next: ReadonlyMap<string, string>, start: string): string {
  let smallest = start;
  for (let id = next.get(start) ?? start; id !== start; id = next.get(id) ?? start) {
    smallest = id < smallest ? id : smallest;
  }
  return smallest;
}
