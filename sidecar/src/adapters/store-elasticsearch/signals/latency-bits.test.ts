import fc from 'fast-check';
import { addBins } from '../../../domain/traffic/latency-sketch.ts';
import type { LatencyBins } from '../../../domain/traffic/traffic-counts.ts';
import { binsOfBits, bitsOf } from './latency-bits.ts';

const bins = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 640 }), fc.integer({ min: 1, max: 1_000_000 })), {
    selector: ([bin]) => bin,
  })
  .map((pairs): LatencyBins => pairs.sort(([one], [other]) => one - other).flat());

/** As the server counts: for each number the documents that have it. */
function counted(documents: readonly (readonly number[])[]) {
  const counts = new Map<number, number>();
  documents.flat().forEach((number) => counts.set(number, (counts.get(number) ?? 0) + 1));
  return [...counts].map(([key, doc_count]) => ({ key, doc_count }));
}

test('what the server counts is the sum of the sketches, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(bins, { maxLength: 6 }), (sketches) => {
      const sum = sketches.reduce<LatencyBins>((one, other) => addBins(one, other), []);
      expect(binsOfBits(counted(sketches.map(bitsOf)))).toEqual(sum);
    })
  );
});

test('no number stands twice in a document', () => {
  fc.assert(
    fc.property(bins, (sketch) => {
      const bits = bitsOf(sketch);
      expect(new Set(bits).size).toBe(bits.length);
    })
  );
});
