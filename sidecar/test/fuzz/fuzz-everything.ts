import { systemScope } from '../../src/domain/tenancy/scope.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startSidecar } from '../support/processes/running-sidecar.ts';
import { fuzzDocuments } from './fuzz-documents.ts';
import { countingStores, fuzzMachines } from './fuzz-machines.ts';
import { fuzzV1, type FuzzReport } from './fuzz-v1.ts';
import { askedInProcess } from './mostly-in-process.ts';

export interface FuzzResult {
  readonly people: FuzzReport;
  readonly machines: FuzzReport;
}

/** So many hostile requests of people and of machines against one sidecar; throws at the first that breaks a promise. */
export async function fuzzEverything(cases: { people: number; machines: number; seed: number }): Promise<FuzzResult> {
  const { stores, writes } = countingStores();
  // Time stands still: what happens by itself must not be taken for what a request did.
  const running = await startSidecar({ stores, clock: new FakeClock(Date.now()) });
  const { seed } = cases;
  try {
    const people = await fuzzV1(askedInProcess(running), { cases: cases.people, seed });
    await expectUntouched(stores, people.remembered);
    const documents = await fuzzDocuments(running, { cases: Math.floor(cases.machines / 4), seed, writes });
    const others = await fuzzMachines(running, { cases: cases.machines - documents.cases, seed, writes });
    const failures = running.log.filter((line) => line.includes('unexpected failure'));
    if (failures.length > 0) {
      throw new Error(`the sidecar logged failures: ${failures.slice(0, 3).join('\n')}`);
    }
    return { people, machines: together(documents, others) };
  } finally {
    await running.stop();
  }
}

function together(one: FuzzReport, other: FuzzReport): FuzzReport {
  return { cases: one.cases + other.cases, refused: one.refused + other.refused, taken: one.taken + other.taken };
}

/** People acted in organisation 2, which has no incident to act on. */
async function expectUntouched(stores: ReturnType<typeof countingStores>['stores'], remembered: number): Promise<void> {
  const scope = systemScope('main:2');
  const { records } = await stores.incidents.list(scope, { sort: 'startedAt', limit: 1 });
  const incidents = await stores.events.heads(scope, { of: 'incidents', since: 0 });
  const memories = await stores.events.heads(scope, { of: 'memories', since: 0 });
  if (records.length > 0 || incidents.size > 0 || memories.size !== remembered) {
    throw new Error('hostile requests of people changed the store');
  }
}
