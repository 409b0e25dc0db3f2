import { FewAtOnce } from './few-at-once.ts';

function house(limits: { running: number; waiting: number }) {
  const turns = new FewAtOnce(limits);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, key = 'one') =>
    turns.take(key, () => {
      begun.push(name);
      return new Promise<string>((resolve) => void ends.set(name, () => resolve(name)));
    });
  return { turns, begun, ask, end: (name: string) => ends.get(name)?.() };
}

describe('few at once', () => {
  it('lets so many run, so many wait in order, and sends the next one away', async () => {
    const { ask, begun, end } = house({ running: 2, waiting: 2 });
    const asked = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    await expect(ask('e')).rejects.toMatchObject({ code: 'IM_REPLAY_BUSY' });
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await asked[1];
    await Promise.resolve();
    expect(begun).toEqual(['a', 'b', 'c']);
    end('a');
    await asked[0];
    await Promise.resolve();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    end('c');
    end('d');
    await expect(Promise.all(asked)).resolves.toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the place of one that failed to the next', async () => {
    const { turns } = house({ running: 1, waiting: 1 });
    const failing = turns.take('one', () => Promise.reject(new Error('the store is away')));
    const next = turns.take('one', () => Promise.resolve('there'));
    await expect(failing).rejects.toThrow('away');
    await expect(next).resolves.toBe('there');
    await expect(turns.take('one', () => Promise.resolve('again'))).resolves.toBe('again');
  });

  it('makes nobody wait for another organisation', async () => {
    const { ask, begun, end } = house({ running: 1, waiting: 0 });
    const asked = [ask('ours', 'one'), ask('theirs', 'two')];
    expect(begun).toEqual(['ours', 'theirs']);
    end('ours');
    end('theirs');
    await Promise.all(asked);
  });
});
