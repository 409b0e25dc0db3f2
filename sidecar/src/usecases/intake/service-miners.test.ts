import { systemScope } from '../../domain/tenancy/scope.ts';
import { ServiceMiners } from './service-miners.ts';

it('services are taken up from the store once each, and those beyond the bound not at all', async () => {
  const asked: string[] = [];
  const miners = new ServiceMiners({
    known: async (_, { service }) => {
      asked.push(service);
      return [];
    },
  });
  const services = new Set(Array.from({ length: 1200 }, (_, index) => `service-${index}`));
  for (let request = 0; request < 3; request += 1) {
    await miners.prepare(systemScope('main:1'), services);
    services.forEach((service) => miners.learn(service, 'it is refused', 0));
  }
  expect(asked).toHaveLength(500);
  expect(new Set(asked).size).toBe(500);
});

it('services that make up messages take no room from what others need first', async () => {
  const miners = new ServiceMiners({ known: async () => [] });
  for (let service = 0; service < 20; service += 1) {
    for (let line = 0; line < 2000; line += 1) {
      miners.learn(`maker-${service}`, madeUp(service * 2000 + line), 0);
    }
  }
  const { size, limit, overflowed } = miners.status();
  expect(size).toBeLessThanOrEqual(limit + 20 * 20);
  expect(overflowed).toBeGreaterThan(0);
  const errors = ['connection refused by <*>', 'no answer within <*>'];
  const told = ['connection refused by 10.0.0.7', 'no answer within 30'].map(
    (line) => miners.learn('late', line, 0).text
  );
  expect(told).toEqual(errors);
});

/** Words that nobody says, all different. */
function madeUp(seed: number): string {
  return Array.from({ length: 8 }, (_, place) =>
    (((seed * 8 + place + 1) * 2654435761) % 26 ** 6).toString(26).replace(/\d/g, 'q')
  ).join(' ');
}
