import { CHAIN_START, chainEvent, findBrokenLink, type ChainedEvent } from './event-chain.ts';

function chainOf(texts: string[]): ChainedEvent[] {
  return texts.reduce<ChainedEvent[]>((events, text, index) => {
    const previous = events.at(-1)?.chainDigest ?? CHAIN_START;
    const event = chainEvent(
      {
        organisation: 'main:1',
        stream: 'inc_1',
        sequence: index + 1,
        type: 'noted',
        at: 1000 + index,
        actor: { kind: 'person', name: 'ada' },
        payload: { text, nested: { b: 1, a: [2, null] } },
        salt: `salt-${index}`,
      },
      previous
    );
    return [...events, event];
  }, []);
}

function changed(events: ChainedEvent[], index: number, change: Partial<ChainedEvent>): ChainedEvent[] {
  return events.map((event, at) => (at === index ? { ...event, ...change } : event));
}

describe('the chain of an incident', () => {
  const events = chainOf(['one', 'two', 'three']);

  it('is sound as written', () => {
    expect(findBrokenLink(events)).toBeNull();
  });

  it('does not depend on the order of keys that a store gives back', () => {
    const reordered = changed(events, 1, { payload: { nested: { a: [2, null], b: 1 }, text: 'two' } });
    expect(findBrokenLink(reordered)).toBeNull();
  });

  it('stays sound when payload and salt are forgotten', () => {
    expect(findBrokenLink(changed(events, 1, { payload: null, salt: null }))).toBeNull();
  });

  it.each([
    ['a changed payload', changed(events, 1, { payload: { text: 'other' } })],
    ['a changed time', changed(events, 1, { at: 1 })],
    ['a changed author', changed(events, 1, { actor: { kind: 'person', name: 'eve' } })],
  ])('shows %s at its place', (_, tampered) => {
    expect(findBrokenLink(tampered)).toBe(2);
  });

  it('shows an event that was taken out', () => {
    expect(findBrokenLink([...events.slice(0, 1), ...events.slice(2)])).toBe(3);
  });
});
