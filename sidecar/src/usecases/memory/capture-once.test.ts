import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { capturedPayload } from '../../../test/support/memory/memory-examples.ts';
import { memoryHouse } from '../../../test/support/memory/memory-house.ts';
import { SCOPE } from '../../../test/support/detection/ledger-house.ts';
import { captureOnce } from './capture-once.ts';

const actor = { kind: 'machine', name: 'helper' } as const;

function keeper() {
  const house = memoryHouse();
  const dependencies = { ...house, ids: fixedIds() };
  const captured = () => Promise.resolve(capturedPayload({ kind: 'note', state: 'active', incident: null }));
  const keep = async (once: string | null = 'a request', scope = SCOPE) =>
    (await captureOnce(dependencies, scope, { once: once ?? undefined, captured, actor })).id;
  return { ...house, keep };
}

it('keeps what is asked for again within a day once, over midnight too, and each organisation its own', async () => {
  const { keep, later } = keeper();
  const id = await keep();
  await later(23 * 60);
  expect(await keep()).toBe(id);
  expect(await keep('another request')).not.toBe(id);
  expect(await keep('a request', { ...SCOPE, organisation: 'main:2' })).not.toBe(id);
  await later(26 * 60);
  expect(await keep()).not.toBe(id);
});

it('keeps it anew where it was taken away, rewritten or forgotten since', async () => {
  const { keep, ledger } = keeper();
  const seen = new Set<string>();
  for (const event of [
    { type: 'retired', payload: { reason: 'removed' } },
    { type: 'corrected', payload: { changes: { text: 'another' } } },
    { type: 'forgotten', payload: { reason: 'asked for' } },
  ] as const) {
    const id = await keep();
    expect(seen.has(id)).toBe(false);
    seen.add(id);
    await ledger.record(SCOPE, id, { actor, events: [event] });
  }
  expect(seen.has(await keep())).toBe(false);
});

it('without a name each is a new one', async () => {
  const { keep } = keeper();
  const ids = [await keep(null), await keep(null)];
  expect(new Set(ids).size).toBe(2);
});
