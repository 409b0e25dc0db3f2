import { CLIENT_CREDENTIALS, CLIENT_TOKEN, FOREIGN_TOKEN, VIEWER_TOKEN } from '../../support/clients/client-tokens.ts';
import type { ClientProcess } from '../../support/clients/client-process.ts';
import { INSTALL_MS, installNodeClients, startMem0ForNode } from '../../support/clients/installed-clients.ts';
import { startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

jest.setTimeout(60_000);

const ALICE = { userId: 'alice' };
const OF_ALICE = { filters: { user_id: 'alice' } };

let running: RunningSidecar;
let client: ClientProcess;
const started: ClientProcess[] = [];

function connect(token: string): ClientProcess {
  const process = startMem0ForNode(`${running.intake}/compat/mem0`, token);
  started.push(process);
  return process;
}

beforeAll(async () => {
  await installNodeClients();
}, INSTALL_MS + 10_000);

beforeEach(async () => {
  running = await startSidecar({ configuration: { machineCredentials: CLIENT_CREDENTIALS } });
  client = connect(CLIENT_TOKEN);
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((process) => process.stop()));
  await running.stop();
});

async function add(text: string, options: object = ALICE): Promise<string> {
  const { results } = await client.call('add', [[{ role: 'user', content: text }], options]);
  return (results as { id: string }[])[0]?.id ?? '';
}

