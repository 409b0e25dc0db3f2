import type { Fix } from '@incident-memory/contract';
import type { NewEvent } from '../../../domain/incidents/event-payloads.ts';
import { memoryHouse } from '../../../../test/support/memory/memory-house.ts';
import { SCOPE } from '../../../../test/support/detection/ledger-house.ts';

const RESTART: Fix = { kind: 'restart', words: 'restart payment', target: 'payment', exact: '', undo: '' };

/** An incident in which somebody restarts the service after ten minutes. */
async function restarted() {
  const house = memoryHouse();
  const incident = await house.open();
  await house.later(10);
  const begun = await house.attempts.begin(house.asked(incident.id), { fix: RESTART, context: {} });
  const [attempt] = begun.attempts;
  if (attempt === undefined) {
    throw new Error('nothing was begun');
  }
  await house.attempts.finish(house.asked(incident.id), attempt.id, undefined);
  const recovered = async (afterMinutes: number, proved = true): Promise<void> => {
    await house.later(afterMinutes);
    const at = house.clock.now();
    const stopped: NewEvent = { type: 'errors-stopped', payload: { quietSince: at } };
    const judged: NewEvent = { type: 'recovery-judged', payload: { proof: { at, proved, checks: [] } } };
    await house.act(incident.id, [stopped], [judged]);
  };
  const outcome = async () => {
    await house.outcomes.run('main:1');
    const { attempts } = await house.memoryOf(incident);
    return { outcome: attempts[0]?.outcome, from: attempts[0]?.outcomeKnownFrom };
  };
  return { house, incident, attempt, recovered, outcome };
}

describe('the outcome of a fix', () => {
  it('is that it cured, once recovery is proved, and its incident says so', async () => {
    const { house, incident, recovered, outcome } = await restarted();
    expect(await outcome()).toEqual({ outcome: null, from: null });
    await recovered(4);
    expect(await outcome()).toEqual({ outcome: 'cured', from: 'telemetry' });
    const told = await house.stores.events.read(SCOPE, incident.id);
    expect(told.at(-1)).toMatchObject({ type: 'attempted', payload: { what: 'judged' } });
    expect(String(told.at(-1)?.payload?.['sentence'])).toMatch(/^"restart payment": cured it\. It recovered/);
  });

  it('is judged once, however often it is looked at', async () => {
    const { house, recovered, outcome } = await restarted();
    await recovered(4);
    await outcome();
    expect(await house.outcomes.run('main:1')).toBe(0);
  });

  it('is that nothing came of it where it did not recover in time, and not before', async () => {
    const { house, outcome } = await restarted();
    await house.later(14);
    expect(await outcome()).toMatchObject({ outcome: null });
    await house.later(2);
    expect(await outcome()).toEqual({ outcome: 'no-effect', from: 'telemetry' });
  });

  it('is temporary where it comes back', async () => {
    const { house, incident, recovered, outcome } = await restarted();
    await recovered(4);
    await outcome();
    await house.later(60);
    await house.act(incident.id, [{ type: 'errors-returned', payload: { errors: 50 } }]);
    expect(await outcome()).toEqual({ outcome: 'temporary', from: 'telemetry' });
  });

  it('is unattributed where something else was changed in the same time', async () => {
    const { house, recovered, outcome } = await restarted();
    const at = house.clock.now() + 12 * 60_000;
    await house.keep({
      occurrences: [
        {
          ...{ id: 'occ_1', source: 'tests', kind: 'deploy', stage: 'completed', at, receivedAt: at },
          ...{ service: 'payment', title: '2.15.0', before: null, after: null, actor: null, url: null, details: [] },
        },
      ],
    });
    await recovered(13);
    expect(await outcome()).toEqual({ outcome: 'unattributed', from: 'telemetry' });
  });

  it('is what a person says, and telemetry does not overrule it', async () => {
    const { house, incident, attempt, recovered, outcome } = await restarted();
    const said = { outcome: 'no-effect' as const, note: 'the batch had ended' };
    await house.attempts.judge(house.asked(incident.id), attempt.id, said);
    await recovered(4);
    expect(await outcome()).toEqual({ outcome: 'no-effect', from: 'person' });
  });
});
