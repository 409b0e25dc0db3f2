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
  expect(asked).toHaveLength(1000);
  expect(new Set(asked).size).toBe(1000);
});
