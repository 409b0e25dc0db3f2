import { begun, capturedPayload } from '../../../test/support/memory/memory-examples.ts';
import { cleanEvent } from './clean-payload.ts';

const redact = (text: string) => text.replaceAll('hunter2', '[secret]');

it('cleans words of others also under keys that read like names of ours', () => {
  const labels = { owner: 'hunter2', by: 'hunter2', hunter2: 'x', id: 'y'.repeat(3000) };
  const cleaned = cleanEvent({ type: 'captured', payload: capturedPayload({ labels }) }, redact);
  expect(JSON.stringify(cleaned)).not.toContain('hunter2');
  expect(cleaned.payload).toMatchObject({ labels: { owner: '[secret]', by: '[secret]', '[secret]': 'x' } });
  expect(JSON.stringify(cleaned).length).toBeLessThan(4000);
});

it('cleans the context of an attempt, and leaves its names', () => {
  const attempt = begun('att_1', { by: 'ada', context: { service: 'hunter2' } });
  const { payload } = cleanEvent({ type: 'attempt-begun', payload: { attempt } }, redact);
  expect(payload).toMatchObject({ attempt: { id: 'att_1', by: 'ada', context: { service: '[secret]' } } });
});
