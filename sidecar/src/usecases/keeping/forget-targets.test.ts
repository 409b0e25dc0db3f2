import { memoryHouse } from '../../../test/support/memory/memory-house.ts';
import { MemoryLedger } from '../memory/memory-ledger.ts';
import {
  capturedPayload,
  INCIDENT,
  MEMORY,
  ORGANISATION,
  STARTED_AT,
} from '../../../test/support/memory/memory-examples.ts';
import { systemScope } from '../../domain/tenancy/scope.ts';
import { fixedIds } from '../../../test/support/fixed-ids.ts';
import { ForgetTargets } from './forget-targets.ts';

const BACK = 'inc_01920000-0000-7000-8000-000000000002';
const OTHER = 'inc_01920000-0000-7000-8000-000000000003';

it('finds the memory in which an incident was only counted, and all that stand in it', async () => {
  const { stores, clock } = memoryHouse();
  const entriesOf = () => Promise.resolve([null]);
  const ledger = new MemoryLedger({ stores, clock, ids: fixedIds(), redact: (text) => text, entriesOf });
  const scope = systemScope(ORGANISATION);
  const actor = { kind: 'system', name: 'memory' } as const;
  await ledger.capture(scope, { id: MEMORY, captured: capturedPayload({ state: 'active' }), actor });
  const payload = { at: STARTED_AT + 3_600_000, incident: BACK };
  await ledger.record(scope, MEMORY, { actor, events: [{ type: 'recurred', payload }] });
  const targets = new ForgetTargets({ stores, clock });
  for (const one of [INCIDENT, BACK]) {
    expect((await targets.recurringWith(ORGANISATION, [one])).toSorted()).toEqual([INCIDENT, BACK, MEMORY]);
  }
  expect(await targets.recurringWith(ORGANISATION, [OTHER])).toEqual([]);
  expect(await targets.recurringWith('main:2', [BACK])).toEqual([]);
});

it('finds it also where the incident came back more often since than a record holds', async () => {
  const { stores, clock, ledger } = memoryHouse();
  const scope = systemScope(ORGANISATION);
  const actor = { kind: 'system', name: 'memory' } as const;
  await ledger.capture(scope, { id: MEMORY, captured: capturedPayload({ state: 'active' }), actor });
  const recurred = (incident: string, number: number) =>
    ({ type: 'recurred', payload: { at: STARTED_AT + number, incident } }) as const;
  const later = Array.from({ length: 120 }, (_, number) => recurred(OTHER, number));
  await ledger.record(scope, MEMORY, { actor, events: [recurred(BACK, 1), ...later] });
  const targets = new ForgetTargets({ stores, clock });
  expect((await targets.recurringWith(ORGANISATION, [BACK])).toSorted()).toEqual(
    expect.arrayContaining([INCIDENT, BACK, MEMORY])
  );
});
