import type { LogLevel } from '@incident-memory/contract';
import { levelInText } from './level-in-text.ts';

describe('the level inside a line', () => {
  it.each<[string, LogLevel | null]>([
    ['2026-11-21 12:00:00,123 ERROR [main] c.s.Pay - refused', 'error'],
    ['2026-11-21T12:00:00.123Z  WARN 1 --- [nio-1] o.s.Pool : exhausted', 'warn'],
    ['2026/11/21 12:00:00 [error] 12#12: *1 connect() failed (111: Connection refused)', 'error'],
    ['[Sat Nov 21 12:00:00 2026] [core:crit] [pid 12] (13)Permission denied', null],
    ['[2026-11-21 12:00:00] [ INFO ] started', 'info'],
    ['E1121 12:00:00.123456       1 reflector.go:147] failed to list', 'error'],
    ['I1121 12:00:00.123456       1 main.go:1] ERROR count is 0', 'info'],
    ['ERROR:root:no stock', 'error'],
    ['2026-11-21 12:00:00 UTC [42] FATAL:  sorry, too many clients already', 'fatal'],
    ['time=2026-11-21T12:00:00Z level=error msg="it broke"', 'error'],
    ['{"time":"2026-11-21","level":"warning","msg":"x"}', 'warn'],
    ['[worker-3] [DEBUG] took 3 ms', 'debug'],
    ['GET /errors 200 no error found', null],
    ['an ERROR_CODE of NO-ERROR', null],
    ['the panic is over, critical mass, info desk', null],
    [`${'x '.repeat(100)} ERROR`, null],
    ['', null],
  ])('%s', (text, level) => {
    expect(levelInText(text)).toBe(level);
  });

  it('is looked for in no time in hostile text', () => {
    const began = performance.now();
    for (let index = 0; index < 10_000; index += 1) {
      levelInText('['.repeat(1000) + 'level='.repeat(1000));
      levelInText('level  = "'.repeat(200));
    }
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
