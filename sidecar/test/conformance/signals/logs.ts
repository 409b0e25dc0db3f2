import type { LogSearch } from '../../../src/ports/stores/signals/log-store.ts';
import type { Conformance } from '../conformance.ts';
import { batchOf, HOSTILE_STRINGS, lineOf, NOON } from '../examples.ts';

/** The most lines that one call of expire may take, whatever the store. */
const EXPIRED_AT_ONCE = 10_000;

export function logsConform({ stores, settle, freshScope }: Conformance): void {
  const search = async (scope: ReturnType<typeof freshScope>, query: Partial<LogSearch> = {}) => {
    const whole = { from: NOON - 1_000_000, to: NOON + 1_000_000, limit: 200, ...query };
    return (await stores().logs.search(scope, whole)).lines;
  };

  describe('log lines', () => {
    test('are found newest first, as they were written', async () => {
      const scope = freshScope();
      const lines = [
        lineOf({ id: 'log_1', at: NOON }),
        lineOf({ id: 'log_2', at: NOON + 2, errorType: 'IOError', stack: 'at a\nat b', traceId: 'f00' }),
        lineOf({ id: 'log_3', at: NOON + 1, level: 'trace', message: '' }),
      ];
      await stores().signals.append(scope, batchOf({ id: 'bat_1', lines }));
      await settle();
      expect(await search(scope)).toEqual([lines[1], lines[2], lines[0]]);
      expect(await search(scope, { limit: 2 })).toEqual([lines[1], lines[2]]);
    });

    test('are found by service, level, text and time, ends included', async () => {
      const scope = freshScope();
      const lines = [
        lineOf({ id: 'log_1', at: NOON + 1, service: 'checkout', level: 'info', message: 'a timeout of 5 s' }),
        lineOf({ id: 'log_2', at: NOON + 2, service: 'payments', level: 'error', message: '100% timeout' }),
        lineOf({ id: 'log_3', at: NOON + 3, service: 'payments', level: 'fatal', message: 'out_of_memory' }),
        lineOf({ id: 'log_4', at: NOON + 4, service: 'search', level: 'warn', message: 'out of memory' }),
      ];
      await stores().signals.append(scope, batchOf({ id: 'bat_1', lines }));
      await settle();
      const ids = async (query: Partial<LogSearch>) => (await search(scope, query)).map(({ id }) => id.slice(4)).join();
      expect(await ids({ services: ['payments'] })).toBe('3,2');
      expect(await ids({ services: ['payments', 'checkout', 'none'] })).toBe('3,2,1');
      expect(await ids({ services: [] })).toBe('');
      expect(await ids({ levels: ['error', 'fatal'] })).toBe('3,2');
      expect(await ids({ levels: ['info', 'fatal'] })).toBe('3,1');
      expect(await ids({ services: ['payments'], levels: ['fatal', 'warn'] })).toBe('3');
      expect(await ids({ contains: 'timeout' })).toBe('2,1');
      expect(await ids({ contains: '0%' })).toBe('2');
      expect(await ids({ contains: 'out_of' })).toBe('3');
      expect(await ids({ contains: '%' })).toBe('2');
      expect(await ids({ contains: '_' })).toBe('3');
      expect(await ids({ contains: '*' })).toBe('');
      expect(await ids({ contains: '' })).toBe('4,3,2,1');
      expect(await ids({ from: NOON + 2, to: NOON + 3 })).toBe('3,2');
    });

    test('two lines alike but for their id are two lines', async () => {
      const scope = freshScope();
      const lines = [lineOf({ id: 'log_1' }), lineOf({ id: 'log_2' })];
      await stores().signals.append(scope, batchOf({ id: 'bat_1', lines }));
      await settle();
      expect(await search(scope)).toHaveLength(2);
    });

    test('a batch that was stored before is ignored whole, lines and counts', async () => {
      const scope = freshScope();
      const counts = [{ service: 'checkout', at: NOON, lines: 5, errors: 2, warnings: 1 }];
      const batch = batchOf({ id: 'bat_1', lines: [lineOf({ id: 'log_1' })], counts });
      await stores().signals.append(scope, batch);
      await stores().signals.append(scope, batch);
      await Promise.all(
        [1, 2, 3].map(() => stores().signals.append(scope, { ...batch, lines: [lineOf({ id: 'log_x' })] }))
      );
      await settle();
      expect((await search(scope)).map(({ id }) => id)).toEqual(['log_1']);
      const range = { from: NOON, to: NOON + 10_000, stepMs: 10_000 };
      expect(await stores().statistics.counts(scope, range)).toEqual(counts);
    });

    test('of the same batch sent several times at once one is stored', async () => {
      const scope = freshScope();
      const counts = [{ service: 'checkout', at: NOON, lines: 1, errors: 1, warnings: 0 }];
      const batch = batchOf({ id: 'bat_1', lines: [lineOf({ id: 'log_1' })], counts });
      await Promise.all([1, 2, 3, 4, 5].map(() => stores().signals.append(scope, batch)));
      await settle();
      expect(await search(scope)).toHaveLength(1);
      const range = { from: NOON, to: NOON + 10_000, stepMs: 10_000 };
      expect(await stores().statistics.counts(scope, range)).toEqual(counts);
    });

    test('keep every string as it is, also a very long one', async () => {
      const scope = freshScope();
      const long = 'é🔥'.repeat(20_000);
      const lines = [...HOSTILE_STRINGS, long, ''].map((hostile, index) =>
        lineOf({ id: `log_${index}`, at: NOON - index, message: hostile, stack: hostile, traceId: hostile })
      );
      const odd = HOSTILE_STRINGS.map((hostile, index) =>
        lineOf({ id: `log_odd${hostile}`, at: NOON - 100 - index, service: hostile, errorType: hostile })
      );
      await stores().signals.append(scope, batchOf({ id: "bat_'1", lines: [...lines, ...odd] }));
      await settle();
      expect(await search(scope)).toEqual([...lines, ...odd]);
      for (const hostile of HOSTILE_STRINGS) {
        const withText = lines.filter((line) => line.message.includes(hostile));
        expect(await search(scope, { contains: hostile })).toEqual(withText);
        expect((await search(scope, { services: [hostile] })).map((line) => line.service)).toEqual([hostile]);
      }
    });

    test('expire by time, a bounded number a call, and take the old statistics with them', async () => {
      const scope = freshScope();
      const count = EXPIRED_AT_ONCE + 2_000;
      const old = Array.from({ length: count }, (_, index) => lineOf({ id: `log_${index}`, at: NOON - 1 - index }));
      const kept = [lineOf({ id: 'log_kept', at: NOON }), lineOf({ id: 'log_later', at: NOON + 1 })];
      const counts = [-20_000, -10_000, 0].map((offset) => ({
        service: 'checkout',
        at: NOON + offset,
        lines: 1,
        errors: 0,
        warnings: 0,
      }));
      await stores().signals.append(scope, batchOf({ id: 'bat_1', lines: [...old, ...kept], counts }));
      await settle();
      let expired = 0;
      let once = 0;
      do {
        once = await stores().signals.expire(scope, { lines: NOON, statistics: NOON - 10_000 });
        expect(once).toBeLessThanOrEqual(EXPIRED_AT_ONCE);
        expired += once;
        await settle();
      } while (once > 0);
      expect(expired).toBe(count);
      expect((await search(scope)).map(({ id }) => id)).toEqual(['log_later', 'log_kept']);
      const range = { from: NOON - 100_000, to: NOON + 100_000, stepMs: 10_000 };
      expect(await stores().statistics.counts(scope, range)).toEqual(counts.slice(1));
    }, 60_000);

    test('are nobody else’s: another organisation finds, expires and blocks nothing', async () => {
      const [ours, theirs] = [freshScope(), freshScope()];
      const batch = batchOf({ id: 'bat_1', lines: [lineOf({ id: 'log_1' })] });
      await stores().signals.append(ours, batch);
      await settle();
      expect(await search(theirs)).toEqual([]);
      expect(await stores().signals.expire(theirs, { lines: NOON + 10, statistics: NOON + 10 })).toBe(0);
      await stores().signals.append(theirs, { ...batch, lines: [lineOf({ id: 'log_1', message: 'theirs' })] });
      await settle();
      expect(await search(ours)).toEqual(batch.lines);
      expect((await search(theirs)).map(({ message }) => message)).toEqual(['theirs']);
    });
  });
}
