import { calleeOf } from './callee-of.ts';

describe('whom a call went to', () => {
  it.each([
    ['postgresql', 'postgresql'],
    ['payment:8080', 'payment'],
    ['http://payment:8080', 'payment'],
    ['payment.shop.svc.cluster.local:8080', 'payment'],
    ['payment.shop.svc', 'payment'],
    ['api.example.com:443', 'api.example.com'],
    ['kafka/orders', 'kafka/orders'],
    ['10.0.0.7:5432', '10.0.0.7'],
    ['[::1]:9200', '[::1]'],
    [':80', ':80'],
  ])('%s is %s', (peer, callee) => {
    expect(calleeOf(peer)).toBe(callee);
  });
});
