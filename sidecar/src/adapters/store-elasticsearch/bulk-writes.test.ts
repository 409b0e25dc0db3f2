import type { estypes } from '@elastic/elasticsearch';
import { StoreRefused, StoreUnavailable } from '../../ports/stores/store-failure.ts';
import { writeInBulk, type BulkWrite } from './bulk-writes.ts';

type Status = number | { status: number; error: { type: string; reason: string } };

/** Answers each request with the next list of statuses, and remembers which ids it was asked to write. */
function serverAnswering(...answers: Status[][]) {
  const asked: string[][] = [];
  const send = async (operations: object[]): Promise<estypes.BulkResponse> => {
    const actions = operations.flatMap((line) =>
      Object.entries(line).filter(([key]) => /^(create|index|delete)$/.test(key))
    );
    asked.push(actions.map(([, target]) => (target as { _id: string })._id));
    const statuses = answers.length > 1 ? answers.shift() : answers[0];
    const items = actions.map(([action], place) => {
      const answer = statuses?.[place] ?? 201;
      return { [action]: typeof answer === 'number' ? { _index: 'i', status: answer } : { _index: 'i', ...answer } };
    });
    return { errors: true, took: 1, items } as estypes.BulkResponse;
  };
  return { send, asked };
}

const create = (id: string): BulkWrite => ({ action: 'create', index: 'i', id, document: { text: id } });
const remove = (id: string): BulkWrite => ({ action: 'delete', index: 'i', id });

test('only the writes that met a busy shard are sent again', async () => {
  const { send, asked } = serverAnswering([201, 429, 201, 503], [201, 201]);
  expect(await writeInBulk(['a', 'b', 'c', 'd'].map(create), send)).toEqual([201, 201, 201, 201]);
  expect(asked).toEqual([
    ['a', 'b', 'c', 'd'],
    ['b', 'd'],
  ]);
});

test('"already there" and "gone already" are fine', async () => {
  const { send } = serverAnswering([409, 404]);
  expect(await writeInBulk([create('a'), remove('b')], send)).toEqual([409, 404]);
});

test('one refused write among many makes the whole call fail', async () => {
  const refused = { status: 400, error: { type: 'strict_dynamic_mapping_exception', reason: 'secret content' } };
  const { send } = serverAnswering([201, refused]);
  const failure: unknown = await writeInBulk([create('a'), create('b')], send).catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(StoreUnavailable);
  expect(String(failure)).toContain('strict_dynamic_mapping_exception');
  expect(String(failure)).not.toContain('secret content');
});

test('a document that will never fit is told apart', async () => {
  const refused = { status: 400, error: { type: 'document_parsing_exception', reason: 'secret content' } };
  const { send } = serverAnswering([201, refused]);
  await expect(writeInBulk([create('a'), create('b')], send)).rejects.toThrow(StoreRefused);
});

test('a cluster that stays busy is given up', async () => {
  jest.useFakeTimers();
  const { send, asked } = serverAnswering([429]);
  const written = writeInBulk([create('a')], send).catch((reason: unknown) => reason);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(await written).toBeInstanceOf(StoreUnavailable);
  expect(asked.length).toBeGreaterThan(2);
  jest.useRealTimers();
});

test('an answer that leaves a write out is no answer', async () => {
  const send = async () => ({ errors: false, took: 1, items: [] });
  await expect(writeInBulk([create('a')], send)).rejects.toThrow(StoreUnavailable);
});

test('much is sent in several requests, each write once', async () => {
  const { send, asked } = serverAnswering([]);
  const ids = Array.from({ length: 4_500 }, (_, place) => `id-${place}`);
  await writeInBulk(ids.map(create), send);
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.flat()).toEqual(ids);
  const long = { ...create('long'), document: { text: 'x'.repeat(3_000_000) } };
  await writeInBulk([long, long], send);
  expect(asked.slice(-2)).toEqual([['long'], ['long']]);
});
