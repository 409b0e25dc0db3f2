import { textOfMemory, type TextReader } from '../../../src/usecases/recall/recall-text.ts';
import { wholeText } from '../../../src/demo/history/queries/text-of-incident.ts';
import { streamHistory } from '../../../src/demo/history/generate-history.ts';
import type { PastIncident } from '../../../src/demo/history/past-incident.ts';
import { systemScope, type Scope } from '../../../src/domain/tenancy/scope.ts';
import type { RecallEntry, RecallIndex } from '../../../src/ports/stores/memories/recall-index.ts';
import type { SeededRandom } from '../../support/seeded-random.ts';

export const LARGE = systemScope('large:1');
/** Beside it on the same store, with a hundredth of its memories, and one with a hundred. */
export const SMALL = systemScope('small:1');
export const TINY = systemScope('tiny:1');

const NOW = Date.UTC(2026, 10, 1);
const READ_AT_ONCE = 500;

/** Entries of a generated past, as intake would make them, some hundred at a time. */
export async function* rememberedHistory(
  reader: TextReader,
  { scope, memories, seed }: { scope: Scope; memories: number; seed: number }
): AsyncGenerator<RecallEntry[]> {
  let portion: PastIncident[] = [];
  for (const { incident } of streamHistory({ count: memories, now: NOW, seed })) {
    portion.push(incident);
    if (portion.length === READ_AT_ONCE) {
      yield await entriesOf(reader, { scope, portion });
      portion = [];
    }
  }
  yield await entriesOf(reader, { scope, portion });
}

async function entriesOf(
  reader: TextReader,
  { scope, portion }: { scope: Scope; portion: readonly PastIncident[] }
): Promise<RecallEntry[]> {
  const texts = await reader.read(portion.map((incident) => textOf(incident)));
  return portion.flatMap((incident, index): RecallEntry[] => {
    const text = texts[index];
    const errors = [...incident.errors];
    return text === undefined
      ? []
      : [
          {
            ...{ organisation: scope.organisation, team: null, visibility: 'organisation', owner: null },
            ...{ memory: incident.id.replace('inc_', 'mem_'), version: 1, kind: 'incident', provenance: 'observed' },
            ...{ category: incident.category, startedAt: incident.startedAt, services: incident.services },
            labels: Object.fromEntries(incident.labels.map((label) => [label, ''])),
            errorType: errors[0]?.errorType ?? null,
            fingerprints: errors.map(({ fingerprint }) => fingerprint),
            templates: errors.map(({ template }) => template.id),
            ...text,
          },
        ];
  });
}

export function textOf(incident: PastIncident): string {
  return textOfMemory({ title: incident.title, text: wholeText(incident) });
}

export interface Question {
  readonly text: string;
  readonly services: readonly string[];
}

/** So many words, in a row, of what was written of some incident. */
export function questions(random: SeededRandom, { words, count }: { words: number; count: number }): Question[] {
  const asked: Question[] = [];
  for (const { incident } of streamHistory({ count: count * 2, now: NOW, seed: 99 })) {
    const all = textOf(incident).split(/\s+/);
    const from = random.below(Math.max(1, all.length - words));
    if (all.length >= words && asked.length < count) {
      asked.push({ text: all.slice(from, from + words).join(' '), services: incident.services });
    }
  }
  return asked;
}

export async function indexed(
  index: RecallIndex,
  reader: TextReader,
  of: { scope: Scope; memories: number; seed: number }
): Promise<{ readMs: number; putMs: number }> {
  const took = { readMs: 0, putMs: 0 };
  let since = performance.now();
  for await (const entries of rememberedHistory(reader, of)) {
    took.readMs += performance.now() - since;
    since = performance.now();
    await index.put(of.scope, entries);
    took.putMs += performance.now() - since;
    since = performance.now();
  }
  return took;
}
