import { startSidecar, type Person, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

const ADMIN: Person = { login: 'ada', role: 'Admin' };
const EDITOR: Person = { login: 'eva', role: 'Editor' };
const CANARY = 'quokka-7719';

jest.setTimeout(60_000);

const post = (running: RunningSidecar, person: Person, path: string, body: unknown) =>
  running.ask(person, { method: 'POST', path, body });

async function remembered(running: RunningSidecar, text: string): Promise<string> {
  const answer = await post(running, EDITOR, '/v1/memories', { title: 'how the cache is warmed', text });
  expect(answer.status).toBe(200);
  return String(answer.body.id);
}

/** Every place a reader can find a memory in. */
async function found(running: RunningSidecar, id: string): Promise<string[]> {
  const places = {
    list: await running.ask(EDITOR, { path: `/v1/memories?text=${CANARY}` }),
    recall: await post(running, EDITOR, '/v1/recall', { text: `${CANARY} cache` }),
    memory: await running.ask(EDITOR, { path: `/v1/memories/${id}` }),
    history: await running.ask(EDITOR, { path: `/v1/memories/${id}/history` }),
    log: await running.ask(EDITOR, { path: '/v1/memory/log' }),
    audit: await running.ask(EDITOR, { path: '/v1/memory/audit' }),
  };
  return Object.entries(places).flatMap(([place, { body }]) => (JSON.stringify(body).includes(CANARY) ? place : []));
}

it('forgets a memory everywhere, proves it, and keeps the chain', async () => {
  const running = await startSidecar();
  try {
    const id = await remembered(running, `warm it with ${CANARY} before the sale begins`);
    expect(await found(running, id)).toEqual(expect.arrayContaining(['list', 'recall', 'memory']));
    const wish = { text: CANARY, reason: 'asked for by its author' };
    const preview = await post(running, ADMIN, '/v1/memory/forget/preview', wish);
    expect(preview.body.items).toEqual([{ stream: id, title: 'how the cache is warmed' }]);
    expect(await found(running, id)).toContain('memory');

    const proof = await post(running, ADMIN, '/v1/memory/forget', wish);
    expect(proof.body).toMatchObject({ done: true, streams: [{ stream: id }], checked: { holds: true } });
    expect(await found(running, id)).toEqual([]);
    expect((await running.ask(EDITOR, { path: `/v1/memories/${id}` })).status).toBe(404);

    const later = await running.ask(EDITOR, { path: `/v1/memory/proofs/${proof.body.id}` });
    expect(later.body.checked.holds).toBe(true);
    const chains = await post(running, ADMIN, '/v1/memory/verify', {});
    expect(chains.body).toMatchObject({ sound: true, broken: [] });
    expect(chains.body.forgottenPayloads).toBeGreaterThan(0);
  } finally {
    await running.stop();
  }
});

it('finishes after a crash what was begun, and has begun nothing before', async () => {
  const first = await startSidecar();
  const id = await remembered(first, `warm it with ${CANARY} before the sale begins`);
  const begun = first.stores.idempotency.forget.bind(first.stores.idempotency);
  first.stores.idempotency.forget = () => Promise.reject(new Error('the process died here'));
  const answer = await post(first, ADMIN, '/v1/memory/forget', { memories: [id], reason: 'asked for' });
  expect(answer.status).toBe(500);
  first.stores.idempotency.forget = begun;
  await first.stop();
  const second = await startSidecar({ stores: first.stores });
  try {
    expect(await found(second, id)).toEqual([]);
    const proofs = await second.ask(EDITOR, { path: '/v1/memory/proofs' });
    expect(proofs.body.items).toEqual([expect.objectContaining({ done: true, reason: 'asked for' })]);
  } finally {
    await second.stop();
  }
});

it('takes questions along in which the words stand, also where the process died before it came to them', async () => {
  const first = await startSidecar();
  const stores = first.stores;
  await remembered(first, `warm it with ${CANARY} before the sale begins`);
  const asked = await post(first, EDITOR, '/v1/query', { text: `who is ${CANARY.toUpperCase()} of the night shift?` });
  expect(asked.status).toBe(200);
  const wish = { text: CANARY, reason: 'asked for by its author' };
  const memories = stores.memories.remove.bind(stores.memories);
  stores.memories.remove = () => Promise.reject(new Error('the process died here'));
  expect((await post(first, ADMIN, '/v1/memory/forget', wish)).status).toBe(500);
  stores.memories.remove = memories;
  await first.stop();
  const second = await startSidecar({ stores });
  try {
    const sessions = await second.ask(EDITOR, { path: '/v1/sessions' });
    expect(JSON.stringify(sessions.body).toLowerCase()).not.toContain(CANARY);
    const [proof] = (await second.ask(EDITOR, { path: '/v1/memory/proofs' })).body.items;
    expect(proof).toMatchObject({ done: true });
    expect(proof.places).toContainEqual(expect.objectContaining({ place: 'sessions', removed: 1 }));
  } finally {
    await second.stop();
  }
});

it('takes copies that a program made along, and refuses what is held', async () => {
  const running = await startSidecar();
  try {
    const id = await remembered(running, `warm it with ${CANARY} before the sale begins, then look at the hit rate`);
    await post(running, ADMIN, `/v1/memories/${id}/hold`, { reason: 'a dispute' });
    const held = await post(running, ADMIN, '/v1/memory/forget', { memories: [id], reason: 'asked for' });
    expect([held.status, held.body.error.code]).toEqual([409, 'IM_FORGET_HELD']);
    expect(await found(running, id)).toContain('memory');
    await post(running, ADMIN, `/v1/memories/${id}/release`, { reason: 'it is settled' });
    const gone = await post(running, ADMIN, '/v1/memory/forget', { memories: [id], reason: 'asked for' });
    expect(gone.body.done).toBe(true);
  } finally {
    await running.stop();
  }
});

it('forgets by its id what somebody keeps to themselves, without a word of it being shown to the admin', async () => {
  const running = await startSidecar();
  try {
    const note = { title: `of ${CANARY}`, text: `warm it with ${CANARY}`, visibility: 'private' };
    const { id } = (await post(running, EDITOR, '/v1/memories', note)).body;
    const wish = { memories: [id], reason: 'asked for' };
    const preview = await post(running, ADMIN, '/v1/memory/forget/preview', wish);
    expect(preview.body.items).toEqual([{ stream: id, title: null }]);
    const proof = await post(running, ADMIN, '/v1/memory/forget', wish);
    expect(proof.body).toMatchObject({ done: true, checked: { holds: true } });
    expect((await running.ask(EDITOR, { path: `/v1/memories/${id}` })).status).toBe(404);
  } finally {
    await running.stop();
  }
});

it('is for admins, within their organisation', async () => {
  const running = await startSidecar();
  try {
    const id = await remembered(running, `warm it with ${CANARY}`);
    const wish = { memories: [id], reason: 'asked for' };
    expect((await post(running, EDITOR, '/v1/memory/forget', wish)).status).toBe(403);
    const stranger: Person = { login: 'otto', role: 'Admin', organisation: 2 };
    expect((await post(running, stranger, '/v1/memory/forget', wish)).status).toBe(404);
    const nothing = await post(running, stranger, '/v1/memory/forget/preview', { text: CANARY, reason: 'asked for' });
    expect(nothing.body.items).toEqual([]);
    expect(await found(running, id)).toContain('memory');
  } finally {
    await running.stop();
  }
});
