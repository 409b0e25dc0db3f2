import { FakeClock } from '../../../test/support/fake-clock.ts';
import { RecentRequests } from './recent-requests.ts';

describe('requests that come again', () => {
  function counted(clock = new FakeClock(1_000_000)) {
    const recent = new RecentRequests<number>(clock);
    let count = 0;
    return { clock, recent, once: (key: string) => recent.once(key, async () => (count += 1)) };
  }

  it('count once, also while the first is on its way', async () => {
    const { once } = counted();
    expect(await Promise.all([once('a'), once('a'), once('b')])).toEqual([1, 1, 2]);
    expect(await once('a')).toBe(1);
  });

  it('count anew after ten minutes', async () => {
    const { once, clock } = counted();
    await once('a');
    clock.jumpTo(1_000_000 + 599_000);
    expect(await once('a')).toBe(1);
    clock.jumpTo(1_000_000 + 601_000);
    expect(await once('a')).toBe(2);
  });

  it('count anew after a failure', async () => {
    const { recent, once } = counted();
    await expect(recent.once('a', async () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await once('a')).toBe(1);
    recent.forget('a');
    expect(await once('a')).toBe(2);
  });

  it('are remembered in a bounded number, the oldest forgotten first', async () => {
    const { once } = counted();
    for (let key = 0; key <= 20_000; key += 1) {
      await once(String(key));
    }
    expect(await once('20000')).toBe(20_001);
    expect(await once('0')).toBe(20_002);
  });
});
