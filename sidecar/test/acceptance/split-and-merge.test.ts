import type { Incident, TimelineEntry } from '@incident-memory/contract';
import {
  errorCode,
  startSidecar,
  type Answer,
  type Person,
  type RunningSidecar,
} from '../support/processes/running-sidecar.ts';
import { until } from '../support/until.ts';

let running: RunningSidecar;

beforeEach(async () => {
  running = await startSidecar();
});
afterEach(() => running.stop());

const errorsOf = (service: string) => Array.from({ length: 120 }, () => ({ service }));

async function incidentsOf<Name extends string>(...services: Name[]): Promise<Record<Name, Incident>> {
  await running.sendLines(services.flatMap(errorsOf));
  return until('an incident of each service', async () => {
    const { items } = (await running.ask({}, { path: '/v1/incidents?sort=startedAt' })).body as { items: Incident[] };
    const found = new Map(items.map((incident) => [incident.service, incident]));
    return services.every((name) => found.has(name)) && (Object.fromEntries(found) as Record<Name, Incident>);
  });
}

function act(
  reference: string | number,
  name: 'split' | 'merge' | 'unmerge' | 'dismiss',
  body: object,
  { person = {}, headers = {} }: { person?: Person; headers?: Record<string, string> } = {}
): Promise<Answer> {
  return running.ask(person, { path: `/v1/incidents/${reference}/${name}`, body, headers });
}

async function read(reference: string): Promise<Incident> {
  return (await running.ask({}, { path: `/v1/incidents/${reference}` })).body;
}

async function timeline(reference: string): Promise<string[]> {
  const { body } = await running.ask({}, { path: `/v1/incidents/${reference}/events` });
  return (body.items as TimelineEntry[]).map(({ sentence }) => sentence);
}

const namesOf = ({ services }: Incident) => services.map(({ service }) => service);

it('two are merged, and taken apart again, and both timelines tell so', async () => {
  const { payment, auth } = await incidentsOf('payment', 'auth');
  const merged = await act(auth.id, 'merge', { into: `INC-${payment.number}`, reason: 'one pool' });
  expect(merged).toMatchObject({ status: 200, body: { state: 'merged', mergedInto: payment.id } });
  const whole = await read(payment.id);
  expect(namesOf(whole).sort()).toEqual(['auth', 'payment']);
  expect(whole.absorbed).toEqual([{ id: auth.id, number: auth.number }]);

  const free = await act(auth.id, 'unmerge', { reason: 'two pools' });
  expect(free).toMatchObject({ status: 200, body: { state: 'open', mergedInto: null, keptApart: [payment.id] } });
  expect(namesOf(await read(payment.id))).toEqual(['payment']);
  expect((await timeline(payment.id)).slice(-2)).toEqual([
    `INC-${auth.number} became part of it: one pool`,
    `INC-${auth.number} was taken out again: two pools`,
  ]);
  expect((await timeline(auth.id)).slice(-2)).toEqual([
    `Merged into INC-${payment.number}: one pool`,
    `Taken out of INC-${payment.number} again: two pools`,
  ]);
});

it('what does not belong becomes an incident of its own, and detection leaves both apart', async () => {
  const { payment, auth } = await incidentsOf('payment', 'auth');
  await act(auth.id, 'merge', { into: payment.id });
  const split = await act(payment.id, 'split', { services: ['auth'], reason: 'another thing' });
  expect(split).toMatchObject({
    status: 200,
    body: { state: 'open', service: 'auth', splitFrom: { id: payment.id, number: payment.number } },
  });
  const part = split.body as Incident;
  expect(await read(payment.id)).toMatchObject({ splits: [{ id: part.id, number: part.number }], service: 'payment' });

  await running.sendLines([...errorsOf('payment'), ...errorsOf('auth')]);
  await until('new numbers in both', async () => {
    const errors = (incident: Incident) => incident.services.reduce((sum, service) => sum + service.errors, 0);
    const [one, other] = await Promise.all([read(payment.id), read(part.id)]);
    return errors(one) >= 240 && errors(other) >= 240 ? true : undefined;
  });
  const { body } = await running.ask({}, { path: '/v1/incidents?state=open,awaiting-confirmation' });
  expect((body.items as Incident[]).flatMap(namesOf).sort()).toEqual(['auth', 'payment']);

  // Taken back by merging the new one.
  expect(await act(part.id, 'merge', { into: payment.id })).toMatchObject({ status: 200 });
  expect(namesOf(await read(payment.id)).sort()).toEqual(['auth', 'payment']);
});

