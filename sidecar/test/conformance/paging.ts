import { InvalidCursor } from '../../src/domain/paging/cursor.ts';
import type { Scope } from '../../src/domain/tenancy/scope.ts';
import type { IncidentQuery } from '../../src/ports/stores/incident-store.ts';
import type { Conformance } from './conformance.ts';
import { batchOf, eventsOf, incidentOf, lineOf, NOON } from './examples.ts';

const PAGE_SIZES = [1, 2, 3, 7, 24, 25, 100];
const SORTS: readonly IncidentQuery['sort'][] = ['-startedAt', 'startedAt', '-updatedAt'];
const WHOLE = { from: NOON - 1000, to: NOON + 1000 };

interface Page {
  readonly ids: readonly string[];
  readonly nextCursor: string | null;
}

/** Walks all pages; a walk that does not end is cut off and shows as a repeat. */
async function walk(read: (cursor: string | undefined) => Promise<Page>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    ids.push(...page.ids);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && ids.length < 100);
  return ids;
}

export function pagingConforms({ stores, settle, freshScope }: Conformance): void {
  const incidentPage = async (scope: Scope, query: IncidentQuery) => {
    const { records, nextCursor } = await stores().incidents.list(scope, query);
    return { ids: records.map(({ id }) => id), nextCursor };
  };
  const eventPage = async (scope: Scope, query: { limit: number; cursor?: string }) => {
    const { events, nextCursor } = await stores().events.search(scope, { ...query, of: 'incidents' });
    return { ids: events.map(({ stream, sequence }) => `${stream}/${sequence}`), nextCursor };
  };
  const logPage = async (scope: Scope, query: { limit: number; cursor?: string; services?: string[] }) => {
    const { lines, nextCursor } = await stores().logs.search(scope, { ...WHOLE, ...query });
    return { ids: lines.map(({ id }) => id), nextCursor };
  };

  describe('paging', () => {
    test.each(SORTS)('of incidents by %s neither repeats nor skips, with many ties', async (sort) => {
      const scope = freshScope();
      const records = Array.from({ length: 25 }, (_, index) =>
        incidentOf(scope, {
          id: `inc_${(index * 7) % 25}`,
          number: index + 1,
          startedAt: NOON + (index % 3),
          updatedAt: NOON + (index % 2),
        })
      );
      await Promise.all(records.map((record) => stores().incidents.save(scope, record)));
      await settle();
      const key = sort === '-updatedAt' ? 'updatedAt' : 'startedAt';
      const inOne = await incidentPage(scope, { sort, limit: 100 });
      const keys = inOne.ids.map((id) => records.find((record) => record.id === id)?.[key] ?? 0);
      expect(keys).toEqual([...keys].sort((a, b) => (sort.startsWith('-') ? b - a : a - b)));
      expect(inOne.nextCursor).toBeNull();
      for (const limit of PAGE_SIZES) {
        const walked = await walk((cursor) => incidentPage(scope, { sort, limit, ...(cursor && { cursor }) }));
        expect(walked).toEqual(inOne.ids);
      }
      expect(new Set(inOne.ids).size).toBe(25);
    });

    test('of events neither repeats nor skips, with many ties', async () => {
      const scope = freshScope();
      for (const stream of ['inc_b', 'inc_a', 'inc_c', 'inc_d', 'inc_e']) {
        const events = eventsOf(scope, stream, { count: 5, at: (sequence) => NOON + Math.floor(sequence / 3) });
        await stores().events.append(scope, events);
      }
      await settle();
      const inOne = await eventPage(scope, { limit: 100 });
      expect(new Set(inOne.ids).size).toBe(25);
      const ofOneStream = inOne.ids.filter((id) => id.startsWith('inc_a'));
      expect(ofOneStream).toEqual(['inc_a/5', 'inc_a/4', 'inc_a/3', 'inc_a/2', 'inc_a/1']);
      for (const limit of PAGE_SIZES) {
        expect(await walk((cursor) => eventPage(scope, { limit, ...(cursor && { cursor }) }))).toEqual(inOne.ids);
      }
    });

    test('of log lines neither repeats nor skips, with many ties', async () => {
      const scope = freshScope();
      const lines = Array.from({ length: 50 }, (_, index) =>
        lineOf({ id: `log_${(index * 7) % 50}`, at: NOON + (index % 3), service: index < 25 ? 'a' : 'b' })
      );
      await stores().signals.append(scope, batchOf({ id: 'bat_1', lines: lines.slice(0, 40) }));
      await stores().signals.append(scope, batchOf({ id: 'bat_2', lines: lines.slice(40) }));
      await settle();
      for (const services of [undefined, ['a'], ['a', 'b']]) {
        const filter = services === undefined ? {} : { services };
        const inOne = await logPage(scope, { limit: 100, ...filter });
        expect(new Set(inOne.ids).size).toBe(services?.length === 1 ? 25 : 50);
        for (const limit of PAGE_SIZES) {
          const walked = await walk((cursor) => logPage(scope, { limit, ...filter, ...(cursor && { cursor }) }));
          expect(walked).toEqual(inOne.ids);
        }
      }
    });

    test('what arrives between two pages does not make the second one repeat the first', async () => {
      const scope = freshScope();
      const line = (index: number) => lineOf({ id: `log_${index}`, at: NOON + index });
      await stores().signals.append(scope, batchOf({ id: 'bat_1', lines: [1, 2, 3, 4].map(line) }));
      await settle();
      const first = await logPage(scope, { limit: 2 });
      await stores().signals.append(scope, batchOf({ id: 'bat_2', lines: [5, 6].map(line) }));
      await settle();
      const second = await logPage(scope, { limit: 2, ...(first.nextCursor && { cursor: first.nextCursor }) });
      expect([...first.ids, ...second.ids]).toEqual(['log_4', 'log_3', 'log_2', 'log_1']);
    });

    test.each(['', '%', 'bm9uc2Vuc2U', 'e30', 'WzFd', 'W251bGwsbnVsbCxudWxsXQ'])(
      'a cursor that was not made here (%p) is the caller’s mistake',
      async (cursor) => {
        const scope = freshScope();
        await expect(incidentPage(scope, { sort: 'startedAt', limit: 1, cursor })).rejects.toThrow(InvalidCursor);
        await expect(eventPage(scope, { limit: 1, cursor })).rejects.toThrow(InvalidCursor);
        await expect(logPage(scope, { limit: 1, cursor })).rejects.toThrow(InvalidCursor);
      }
    );
  });
}
