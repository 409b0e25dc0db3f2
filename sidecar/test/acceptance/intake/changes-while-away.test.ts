import { openMemoryStores } from '../../../src/adapters/store-memory/open-memory-stores.ts';
import { systemScope } from '../../../src/domain/tenancy/scope.ts';
import { StoreUnavailable } from '../../../src/ports/stores/store-failure.ts';
import { CHANGE, githubHeaders, GITHUB_EVENTS, KUBERNETES_EVENT } from '../../support/change-examples.ts';
import {
  errorCode,
  GITHUB_SECRET,
  INTAKE_TOKEN,
  send,
  startSidecar,
  type RunningSidecar,
} from '../../support/processes/running-sidecar.ts';
import { until } from '../../support/until.ts';

jest.setTimeout(30_000);

/** A sidecar whose store can go away. */
async function house(configuration: Record<string, unknown> = {}) {
  const stores = openMemoryStores();
  const store = { isAway: true };
  const signals = new Proxy(stores.signals, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver);
      if (name !== 'append' || typeof value !== 'function') {
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return async (...given: unknown[]) => {
        if (store.isAway) {
          throw new StoreUnavailable('the store is away');
        }
        return value.apply(target, given) as unknown;
      };
    },
  });
  const running = await startSidecar({ stores: { ...stores, signals }, configuration });
  return { running, store };
}

async function tellAll(running: RunningSidecar) {
  const headers = { authorization: `Bearer ${INTAKE_TOKEN}` };
  const body = JSON.stringify(GITHUB_EVENTS['deployment_status']);
  return [
    await send(`${running.intake}/intake/changes`, { body: CHANGE, headers }),
    await send(`${running.intake}/intake/kubernetes/events`, { body: KUBERNETES_EVENT, headers }),
    await send(`${running.intake}/intake/changes/github`, {
      body,
      headers: githubHeaders(body, { event: 'deployment_status', secret: GITHUB_SECRET }),
    }),
  ];
}

const kept = async ({ stores }: RunningSidecar) => {
  const query = { from: 0, to: Date.now() + 365 * 86_400_000, limit: 100 };
  return (await stores.occurrences.list(systemScope('main:1'), query)).occurrences;
};

it('what was acknowledged while the store was away is there when it is back, once', async () => {
  const { running, store } = await house();
  try {
    const answers = await tellAll(running);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await kept(running)).toEqual([]);
    const again = await tellAll(running);
    expect(again.map(({ status }) => status)).toEqual([200, 200, 401]);
    store.isAway = false;
    const ids = answers.flatMap(({ body }) => body.ids as string[]);
    await until('all of them', async () => (await kept(running)).length === ids.length);
    expect((await kept(running)).map(({ id }) => id).sort()).toEqual(ids.sort());
  } finally {
    await running.stop();
  }
});

it('what can be kept nowhere is refused, and may come again', async () => {
  const { running, store } = await house({ intake: { spoolMaxBytes: 1024 } });
  try {
    const filler = await send(`${running.intake}/intake/changes`, {
      body: Array.from({ length: 50 }, (_, index) => ({ ...CHANGE, key: `filler ${index}` })),
      headers: { authorization: `Bearer ${INTAKE_TOKEN}` },
    });
    const answers = [filler, ...(await tellAll(running))];
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(new Set(refused.map(errorCode))).toEqual(new Set(['IM_SPOOL_FULL']));
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    store.isAway = false;
    // A webhook that was taken is refused when it comes again: what counts is that each was taken once.
    const taken = new Set<number>();
    await until('everything', async () => {
      (await tellAll(running)).forEach(({ status }, told) => status === 200 && taken.add(told));
      return taken.size === 3;
    });
  } finally {
    await running.stop();
  }
});
