import { documentId } from './document-id.ts';

test('an id is readable and begins with the organisation', () => {
  expect(documentId('main:1', 'inc_7', 3)).toBe('main:1|inc_7|3');
});

test('parts that contain the separator do not collide', () => {
  expect(documentId('a|b', 'c')).not.toBe(documentId('a', 'b|c'));
  expect(documentId('a%7Cb', 'c')).not.toBe(documentId('a|b', 'c'));
});

test('an id never grows over what Elasticsearch takes, and stays unique', () => {
  const long = 'ü'.repeat(200);
  const ids = [documentId(long, long, 1), documentId(long, long, 2)];
  expect(new Set(ids).size).toBe(2);
  expect(ids.every((id) => Buffer.byteLength(id) <= 512)).toBe(true);
});
