import { FakeClock } from '../../test/support/fake-clock.ts';
import { Ticker } from './ticker.ts';

const EVERY_MS = 1000;

function tickerWith(task: (tick: { now: number; missed: number }) => Promise<void>) {
  const clock = new FakeClock();
  const failures: unknown[] = [];
  const ticker = new Ticker({ clock, everyMs: EVERY_MS, task, onFailure: (error) => failures.push(error) });
  ticker.start();
  return { clock, ticker, failures };
}

describe('a ticker', () => {
  it('runs its task every interval', async () => {
    const times: number[] = [];
    const { clock } = tickerWith(async ({ now }) => void times.push(now));
    const start = clock.now();
    await clock.advance(3500);
    expect(times.map((time) => time - start)).toEqual([1000, 2000, 3000]);
  });

  it('never runs it twice at once, and tells how many ticks fell out', async () => {
    let running = 0;
    let most = 0;
    let finish = () => {};
    const missed: number[] = [];
    const { clock, ticker } = tickerWith(async (tick) => {
      missed.push(tick.missed);
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => (finish = resolve));
      running -= 1;
    });
    await clock.advance(1000);
    await clock.advance(3600);
    finish();
    await clock.advance(0);
    finish();
    await clock.advance(0);
    expect(most).toBe(1);
    expect(missed).toEqual([0, 2]);
    expect(ticker.missed).toBe(2);
    finish();
  });

  it('goes on after a task that failed, and reports it', async () => {
    let calls = 0;
    const { clock, failures } = tickerWith(async () => {
      calls += 1;
      throw new Error(`failed ${calls}`);
    });
    await clock.advance(3000);
    expect(calls).toBe(3);
    expect(failures).toHaveLength(3);
  });

  it.each([
    ['forward', 3_600_000],
    ['back', -3_600_000],
  ])('keeps its pace when the clock is set an hour %s', async (_, jump) => {
    let calls = 0;
    let missed = 0;
    const { clock, ticker } = tickerWith(async (tick) => {
      calls += 1;
      missed += tick.missed;
    });
    await clock.advance(2000);
    // A real timer waits by itself, whatever the clock on the wall says.
    clock.jumpTo(clock.now() + jump);
    await clock.advance(Math.max(0, -jump) + 1000);
    calls = 0;
    await clock.advance(3000);
    expect(calls).toBe(3);
    expect(missed).toBe(0);
    expect(ticker.clockJumps).toBeLessThanOrEqual(1);
  });

  it('stops after what is under way, and begins nothing more', async () => {
    let finish = () => {};
    let calls = 0;
    const { clock, ticker } = tickerWith(async () => {
      calls += 1;
      await new Promise<void>((resolve) => (finish = resolve));
    });
    await clock.advance(1000);
    let stopped = false;
    const stopping = ticker.stop().then(() => (stopped = true));
    await clock.advance(5000);
    expect(stopped).toBe(false);
    finish();
    await stopping;
    await clock.advance(5000);
    expect(calls).toBe(1);
  });
});
