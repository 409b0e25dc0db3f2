import { DetectionHouse } from '../support/detection/detection-house.ts';
import { SeededRandom } from '../support/seeded-random.ts';

const SERVICES = ['api-gateway', 'auth', 'database', 'payment', 'user', 'notification'];

/** Bursts of some services in pieces, delivered in any order over a minute and a half, with ticks all the time. */
async function deliverShuffled(seed: number, services: readonly string[]): Promise<DetectionHouse> {
  const random = new SeededRandom(seed);
  const house = new DetectionHouse();
  await house.pass(20);
  const pieces = services
    .flatMap((service) =>
      Array.from({ length: 6 }, (_, piece) => house.errors(service, 20, house.now - 9000 + piece * 1000))
    )
    .map((piece) => ({ piece, deliverAfter: random.below(90) }));
  for (let second = 0; second < 95; second += 1) {
    await house.push(pieces.filter(({ deliverAfter }) => deliverAfter === second).map(({ piece }) => piece));
    await house.pass(1);
  }
  return house;
}

describe('bursts that are delivered late and in any order', () => {
  it.each([11, 12, 13, 14, 15, 16, 17, 18])(
    'of six services end as one widespread incident (seed %i)',
    async (seed) => {
      const house = await deliverShuffled(seed, SERVICES);
      const standing = (await house.incidents()).filter(({ state }) => state !== 'merged');
      expect(standing.map(({ kind }) => kind)).toEqual(['widespread']);
      expect(standing[0]?.services.map(({ service }) => service).sort()).toEqual([...SERVICES].sort());
    }
  );

  it.each([21, 22, 23, 24])('of three services end as three incidents (seed %i)', async (seed) => {
    const house = await deliverShuffled(seed, SERVICES.slice(0, 3));
    expect((await house.told()).sort()).toEqual(SERVICES.slice(0, 3).map((service) => `${service} error-burst open`));
  });
});
