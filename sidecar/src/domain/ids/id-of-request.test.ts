import { MemoryId } from '@incident-memory/contract';
import { idOfRequest, nameOfRequest } from './id-of-request.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

it('is the same for the same request on the same day, another one otherwise, and a UUIDv7 always', () => {
  const name = nameOfRequest(['ada', { text: 'warm the cache' }]);
  const id = idOfRequest('mem', { name, at: NOON });
  expect(idOfRequest('mem', { name, at: NOON + 1000 })).toBe(id);
  expect(idOfRequest('mem', { name, at: NOON + 86_400_000 })).not.toBe(id);
  const others = Array.from({ length: 200 }, (_, number) => {
    return idOfRequest('mem', { name: nameOfRequest(['ada', number]), at: NOON });
  });
  expect(new Set([id, ...others]).size).toBe(201);
  [id, ...others].forEach((one) => expect(MemoryId.parse(one)).toBe(one));
});
