import fc from 'fast-check';
import { operationName } from './operation-names.ts';

describe('the name of an operation', () => {
  it.each([
    ['GET /users/123', 'GET /users/{id}'],
    ['GET /users/7/orders/8', 'GET /users/{id}/orders/{id}'],
    ['GET /users/123?expand=all', 'GET /users/{id}'],
    ['/orders/0b9f4c52-6f1e-4a8e-9d3c-1f2e3d4c5b6a/items', '/orders/{id}/items'],
    ['GET /blobs/3f2504e04f8911d3', 'GET /blobs/{id}'],
    ['GET /orders/ORD-20241109-0001', 'GET /orders/ORD-{id}-{id}'],
    ['GET /users/bob@example.com', 'GET /users/{id}'],
    ['GET /hosts/10.0.0.1/status', 'GET /hosts/{id}/status'],
    ['GET /s/01ARZ3NDEKTSV4RRFFQ69G5FAV', 'GET /s/{id}'],
    ['process order 12345', 'process order {id}'],
    ['  GET\n/a\u0000/b  ', 'GET /a /b'],
    ['', '(unnamed)'],
  ])('of %p is %p', (told, name) => {
    expect(operationName(told)).toBe(name);
  });

  it.each([
    'GET /users/{id}',
    'GET /users/:userId/orders/:2',
    'GET /users/<int:id>',
    'GET /posts/[slug]',
    'GET /v1/oauth2/token',
    'GET /api/v2/search',
    'shop.v1.CartService/AddItem',
    'com.acme.Base64Service/EncodeSha256',
    'orders-12 process',
    'step 2 of import',
    'GET',
    'nightly clean-up',
    'GET /用户/列表',
  ])('%p stays as it is', (told) => {
    expect(operationName(told)).toBe(told);
  });

  it('never throws, is never empty or long, and does not change when taken again uncut', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('/', '?', '{', '12345', 'a@b', 'deadbeef12', ' ')
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const name = operationName(parts.join(''));
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(200);
        expect(name.length === 200 ? name : operationName(name)).toBe(name);
      }),
      { numRuns: 2000 }
    );
  });
});
