import { CLIENT_CREDENTIALS, CLIENT_TOKEN, VIEWER_TOKEN } from '../../support/clients/client-tokens.ts';
import type { ClientProcess } from '../../support/clients/client-process.ts';
import { INSTALL_MS, installPythonClients, startForPython } from '../../support/clients/installed-clients.ts';
import { startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

jest.setTimeout(60_000);

let hasPython = false;
let running: RunningSidecar;

beforeAll(async () => {
  hasPython = await installPythonClients();
}, INSTALL_MS + 10_000);

beforeEach(async () => {
  running = await startSidecar({ configuration: { machineCredentials: CLIENT_CREDENTIALS } });
});

afterEach(() => running.stop());

async function withClient(
  kind: 'mem0' | 'hindsight',
  token: string,
  ask: (client: ClientProcess) => Promise<void>
): Promise<void> {
  if (!hasPython) {
    return;
  }
  const client = startForPython(kind, `${running.intake}/compat/${kind}`, token);
  try {
    await ask(client);
  } finally {
    await client.stop();
  }
}

it("serves mem0's client for Python", async () => {
  await withClient('mem0', CLIENT_TOKEN, async (client) => {
    const text = 'Raise the limit of the connection pool before the nightly report';
    const named = { user_id: 'alice', metadata: { topic: 'databases' }, infer: false };
    const { results } = await client.call('add', [text], named);
    const [{ id }] = results as [{ id: string }];
    const filters = { AND: [{ user_id: 'alice' }] };
    const found = await client.call('search', ['connection pool nightly report'], { filters, top_k: 3 });
    expect(found.results).toMatchObject([{ id, memory: text, metadata: { topic: 'databases' }, user_id: 'alice' }]);
    expect(await client.call('get', [id])).toMatchObject({ memory: text });
    expect(await client.call('get_all', [], { filters, page: 1, page_size: 10 })).toMatchObject({ count: 1 });
    expect(await client.call('update', [id], { text: `${text} starts`, expiration_date: '2031-01-01' })).toMatchObject({
      memory: `${text} starts`,
      expiration_date: '2031-01-01',
    });
    expect(await client.call('history', [id])).toMatchObject([{ event: 'ADD' }, { event: 'UPDATE' }]);
    expect(await client.call('feedback', [id], { feedback: 'positive' })).toMatchObject({ feedback: 'POSITIVE' });
    expect(await client.call('users')).toMatchObject({ results: [{ type: 'user', name: 'alice' }] });
    await client.call('batch_update', [[{ memory_id: id, text }]]);
    await client.call('batch_delete', [[{ memory_id: id }]]);
    expect(await client.refused('get', [id])).toMatchObject({ name: 'MemoryNotFoundError' });
    await client.call('add', [[{ role: 'user', content: 'Another fact' }]], { user_id: 'bob' });
    await client.call('delete_all', [], { user_id: 'bob' });
    expect(await client.refused('delete_users', [], { user_id: 'bob' })).toMatchObject({ code: 'HTTP_404' });
    const refused = await client.refused('create_memory_export', ['{}'], { user_id: 'alice' });
    expect(refused.message).toContain('docs/clients.md');
  });
});

it("serves Hindsight's client for Python", async () => {
  await withClient('hindsight', CLIENT_TOKEN, async (client) => {
    expect(await client.call('create_bank', ['ops'], { name: 'Operations' })).toMatchObject({ name: 'Operations' });
    const content = 'The nightly report exhausts the connections of the checkout database';
    expect(await client.call('retain', [], { bank_id: 'ops', content, tags: ['databases'] })).toMatchObject({
      success: true,
      items_count: 1,
    });
    await client.call('retain_batch', [], { bank_id: 'ops', items: [{ content: 'Restart the queue after a deploy' }] });
    const recalled = await client.call('recall', [], { bank_id: 'ops', query: 'checkout database connections' });
    expect(recalled.results[0]).toMatchObject({ text: content, tags: ['databases'] });
    const reflected = await client.call('reflect', [], { bank_id: 'ops', query: 'checkout database connections' });
    expect(reflected.text).toContain('No language model');
    expect(await client.call('list_memories', [], { bank_id: 'ops', limit: 1 })).toMatchObject({ total: 2 });
    await client.call('delete_bank', ['ops']);
    expect(await client.call('list_memories', [], { bank_id: 'ops' })).toMatchObject({ total: 0 });
  });
  await withClient('hindsight', VIEWER_TOKEN, async (reader) => {
    expect((await reader.refused('retain', [], { bank_id: 'ops', content: 'x' })).message).toContain('403');
  });
});
