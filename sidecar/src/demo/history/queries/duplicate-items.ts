import type { DemoService } from '../../shop/services.ts';
import type { History } from '../generate-history.ts';
import { openingText, wholeText } from './text-of-incident.ts';

/** The input of `evaluate duplicates`, with what it should say. */
export interface DuplicateItem {
  readonly id: string;
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly service: DemoService;
  readonly truth: {
    readonly verdict: 'new' | 'recurrence';
    /** Earlier items of the same signature and cause, or of the same incident: any of them is right. */
    readonly of: readonly string[];
    /** Earlier items with another cause that look the same: merging with one of them is the bad mistake. */
    readonly lookAlikes: readonly string[];
  };
}

/** Incidents as they came in and what was told of them once more, in order of time. `whole`: with cause and fixes. */
export function duplicateItems(history: History, { whole = true }: { whole?: boolean } = {}): DuplicateItem[] {
  const incidents = history.incidents.map((incident) => ({
    ...{ id: incident.id, of: incident.id, service: incident.service, title: incident.title },
    at: whole ? incident.endedAt : incident.detectedAt,
    text: whole ? wholeText(incident) : openingText(incident),
  }));
  const items = [...incidents, ...history.retellings].sort((one, other) => one.at - other.at);
  const groupOf = new Map(
    history.truth.lookAlikes.flatMap(({ members }) => {
      const keys = members.map(({ signature, cause }) => `${signature} ${cause}`);
      return keys.map((key) => [key, keys] as const);
    })
  );
  const seen = new Map<string, string[]>();
  return items.map(({ id, of, at, title, text, service }) => {
    const truth = history.truth.incidents.get(of);
    const key = `${truth?.signature ?? ''} ${truth?.cause ?? ''}`;
    const same = seen.get(key) ?? [];
    const others = (groupOf.get(key) ?? []).filter((other) => other !== key);
    const lookAlikes = others.flatMap((other) => seen.get(other) ?? []);
    seen.set(key, [...same, id]);
    const verdict = same.length === 0 ? 'new' : 'recurrence';
    return { id, at, title, text, service, truth: { verdict, of: same, lookAlikes } };
  });
}
