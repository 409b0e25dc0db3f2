import fc from 'fast-check';
import { AlarmHouse } from '../support/detection/alarm-house.ts';
import { isUnderWay } from '../../src/domain/incidents/life-cycle.ts';

const SERVICES = ['gateway', 'shop', 'search', 'payment', 'database', 'mailer', 'auth'] as const;
const service = fc.constantFrom(...SERVICES);

const RUNS = 150;

type Act =
  | {
      readonly is: 'alarm';
      readonly service: string;
      readonly hurts: boolean;
      readonly detector: 'failure-ratio' | 'latency' | 'new-message' | 'silence';
    }
  | { readonly is: 'burst'; readonly service: string; readonly errors: number }
  | { readonly is: 'calls'; readonly caller: string; readonly callee: string; readonly errors: number }
  | { readonly is: 'end' | 'pass' | 'restart' | 'confirm' | 'dismiss'; readonly seconds: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('alarm' as const),
      service,
      hurts: fc.boolean(),
      detector: fc.constantFrom('failure-ratio', 'latency', 'new-message', 'silence'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant('burst' as const), service, errors: fc.constantFrom(25, 120, 1300) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constant('calls' as const),
      caller: service,
      callee: service,
      errors: fc.constantFrom(0, 20, 200),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constantFrom(
        'end' as const,
        'pass' as const,
        'pass' as const,
        'restart' as const,
        'confirm' as const,
        'dismiss' as const
      ),
      seconds: fc.constantFrom(1, 10, 200),
    }),
  }
);

async function perform(house: AlarmHouse, step: Act): Promise<void> {
  switch (step.is) {
    case 'alarm':
      house.raise(step.service, step.detector, {
        hurts: step.hurts,
        subject: step.detector === 'new-message' ? 'tpl' : '',
      });
      break;
    case 'burst':
      house.errors(step.service, step.errors);
      break;
    case 'calls':
      house.calls(step.caller, step.callee, {
        errors: step.errors,
        failingSince: step.errors === 0 ? null : house.now,
      });
      break;
    case 'end':
      house.endAll();
      break;
    case 'restart':
      house.restart();
      break;
    case 'confirm':
    case 'dismiss': {
      const [record] = (await house.incidents()).filter(({ state }) => isUnderWay(state));
      if (record !== undefined) {
        await (step.is === 'confirm'
          ? house.confirm(record)
          : house.act(record, { type: 'dismissed', payload: { reason: 'no' } }));
      }
      break;
    }
    case 'pass':
      await house.pass(step.seconds, Math.min(10, step.seconds));
  }
  await house.pass(1);
}

describe('whatever happens', () => {
  it('a service is in one incident under way at most, and the same moment again writes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 25 }), async (acts) => {
        const house = new AlarmHouse();
        for (const step of acts) {
          await perform(house, step);
          const records = await house.incidents();
          const taken = records
            .filter(({ state }) => isUnderWay(state))
            .flatMap(({ services }) => services.map((listed) => listed.service));
          expect(taken.sort()).toEqual([...new Set(taken)].sort());
        }
        const versions = async () => (await house.incidents()).map(({ id, version }) => [id, version]);
        const before = await versions();
        await house.tick();
        await house.tick();
        expect(await versions()).toEqual(before);
      }),
      { numRuns: RUNS }
    );
  }, 60_000);
});
