import type { MemoryRecord } from '../memory/memory-record.ts';
import { finding, namesOf, type AuditFinding } from './audit-finding.ts';
import { bandsOf, resemblance, sketchOf, type Sketch } from './text-shingles.ts';

/** Near copies: below this, two tellings of like incidents; above, the same text with a word changed. */
const SAME_TEXT = 0.8;
/** Shorter texts are alike by chance. */
const LEAST_RUNS = 6;
/** Texts that share a band are compared with so many before them: a flood of copies is found by its first ones. */
const MAX_COMPARED = 50;

interface Sketched {
  readonly memory: MemoryRecord;
  readonly sketch: Sketch;
}

/**
 * What is told twice. Where a program or a model wrote what an earlier memory says already, it is that memory coming
 * back (re-ingested): a client that stores what it was just told makes one voice sound like many. Memories are given
 * in the order in which they were made, and may be given in portions.
 */
export class CopyFinder {
  private readonly bands = new Map<string, Sketched[]>();
  private readonly copiesOf = new Map<MemoryRecord, MemoryRecord[]>();

  add(memory: MemoryRecord): void {
    const sketched = { memory, sketch: sketchOf(tellingOf(memory)) };
    if (sketched.sketch.runs < LEAST_RUNS) {
      return;
    }
    const first = firstLike(sketched, this.bands);
    if (first === null) {
      enter(sketched, this.bands);
    } else {
      this.copiesOf.set(first, [...(this.copiesOf.get(first) ?? []), memory]);
    }
  }

  /** What was told first, with what tells it again. */
  groups(): [first: MemoryRecord, copies: readonly MemoryRecord[]][] {
    return [...this.copiesOf];
  }

  findings(): AuditFinding[] {
    return [...this.copiesOf].flatMap(([first, copies]) => tell(first, copies));
  }
}

/** What one reads of it; the fields of an incident's own numbers are left out, since they differ in every one. */
export function tellingOf({ title, text, signature, resolution }: MemoryRecord): string {
  return [title, text, ...signature.symptoms, resolution].join('\n');
}

function firstLike({ sketch }: Sketched, bands: ReadonlyMap<string, readonly Sketched[]>): MemoryRecord | null {
  const compared = new Set<Sketched>();
  for (const band of bandsOf(sketch)) {
    for (const other of bands.get(band) ?? []) {
      if (compared.size < MAX_COMPARED && !compared.has(other)) {
        compared.add(other);
        if (resemblance(sketch, other.sketch) >= SAME_TEXT) {
          return other.memory;
        }
      }
    }
  }
  return null;
}

function enter(sketched: Sketched, bands: Map<string, Sketched[]>): void {
  for (const band of bandsOf(sketched.sketch)) {
    const there = bands.get(band);
    if (there === undefined) {
      bands.set(band, [sketched]);
    } else {
      there.push(sketched);
    }
  }
}

function tell(first: MemoryRecord, copies: readonly MemoryRecord[]): AuditFinding[] {
  const returned = copies.filter(isFromOutside);
  const twice = copies.filter((copy) => !isFromOutside(copy));
  return [
    ...(returned.length === 0
      ? []
      : [
          finding('re-ingested', [first, ...returned], {
            sentence: `${namesOf(returned)} repeat what ${namesOf([first])} said before; a program wrote them.`,
            recommendation: 'Retire the copies: they are one voice, not several. Check what the program stores.',
          }),
        ]),
    ...(twice.length === 0
      ? []
      : [
          finding('duplicate', [first, ...twice], {
            sentence: `${namesOf(twice)} tell nearly the same as ${namesOf([first])}.`,
            recommendation: twice.every((copy) => copy.links.some(({ memory }) => memory === first.id))
              ? 'They are linked, and recall shows them once. Take a link back where they are not the same; retire the copy where the incident is one.'
              : 'Link them as recurrences where the incidents are two; retire the copy where it is one.',
          }),
        ]),
  ];
}

function isFromOutside({ source, provenance }: MemoryRecord): boolean {
  return provenance === 'inferred' || source.actor.kind === 'machine';
}
