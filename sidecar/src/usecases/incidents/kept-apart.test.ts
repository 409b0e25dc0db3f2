import { ADA, namesOf } from '../../../test/support/detection/ledger-house.ts';
import { DetectionHouse, SCOPE } from '../../../test/support/detection/detection-house.ts';
import type { IncidentRecord } from '../../domain/incidents/incident-record.ts';

const SERVICES = ['a', 'b', 'c', 'd', 'e', 'f'];
const person = { actor: ADA, reason: 'another thing' };

/** Each service bursts, one every few seconds, and goes on failing. */
async function spreading(house: DetectionHouse): Promise<void> {
  await house.pass(30);
  for (const service of SERVICES) {
    await house.push([house.errors(service, 120)]);
    await house.pass(3);
  }
}

async function goOn(house: DetectionHouse, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 5) {
    await house.push(SERVICES.map((service) => house.errors(service, 30)));
    await house.pass(5);
  }
}

function underWay(house: DetectionHouse): Promise<IncidentRecord[]> {
  return house.ledger.underWay(SCOPE);
}

it('a service that a person split off does not join again while both are under way', async () => {
  const house = new DetectionHouse();
  await spreading(house);
  const [wide, ...others] = await underWay(house);
  expect({ kind: wide?.kind, others: others.length }).toEqual({ kind: 'widespread', others: 0 });
  const split = await house.ledger.split(SCOPE, wide?.id ?? '', { ...person, services: ['c'], alarms: [] });
  expect(split.ok).toBe(true);
  await goOn(house, 60);
  const services = (await underWay(house)).map((record) => namesOf(record)?.sort());
  expect(services).toEqual([['a', 'b', 'd', 'e', 'f'], ['c']]);
});

it('what detection merged and a person took out again stays out', async () => {
  const house = new DetectionHouse();
  await spreading(house);
  const { records } = await house.stores.incidents.list(SCOPE, { states: ['merged'], sort: 'startedAt', limit: 20 });
  const merged = records.find(({ service }) => service === 'c');
  expect(merged?.state).toBe('merged');
  expect(await house.ledger.unmerge(SCOPE, merged?.id ?? '', person)).toMatchObject({ ok: true });
  await goOn(house, 60);
  const services = (await underWay(house)).map((record) => namesOf(record)?.sort());
  expect(services).toEqual([['a', 'b', 'd', 'e', 'f'], ['c']]);
});
