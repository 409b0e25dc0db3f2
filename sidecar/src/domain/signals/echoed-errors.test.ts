import { EchoedErrors } from './echoed-errors.ts';
import type { RawLine } from './raw-line.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;

function line(changes: Partial<RawLine> = {}): RawLine {
  const said = { at: NOW, level: 'error', message: 'refused', errorType: null, stack: null } as const;
  return { ...said, service: 'payment', traceId: 'a'.repeat(32), ...changes };
}
const recorded = (changes: Partial<RawLine> = {}) => line({ isFromSpan: true, ...changes });

describe('an exception that a tracer recorded', () => {
  it('is left out where its service logged an error in the trace, for some minutes', () => {
    const echoes = new EchoedErrors();
    expect(echoes.leaveOut([line()], NOW)).toHaveLength(1);
    expect(echoes.leaveOut([recorded()], NOW + 4 * MINUTE)).toEqual([]);
    expect(echoes.leaveOut([recorded()], NOW + 9 * MINUTE)).toEqual([]);
    expect(echoes.leaveOut([recorded()], NOW + 15 * MINUTE)).toHaveLength(1);
  });

  it('stays where only others logged, in another trace, or no error', () => {
    const echoes = new EchoedErrors();
    echoes.leaveOut([line({ service: 'orders' }), line({ traceId: 'b'.repeat(32) }), line({ level: 'warn' })], NOW);
    expect(echoes.leaveOut([recorded()], NOW)).toHaveLength(1);
  });

  it('is no line that a service logged: two of them leave each other alone', () => {
    const echoes = new EchoedErrors();
    expect(echoes.leaveOut([recorded(), recorded()], NOW)).toHaveLength(2);
    expect(echoes.leaveOut([line(), line()], NOW)).toHaveLength(2);
  });

  it('is remembered within a bound', () => {
    const echoes = new EchoedErrors();
    const lines = Array.from({ length: 30_000 }, (_, index) => line({ traceId: String(index) }));
    expect(echoes.leaveOut(lines, NOW)).toHaveLength(30_000);
    const after = echoes.leaveOut(
      lines.map((one) => ({ ...one, isFromSpan: true })),
      NOW
    );
    expect(after).toHaveLength(10_000);
  });
});