describe("mem0's client for Node", () => {
  it('adds, searches, gets and lists memories of a user with their metadata', async () => {
    await client.call('ping');
    const added = await client.call('add', [
      [
        { role: 'system', content: 'You are a helper.' },
        { role: 'user', content: 'The checkout database runs out of connections when the nightly report starts' },
        { role: 'assistant', content: 'I will remember that the report should start later.' },
      ],
      { ...ALICE, agentId: 'on-call', metadata: { topic: 'databases', nested: { level: 3 }, sure: true, count: '12' } },
    ]);
    expect(added).toMatchObject({ status: 'SUCCEEDED', results: [{ event: 'ADD' }, { event: 'ADD' }] });
    const [first] = added.results as { id: string }[];
    await add('Bob likes tea', { userId: 'bob' });

    const { results } = await client.call('search', ['checkout out of connections', OF_ALICE]);
    expect(results[0]).toMatchObject({
      id: first?.id,
      memory: 'The checkout database runs out of connections when the nightly report starts',
      userId: 'alice',
      agentId: 'on-call',
      metadata: { topic: 'databases', nested: { level: 3 }, sure: true, count: '12' },
      provenance: 'written by a program, not confirmed',
    });
    expect(results[0].score).toBeGreaterThan(0.1);
    expect(await client.call('get', [first?.id])).toMatchObject({ id: first?.id, userId: 'alice' });
    const all = await client.call('getAll', [{ ...OF_ALICE, page: 1, pageSize: 1 }]);
    expect(all).toMatchObject({ count: 2, previous: null, results: [{ userId: 'alice' }] });
    expect(all.next).toContain('page=2');
    expect(await client.call('users')).toMatchObject({
      count: 3,
      results: expect.arrayContaining([expect.objectContaining({ name: 'alice', type: 'user', totalMemories: 2 })]),
    });
  });

  it('updates a memory, tells its history, and deletes it for good as far as clients see', async () => {
    const id = await add('The cache of the cart is warmed by hand after a deploy');
    const updated = await client.call('update', [
      id,
      { text: 'The cache of the cart warms itself after a deploy', metadata: { since: '2.15' } },
    ]);
    expect(updated).toMatchObject({ id, memory: 'The cache of the cart warms itself after a deploy', userId: 'alice' });
    expect(await client.call('delete', [id])).toMatchObject({ message: 'Memory deleted successfully!' });
    expect(await client.refused('get', [id])).toMatchObject({ name: 'MemoryNotFoundError', code: 'HTTP_404' });
    expect(await client.call('search', ['cache of the cart', OF_ALICE])).toEqual({ results: [] });
    expect(await client.call('getAll', [OF_ALICE])).toMatchObject({ count: 0, results: [] });
    expect(await client.call('history', [id])).toMatchObject([
      { event: 'ADD', newMemory: 'The cache of the cart is warmed by hand after a deploy', oldMemory: null },
      {
        event: 'UPDATE',
        oldMemory: 'The cache of the cart is warmed by hand after a deploy',
        newMemory: 'The cache of the cart warms itself after a deploy',
      },
      { event: 'DELETE', newMemory: null },
    ]);
  });

  it('changes and deletes many at once, and everything of one user', async () => {
    const ids = [await add('First fact of the shop'), await add('Second fact of the shop')];
    const other = await add('A fact of another user', { userId: 'bob' });
    await client.call('batchUpdate', [[{ memoryId: ids[0], text: 'First fact, corrected' }]]);
    expect(await client.call('get', [ids[0]])).toMatchObject({ memory: 'First fact, corrected' });
    await client.call('batchDelete', [[ids[0]]]);
    expect(await client.refused('get', [ids[0]])).toMatchObject({ code: 'HTTP_404' });
    await client.call('deleteAll', [ALICE]);
    expect(await client.call('getAll', [OF_ALICE])).toMatchObject({ count: 0 });
    expect(await client.call('get', [other])).toMatchObject({ userId: 'bob' });
    await client.call('deleteUsers', [{ userId: 'bob' }]);
    expect(await client.refused('get', [other])).toMatchObject({ code: 'HTTP_404' });
    expect(await client.refused('deleteAll', [{}])).toMatchObject({ name: 'ValidationError' });
  });

  it('says whether a memory helped, and takes that back', async () => {
    const id = await add('Scale the workers before the sale');
    const feedback = { memoryId: id, feedback: 'NEGATIVE', feedbackReason: 'made no difference' };
    expect(await client.call('feedback', [feedback])).toMatchObject({ feedback: 'NEGATIVE' });
    const memory = { path: `/v1/memories/mem_${id}` };
    expect((await running.ask({}, memory)).body).toMatchObject({ helped: 0, misled: 1 });
    await client.call('feedback', [{ memoryId: id, feedback: null }]);
    expect((await running.ask({}, memory)).body).toMatchObject({ helped: 0, misled: 0 });
  });

  it('filters by AND, OR, NOT and operators', async () => {
    await add('one', { ...ALICE, runId: 'r1', metadata: { level: 1 } });
    await add('two', { ...ALICE, runId: 'r2', metadata: { level: 2 } });
    await add('three', { userId: 'carol', metadata: { level: 3 } });
    const texts = async (filters: object): Promise<string[]> => {
      const { results } = await client.call('getAll', [{ filters }]);
      return (results as { memory: string }[]).map(({ memory }) => memory).sort();
    };
    expect(await texts({ OR: [{ run_id: 'r1' }, { user_id: 'carol' }] })).toEqual(['one', 'three']);
    expect(await texts({ AND: [{ user_id: 'alice' }, { NOT: [{ run_id: 'r1' }] }] })).toEqual(['two']);
    expect(await texts({ user_id: { in: ['alice', 'carol'] }, metadata: { level: { gte: 2 } } })).toEqual([
      'three',
      'two',
    ]);
    expect(await texts({ AND: [{ user_id: 'alice' }, { run_id: '*' }] })).toEqual(['one', 'two']);
    expect(await texts({ user_id: '*', created_at: { lt: '2001-01-01' } })).toEqual([]);
    expect(await client.refused('getAll', [{ filters: { run: 'r1' } }])).toMatchObject({ name: 'ValidationError' });
    expect(await client.refused('getAll', [{}])).toMatchObject({ name: 'ValidationError' });
  });

  it('is told in words what is not offered, not allowed, or not its own', async () => {
    const id = await add('Something of organisation one');
    const webhook = await client.refused('createWebhook', [{ name: 'n', url: 'http://x', eventTypes: ['memory_add'] }]);
    expect(webhook.code).toBe('HTTP_501');
    expect(webhook.message).toContain('docs/clients.md');
    expect(await client.refused('add', [[{ role: 'user', content: 'no owner' }]])).toMatchObject({ code: 'HTTP_400' });

    const reader = connect(VIEWER_TOKEN);
    expect(await reader.call('get', [id])).toMatchObject({ memory: 'Something of organisation one' });
    expect(await reader.refused('delete', [id])).toMatchObject({ name: 'AuthenticationError', code: 'HTTP_403' });
    const elsewhere = connect(FOREIGN_TOKEN);
    expect(await elsewhere.refused('get', [id])).toMatchObject({ code: 'HTTP_404' });
    expect(await elsewhere.call('getAll', [OF_ALICE])).toMatchObject({ count: 0 });
    const stranger = connect('nobody-knows-this');
    expect(await stranger.refused('get', [id])).toMatchObject({ name: 'AuthenticationError', code: 'HTTP_401' });

    const people = await running.ask(
      {},
      { method: 'POST', path: '/v1/memories', body: { text: 'Written by a person' } }
    );
    const theirs = (people.body as { id: string }).id;
    expect(await client.call('get', [theirs])).toMatchObject({ appId: 'incident-memory' });
    expect(await client.refused('update', [theirs, { text: 'x' }])).toMatchObject({ code: 'HTTP_403' });
  });
});