it('what makes no sense is refused with what is wrong, and changes nothing', async () => {
  const { payment, auth } = await incidentsOf('payment', 'auth');
  const refused = async (answer: Promise<Answer>) => {
    const { status, body } = await answer;
    return [status, body.error.code, body.error.message] as const;
  };
  const reason = 'why';
  expect(await refused(act(payment.id, 'split', { reason }))).toEqual([
    409,
    'IM_INCIDENT_SPLIT_REFUSED',
    'Nothing was split off: no service and no alarm is named.',
  ]);
  expect((await refused(act(payment.id, 'split', { services: ['nobody'], reason })))[2]).toContain(
    '"nobody" is not in'
  );
  expect((await refused(act(payment.id, 'split', { services: ['payment'], reason })))[2]).toContain(
    'nothing would be left'
  );
  expect((await refused(act(payment.id, 'split', { services: ['payment'] })))[1]).toBe('IM_REQUEST_INVALID');
  expect(await refused(act(payment.id, 'merge', { into: payment.id }))).toEqual([
    409,
    'IM_INCIDENT_MERGE_REFUSED',
    `Nothing was merged: INC-${payment.number} cannot become part of itself.`,
  ]);
  expect((await refused(act(payment.id, 'merge', { into: 'INC-999' })))[1]).toBe('IM_INCIDENT_UNKNOWN');
  expect(await refused(act(payment.id, 'unmerge', {}))).toEqual([
    409,
    'IM_INCIDENT_UNMERGE_REFUSED',
    `The merge was not taken back: INC-${payment.number} is not merged.`,
  ]);
  await act(auth.id, 'dismiss', { reason: 'a drill' });
  expect((await refused(act(payment.id, 'merge', { into: auth.id })))[2]).toContain('is dismissed already');
  expect((await refused(act(auth.id, 'split', { services: ['auth'], reason })))[1]).toBe(
    'IM_INCIDENT_TRANSITION_REFUSED'
  );
  expect((await read(payment.id)).state).toBe('open');
  expect(await timeline(auth.id)).toHaveLength(2);
});

it('an incident of another organisation is none, on either side', async () => {
  const { payment } = await incidentsOf('payment');
  await running.sendLines(errorsOf('theirs'), 'a-token-of-the-other-organisation');
  const theirs = await until('an incident of the other organisation', async () => {
    const { body } = await running.ask({ organisation: 2 }, { path: '/v1/incidents' });
    return body.items[0] as Incident | undefined;
  });
  const mine = await act(payment.id, 'merge', { into: theirs.id });
  const others = await act(theirs.id, 'merge', { into: payment.id }, { person: { organisation: 2 } });
  expect([errorCode(mine), errorCode(others)]).toEqual(['IM_INCIDENT_UNKNOWN', 'IM_INCIDENT_UNKNOWN']);
  const looking = await act(
    payment.id,
    'split',
    { services: ['payment'], reason: '-' },
    { person: { role: 'Viewer' } }
  );
  expect(errorCode(looking)).toBe('IM_ROLE_INSUFFICIENT');
});

it('a repeated request is one request, and a decision about an old version is none', async () => {
  const { payment, auth } = await incidentsOf('payment', 'auth');
  await act(auth.id, 'merge', { into: payment.id });
  const key = { headers: { 'idempotency-key': 'split-once' } };
  const wish = { services: ['auth'], reason: 'another thing' };
  const [first, again] = [await act(payment.id, 'split', wish, key), await act(payment.id, 'split', wish, key)];
  expect(again.body.id).toBe(first.body.id);
  expect((await read(payment.id)).splits).toHaveLength(1);
  const old = { headers: { 'if-match': '"1"' } };
  expect(errorCode(await act(payment.id, 'merge', { into: first.body.id }, old))).toBe('IM_VERSION_CONFLICT');
});

it('secrets that people paste as a reason are not kept', async () => {
  const { payment, auth } = await incidentsOf('payment', 'auth');
  const secret = 'AKIAIOSFODNN7EXAMPLE';
  await act(auth.id, 'merge', { into: payment.id, reason: `found ${secret}` });
  await act(auth.id, 'unmerge', { reason: `not ${secret}` });
  await act(auth.id, 'merge', { into: payment.id });
  const part = await act(payment.id, 'split', { services: ['auth'], reason: `with ${secret}` });
  const lines = await Promise.all([payment.id, auth.id, part.body.id as string].map(timeline));
  expect(lines.flat().join('\n')).toMatch(/found \[secret:/);
  expect(JSON.stringify([lines, part.body])).not.toContain(secret);
});

it('the live page asks for kinds, outages and what nobody is on', async () => {
  const { payment, auth } = await incidentsOf('payment', 'auth');
  await running.ask({}, { path: '/v1/incidents/acknowledge', body: { incidents: [payment.id] } });
  const listed = async (query: string) => {
    const { body } = await running.ask({}, { path: `/v1/incidents?${query}` });
    return (body.items as Incident[]).map(({ id }) => id).sort();
  };
  expect(await listed('acknowledged=false')).toEqual([auth.id]);
  expect(await listed('acknowledged=true&kind=error-burst,cascade')).toEqual([payment.id]);
  expect(await listed('kind=cascade')).toEqual([]);
  const [outages, others] = [await listed('outage=true'), await listed('outage=false')];
  expect([...outages, ...others].sort()).toEqual([payment.id, auth.id].sort());
  const odd = await running.ask({}, { path: '/v1/incidents?outage=maybe' });
  expect({ status: odd.status, path: odd.body.error.path }).toEqual({ status: 400, path: 'query.outage' });
});
