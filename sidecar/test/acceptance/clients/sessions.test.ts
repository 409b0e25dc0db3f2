import { INTAKE_TOKEN, send, startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

jest.setTimeout(30_000);

let running: RunningSidecar;

afterEach(() => running.stop());

const ADA = { login: 'ada' } as const;

async function ask(text: string, session?: string, person: object = ADA) {
  const body = { text, ...(session === undefined ? {} : { session }) };
  return (await running.ask(person, { method: 'POST', path: '/v1/query', body })).body;
}

async function alert(service: string): Promise<void> {
  const startsAt = new Date(Date.now() - 60_000).toISOString();
  const labels = { alertname: 'HighErrors', service };
  const one = { status: 'firing', labels, annotations: {}, startsAt, endsAt: '0001-01-01T00:00:00Z', generatorURL: '' };
  const { status } = await send(`${running.intake}/intake/alerts/alertmanager`, {
    headers: { authorization: `Bearer ${INTAKE_TOKEN}` },
    body: {
      ...{ version: '4', groupKey: service, truncatedAlerts: 0, status: 'firing', receiver: 'r', groupLabels: {} },
      ...{ commonLabels: {}, commonAnnotations: {}, externalURL: '' },
      alerts: [{ ...one, fingerprint: service }],
    },
  });
  expect(status).toBe(200);
}

function remember(text: string): Promise<unknown> {
  return running.ask(ADA, { method: 'POST', path: '/v1/memories', body: { text } });
}

it('answers from memory and from the watcher, and understands what follow-ups lean on', async () => {
  running = await startSidecar();
  await alert('payment');
  await alert('search');
  await remember('payment: the connection pool was exhausted, ORA-12516; a larger pool ended it');

  const first = await ask('What do we know about ORA-12516 at payment?');
  expect(first.about).toMatchObject({ services: ['payment'], how: 'named in the question' });
  expect(first.answer).toContain('Under way: INC-1');
  expect(first.answer).not.toContain('INC-2');
  expect(first.memoriesUsed).toMatchObject([{ provenance: 'confirmed' }]);

  const second = await ask('and what helped at that service?', first.session);
  expect(second.session).toBe(first.session);
  expect(second.about).toMatchObject({ services: ['payment'], how: 'from what was asked before in this session' });
  expect(second.memoriesUsed).toEqual(first.memoriesUsed);

  const third = await ask('How is search doing?', first.session);
  expect(third.about.services).toEqual(['search']);
  expect(third.answer).toContain('INC-2');
  const fourth = await ask('when did it begin?', first.session);
  expect(fourth.about).toMatchObject({ services: ['search'] });
  expect(fourth.incidentsUsed).toMatchObject([{ number: 2 }]);
  const fifth = await ask('tell me about the last one at payment', first.session);
  expect(fifth.incidentsUsed).toMatchObject([{ number: 1, service: 'payment' }]);
  expect((await ask('INC-2?')).incidentsUsed).toMatchObject([{ number: 2 }]);
});

it("lists a reader's own sessions and their memories, and deletes them", async () => {
  running = await startSidecar();
  await remember('payment: the connection pool was exhausted, ORA-12516; a larger pool ended it');
  const { session } = await ask('What was ORA-12516, the exhausted connection pool?');
  const { body: sessions } = await running.ask(ADA, { path: '/v1/sessions' });
  expect(sessions.items).toMatchObject([{ id: session, turns: [{ text: expect.stringContaining('ORA-12516') }] }]);
  const memories = { path: `/v1/sessions/${session}/memories` };
  expect((await running.ask(ADA, memories)).body.items).toHaveLength(1);

  for (const other of [{ login: 'bob' }, { login: 'ada', organisation: 2 }]) {
    expect((await running.ask(other, { path: '/v1/sessions' })).body.items).toEqual([]);
    expect((await running.ask(other, memories)).status).toBe(404);
    expect(await ask('and then?', session, other)).toMatchObject({ error: { code: 'IM_SESSION_UNKNOWN' } });
  }

  const removal = { method: 'POST', path: `/v1/sessions/${session}/delete`, body: {} };
  expect((await running.ask(ADA, removal)).body).toEqual({ session, turnsDeleted: 1 });
  expect((await running.ask(ADA, { path: '/v1/sessions' })).body.items).toEqual([]);
  expect((await running.ask(ADA, { path: '/v1/memories' })).body.items).toHaveLength(1);
});

it('says so where nothing is known, and keeps no secrets of questions', async () => {
  running = await startSidecar();
  const secret = 'api_key=sk-live-4eC39HqLyjWDarjtT1zdp7dc';
  const { answer, doNotTry } = await ask(`Why does the mainframe hum? ${secret}`);
  expect(answer).toContain('No incident is under way.');
  expect(doNotTry).toEqual([]);
  const { body } = await running.ask(ADA, { path: '/v1/sessions' });
  expect(JSON.stringify(body)).not.toContain('4eC39HqLyjWDarjtT1zdp7dc');
});

it('forgets what rested on a forgotten memory', async () => {
  running = await startSidecar();
  await remember('payment: the connection pool was exhausted, ORA-12516; a larger pool ended it');
  const { session, memoriesUsed } = await ask('What was ORA-12516, the exhausted connection pool?');
  await ask('Is anything open at all anywhere right now?', session);
  const forget = { memories: [memoriesUsed[0].memory], reason: 'a drill' };
  const { body: proof } = await running.ask(ADA, { method: 'POST', path: '/v1/memory/forget', body: forget });
  expect(proof.places).toContainEqual(expect.objectContaining({ place: 'sessions', removed: 1 }));
  const { body } = await running.ask(ADA, { path: '/v1/sessions' });
  expect(JSON.stringify(body)).not.toContain('ORA-12516');
});
