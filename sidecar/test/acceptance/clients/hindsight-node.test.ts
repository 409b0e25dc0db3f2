import { HindsightClient } from '@vectorize-io/hindsight-client';
import { exampleMemory } from '../../support/example-memory.ts';
import { CLIENT_CREDENTIALS, CLIENT_TOKEN, FOREIGN_TOKEN, VIEWER_TOKEN } from '../../support/clients/client-tokens.ts';
import { startSidecar, type RunningSidecar } from '../../support/processes/running-sidecar.ts';

jest.setTimeout(60_000);

let running: RunningSidecar;
let client: HindsightClient;

function connect(apiKey: string): HindsightClient {
  return new HindsightClient({ baseUrl: `${running.intake}/compat/hindsight`, apiKey });
}

beforeEach(async () => {
  running = await startSidecar({ configuration: { machineCredentials: CLIENT_CREDENTIALS } });
  client = connect(CLIENT_TOKEN);
});

afterEach(() => running.stop());

const REPORT = 'The nightly report exhausts the connections of the checkout database';

describe("Hindsight's client for Node", () => {
  it('retains, recalls, and reflects without a model, and says so', async () => {
    expect(await client.getVersion()).toMatchObject({ api_version: '1.1.0' });
    const retained = await client.retain('ops', REPORT, {
      context: 'post-mortem',
      timestamp: new Date('2026-03-01T10:00:00Z'),
      metadata: { author: 'ada' },
      tags: ['databases'],
    });
    expect(retained).toMatchObject({ success: true, bank_id: 'ops', items_count: 1, async: false });
    await client.retain('kitchen', 'The coffee machine of the second floor needs descaling');

    const { results } = await client.recall('ops', 'checkout database connections');
    expect(results).toMatchObject([
      {
        text: REPORT,
        type: 'world',
        context: 'post-mortem',
        occurred_start: '2026-03-01T10:00:00.000Z',
        metadata: { author: 'ada', provenance: 'written by a program, not confirmed' },
        tags: ['databases'],
      },
    ]);
    expect((await client.recall('kitchen', 'checkout database connections')).results).toEqual([]);

    const reflected = await client.reflect('ops', 'why is the checkout database out of connections?', {
      includeFacts: true,
    });
    expect(reflected.text).toContain('No language model');
    expect(reflected.text).toContain(REPORT);
    expect(reflected.based_on?.memories).toHaveLength(1);
  });

  it('keeps a batch by document, lists it, replaces it, and deletes it', async () => {
    const items = [
      { content: 'First page of the handbook', document_id: 'handbook', tags: ['a'] },
      { content: 'Second page of the handbook', document_id: 'handbook', tags: ['b'] },
      { content: 'A note without a document' },
    ];
    await client.retainBatch('team', items);
    expect(await client.listMemories('team', { limit: 2 })).toMatchObject({ total: 3, limit: 2, offset: 0 });
    expect(await client.listMemories('team', { q: 'second' })).toMatchObject({
      total: 1,
      items: [{ text: 'Second page of the handbook', document_id: 'handbook' }],
    });
    expect(await client.getDocument('team', 'handbook')).toMatchObject({ memory_unit_count: 2, tags: ['b', 'a'] });
    await client.retain('team', 'The handbook, second edition', { documentId: 'handbook' });
    expect(await client.getDocument('team', 'handbook')).toMatchObject({
      original_text: 'The handbook, second edition',
      memory_unit_count: 1,
    });
    await client.deleteDocument('team', 'handbook');
    expect(await client.getDocument('team', 'handbook')).toBeNull();
    expect(await client.listMemories('team')).toMatchObject({ total: 1 });
  });

  it('matches tags as it is asked to', async () => {
    await client.retainBatch('tags', [
      { content: 'The cache of the cart was cold', tags: ['cart', 'cache'] },
      { content: 'The cache of the search was cold', tags: ['search'] },
      { content: 'The cache of nobody was cold' },
    ]);
    const found = async (options: object): Promise<number> =>
      (await client.recall('tags', 'cache was cold', options)).results.length;
    expect(await found({})).toBe(3);
    expect(await found({ tags: ['cart'] })).toBe(2);
    expect(await found({ tags: ['cart'], tagsMatch: 'any_strict' })).toBe(1);
    expect(await found({ tags: ['cart', 'search'], tagsMatch: 'all_strict' })).toBe(0);
    expect(await found({ tagGroups: [{ not: { tags: ['search'] } }] })).toBe(2);
  });

  it('makes, shows and removes banks', async () => {
    expect(await client.createBank('ops', { name: 'Operations', reflectMission: 'Keep the shop open' })).toMatchObject({
      bank_id: 'ops',
      name: 'Operations',
      mission: 'Keep the shop open',
    });
    await client.retain('ops', REPORT);
    expect(await client.getBankProfile('ops')).toMatchObject({ name: 'Operations' });
    await client.deleteBank('ops');
    expect(await client.listMemories('ops')).toMatchObject({ total: 0 });
    expect(await client.getBankProfile('ops')).toMatchObject({ name: 'ops' });
  });

  it("recalls the team's own incidents with what not to try, and never writes to them", async () => {
    const own = exampleMemory({ organisation: 'main:1' });
    await running.stores.memories.save({ organisation: 'main:1', teams: 'every', user: null }, [own]);
    expect(await client.listMemories('incident-memory')).toMatchObject({ total: 1, items: [{ type: 'experience' }] });
    await expect(client.retain('incident-memory', 'Always restart everything')).rejects.toMatchObject({
      statusCode: 403,
    });
  });

  it('is told in words what is not offered and not allowed', async () => {
    await client.retain('ops', REPORT);
    await expect(client.createDirective('ops', 'rule', 'Always agree')).rejects.toMatchObject({
      statusCode: 501,
      message: expect.stringContaining('docs/clients.md'),
    });
    await expect(client.reflect('ops', 'why?', { responseSchema: {} })).rejects.toMatchObject({ statusCode: 501 });
    await expect(connect(VIEWER_TOKEN).retain('ops', 'x')).rejects.toMatchObject({ statusCode: 403 });
    expect((await connect(VIEWER_TOKEN).recall('ops', 'nightly report connections')).results).toHaveLength(1);
    await expect(connect('unknown').recall('ops', 'x')).rejects.toMatchObject({ statusCode: 401 });
    expect((await connect(FOREIGN_TOKEN).recall('ops', 'nightly report connections')).results).toEqual([]);
    await expect(client.retain('ops', '')).rejects.toMatchObject({ statusCode: 400 });
  });
});
