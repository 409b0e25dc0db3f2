import fc from 'fast-check';
import { EventStreamReader } from './openEventStream';

describe('EventStreamReader', () => {
  it('gives each event once, however the bytes were cut', () => {
    const events = [{ type: 'hello' }, { type: 'tick', at: 'é' }, { type: 'incident', number: 42 }];
    const text = events.map((event) => `event: message\ndata: ${JSON.stringify(event)}\n\n`).join(': keep-alive\n\n');
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const reader = new EventStreamReader();
        const edges = [0, ...cuts.sort((a, b) => a - b), text.length];
        const read = edges.slice(1).flatMap((end, place) => reader.read(text.slice(edges[place], end)));
        expect(read).toEqual(events);
      })
    );
  });

  it('passes over what is no JSON', () => {
    expect(new EventStreamReader().read('data: {half\n\ndata: {"type":"tick"}\n\n')).toEqual([{ type: 'tick' }]);
  });
});
