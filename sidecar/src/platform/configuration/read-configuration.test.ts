import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfiguration } from './read-configuration.ts';
import { settingLeaves, settingViews } from './settings-of.ts';

const KEY = 'a-shared-key-of-tests';

function file(content: string): string {
  const name = path.join(mkdtempSync(path.join(tmpdir(), 'configuration-')), 'file');
  writeFileSync(name, content);
  return name;
}

function problemsOf(environment: Record<string, string>): Record<string, string> {
  const read = readConfiguration(environment);
  return read.ok ? {} : Object.fromEntries(read.failure.map(({ key, problem }) => [key, problem]));
}

describe('the configuration', () => {
  it('needs nothing but the shared key', () => {
    const read = readConfiguration({ IM_SHARED_KEY: KEY });
    expect(read).toMatchObject({
      ok: true,
      value: { configuration: { listen: { port: 4785 }, store: { kind: 'sqlite' } } },
    });
  });

  it('takes the file, and the environment on top of it, and knows which was which', () => {
    const IM_CONFIG = file('detection: { burstErrors: 50, raisedErrors: 7 }\ninstance: shop\n');
    const read = readConfiguration({ IM_CONFIG, IM_SHARED_KEY: KEY, IM_DETECTION_BURST_ERRORS: '60' });
    if (!read.ok) {
      throw new Error(JSON.stringify(read.failure));
    }
    expect(read.value.configuration.detection).toMatchObject({ burstErrors: 60, raisedErrors: 7, windowSeconds: 120 });
    expect(read.value.origins.get('detection.burstErrors')).toBe('environment');
    expect(read.value.origins.get('detection.raisedErrors')).toBe('file');
    expect(read.value.origins.get('detection.windowSeconds')).toBeUndefined();
  });

  it('reads secrets from files, without the line end that editors add', () => {
    const read = readConfiguration({ IM_SHARED_KEY_FILE: file(`${KEY}\n`) });
    expect(read).toMatchObject({ ok: true, value: { configuration: { sharedKey: KEY } } });
  });

  it('lists every problem at once, each with its key', () => {
    const IM_CONFIG = file('detection: { burstErrors: none, unheardOf: 1 }\ntelemetry: [{ name: a }]\n');
    const problems = problemsOf({
      IM_CONFIG,
      IM_SHARED_KEY: 'short',
      IM_STORE: 'elasticsearch',
      IM_FOO: '1',
      IM_PORT: 'x',
    });
    expect(Object.keys(problems)).toEqual(
      expect.arrayContaining([
        'IM_FOO',
        'sharedKey',
        'listen.port',
        'detection',
        'detection.burstErrors',
        'store.elasticsearch.url',
        'telemetry.0.url',
      ])
    );
  });

  it.each([
    ['a file that is not there', { IM_CONFIG: '/nowhere/at/all.yaml' }, '(file)'],
    ['a file that is no YAML', { IM_CONFIG: file('a: [') }, '(file)'],
    ['a file with a key twice', { IM_CONFIG: file('instance: a\ninstance: b\n') }, '(file)'],
    ['a secret that is given twice', { IM_SHARED_KEY_FILE: file(KEY) }, 'IM_SHARED_KEY'],
    ['a secret file that is not there', { IM_PREVIOUS_SHARED_KEY_FILE: '/nowhere' }, 'IM_PREVIOUS_SHARED_KEY_FILE'],
    ['the same key as old and new', { IM_PREVIOUS_SHARED_KEY: KEY }, 'previousSharedKey'],
  ])('refuses %s', (_, environment, key) => {
    expect(problemsOf({ IM_SHARED_KEY: KEY, ...environment })).toHaveProperty([key]);
  });

  it('cannot be changed once read', () => {
    const read = readConfiguration({ IM_SHARED_KEY: KEY });
    const configuration = read.ok ? read.value.configuration : null;
    expect(Object.isFrozen(configuration?.detection)).toBe(true);
  });

  it('never shows a secret', () => {
    const read = readConfiguration({ IM_SHARED_KEY: KEY });
    const views = read.ok ? settingViews(read.value.configuration, read.value.origins) : [];
    expect(JSON.stringify(views)).not.toContain(KEY);
    expect(views.find(({ key }) => key === 'sharedKey')).toMatchObject({
      value: 'set',
      secret: true,
      origin: 'environment',
    });
    expect(views.find(({ key }) => key === 'previousSharedKey')).toMatchObject({ value: 'not set' });
  });

  it('has one environment variable for each setting', () => {
    const names = settingLeaves().map(({ env }) => env);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => /^IM_[A-Z0-9_]+$/.test(name))).toBe(true);
  });

  it.each([
    ['in broken YAML', 'sharedKey: "hunter2hunter2\nfoo: [', '(file)'],
    ['in a broken list', 'sharedKey: [hunter2hunter2\n  - : }', '(file)'],
    ['in an address', 'store: { elasticsearch: { url: "http://elastic:hunter2@host" } }', 'store.elasticsearch.url'],
    ['of the examples', 'sharedKey: replace-with-32-random-characters', 'sharedKey'],
  ])('never repeats a secret %s, and says what to do', (_, content, key) => {
    const problems = problemsOf({ IM_CONFIG: file(content) });
    expect(Object.keys(problems)).toContain(key);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });

  it('refuses one secret for two organisations, since it says whose data something is', () => {
    const webhook = (id: string, organisation: number) => ({ id, organisation, secrets: ['the-same-secret-twice'] });
    const machine = (id: string, organisation: number) => ({
      ...{ id, organisation, kinds: ['logs'] },
      sha256: 'a'.repeat(64),
    });
    const both = (first: number, second: number) =>
      problemsOf({
        IM_SHARED_KEY: KEY,
        IM_CONFIG: file(
          JSON.stringify({
            grafanaWebhooks: [webhook('a', first), webhook('b', second)],
            machineCredentials: [machine('a', first), machine('b', second)],
          })
        ),
      });
    expect(Object.keys(both(1, 2))).toEqual(['machineCredentials.1', 'grafanaWebhooks.1']);
    expect(both(1, 1)).toEqual({});
  });

  it('asks for what belongs to an endpoint for embeddings, and for an address without a password in it', () => {
    const IM_MEMORY_EMBEDDINGS_URL = 'https://models.internal/v1';
    const problems = problemsOf({ IM_SHARED_KEY: KEY, IM_MEMORY_EMBEDDINGS_URL });
    expect(Object.keys(problems)).toEqual(['memory.embeddings.model', 'memory.embeddings.dimensions']);
    expect(problems['memory.embeddings.model']).toMatch(/needed.*IM_MEMORY_EMBEDDINGS_MODEL/);
    const whole = { IM_MEMORY_EMBEDDINGS_MODEL: 'small', IM_MEMORY_EMBEDDINGS_DIMENSIONS: '512' };
    expect(problemsOf({ IM_SHARED_KEY: KEY, IM_MEMORY_EMBEDDINGS_URL, ...whole })).toEqual({});
    const withPassword = { IM_MEMORY_EMBEDDINGS_URL: 'https://me:secret@models.internal/v1', ...whole };
    expect(problemsOf({ IM_SHARED_KEY: KEY, ...withPassword })['memory.embeddings.url']).toMatch(/use apiKey/);
  });

  it('takes the key that docker-compose.yml brings with the demo only', () => {
    const IM_SHARED_KEY = 'only-for-this-machine-shared';
    expect(problemsOf({ IM_SHARED_KEY, IM_DEMO: 'true' })).toEqual({});
    expect(problemsOf({ IM_SHARED_KEY, IM_DEMO: 'false' })).toEqual({ sharedKey: expect.stringContaining('demo') });
  });
});
