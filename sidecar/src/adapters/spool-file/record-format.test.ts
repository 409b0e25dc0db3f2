import type { SpooledBatch } from '../../ports/spool.ts';
import { emptyBatch } from '../../ports/stores/signals/signal-store.ts';
import { contentLength, decodeContent, encodeRecord, HEADER_BYTES, isSound } from './record-format.ts';

const written = {
  ...{ id: 'log_1', at: 1, receivedAt: 2, service: 'payment', level: 'error', message: 'refused' },
  ...{ errorType: null, stack: null, traceId: 'abc' },
};

function readBack(entry: unknown): SpooledBatch {
  const record = encodeRecord(entry as SpooledBatch);
  const [header, content] = [record.subarray(0, HEADER_BYTES), record.subarray(HEADER_BYTES)];
  expect(contentLength(header)).toBe(content.length);
  expect(isSound(header, content)).toBe(true);
  return decodeContent(content);
}

test('a batch comes back as it went', () => {
  const batch = {
    ...emptyBatch('bat_1'),
    lines: [{ ...written, template: 'tpl_1', fingerprint: 'fp_1' }],
    templates: [{ id: 'tpl_1', text: 'refused <*>', mergedInto: null }],
  };
  expect(readBack({ organisation: 'main:1', batch })).toEqual({ organisation: 'main:1', batch });
});

test('a batch that version 0.1 spooled, which knew lines and counts alone, is read with nothing else in it', () => {
  const counts = [{ service: 'payment', at: 0, lines: 1, errors: 1, warnings: 0 }];
  const { organisation, batch } = readBack({
    organisation: 'main:1',
    batch: { id: 'bat_1', lines: [written], counts },
  });
  expect(organisation).toBe('main:1');
  expect(batch).toEqual({
    ...emptyBatch('bat_1'),
    lines: [{ ...written, template: null, fingerprint: null }],
    counts,
  });
});
