import fc from 'fast-check';
import { bulkAnswer } from './bulk-answer.ts';
import { MAX_DOCUMENTS, readBulk, readSingle } from './read-bulk.ts';

const RUNS = Number(process.env['IM_FUZZ_RUNS'] ?? 1000);
const INDEX = '{"index":{"_index":"logs"}}';

function read(text: string | Buffer, index: string | null = null) {
  return readBulk(Buffer.from(text), index);
}

function taken(text: string | Buffer, index: string | null = null) {
  const bulk = read(text, index);
  if (!bulk.ok) {
    throw new Error(JSON.stringify(bulk.failure));
  }
  return bulk.value;
}

function problem(text: string | Buffer): string {
  const bulk = read(text);
  return bulk.ok || !('problem' in bulk.failure) ? '' : bulk.failure.problem;
}

describe('the body of _bulk', () => {
  it('is read in order, with ids that are given', () => {
    const { items, signals } = taken(
      `{"index":{"_index":"a","_id":"1"}}\n{"message":"one"}\n{"create":{"_id":2}}\n{"message":"two"}\n`,
      'of-the-address'
    );
    expect(items).toEqual([
      { action: 'index', index: 'a', id: '1', outcome: 'taken' },
      { action: 'create', index: 'of-the-address', id: '2', outcome: 'taken' },
    ]);
    expect(signals.lines.map(({ message }) => message)).toEqual(['one', 'two']);
  });

  it('may have empty lines between actions and returns at their ends, as rsyslog writes them', () => {
    const { items } = taken(`\n${INDEX}\r\n{"message":"one"}\r\n\r\n${INDEX}\n{"message":"two"}\n\n`);
    expect(items.map(({ outcome }) => outcome)).toEqual(['taken', 'taken']);
  });

  it('is taken but for the documents that cannot be', () => {
    const { items, signals } = taken(
      [
        INDEX,
        '{"message":"fine"}',
        INDEX,
        '{"message":',
        INDEX,
        'null',
        INDEX,
        '[1]',
        INDEX,
        '',
        INDEX,
        '{"a":1,"a":2}',
        INDEX,
        '{"x":{"__proto__":1}}',
        INDEX,
        '{"a":"\\ud800"}',
        INDEX,
        `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
        INDEX,
        '{"n":1e999}',
        '{"update":{"_index":"logs","_id":"1"}}',
        '{"doc":{}}',
        '{"delete":{"_index":"logs","_id":"1"}}',
        '{"index":{}}',
        '{"message":"no index"}',
        '{"index":{"_index":"logs","pipeline":"hide"}}',
        '{"message":"secret"}',
        '{"index":{"_index":"logs","if_seq_no":1}}',
        '{}',
        '{"index":{"_index":"logs","colour":"red"}}',
        '{}',
        '{"index":{"_index":"logs","_id":{}}}',
        '{}',
        INDEX,
        '{"@timestamp":"never"}',
        INDEX,
        '{"message":"fine too"}',
        '',
      ].join('\n')
    );
    const told = items.map(({ outcome }) =>
      typeof outcome === 'object' ? `${outcome.field}: ${outcome.problem}` : outcome
    );
    expect(told).toEqual([
      'taken',
      ': it is not well-formed JSON',
      ': expected an object',
      ': expected an object',
      ': the document is empty',
      'a: the key is there twice',
      'x.__proto__: the key could change how objects behave',
      'a: it has half of a surrogate pair',
      expect.stringMatching(/: it is nested deeper than 32 levels$/),
      'n: the number is out of range',
      'update: what was taken is never changed: send index or create',
      'delete: what was taken is never changed: send index or create',
      '_index: expected the name of an index',
      'pipeline: there are no ingest pipelines here: prepare documents before they are sent',
      'if_seq_no: there are no versions here to compare with',
      'colour: is not known in an action',
      '_id: expected 1 to 512 characters',
      '@timestamp: expected a time in ISO 8601 or since 1970',
      'taken',
    ]);
    expect(signals.lines.map(({ message }) => message)).toEqual(['fine', 'fine too']);
  });

  it.each([
    ['nothing', ''],
    ['empty lines alone', '\n\n'],
    ['no end of the last line', `${INDEX}\n{"message":"cut o`],
    ['an action without its document', `${INDEX}\n{}\n${INDEX}\n`],
    ['a document for an action', '{"message":"x"}\n{}\n'],
    ['two actions in one line', '{"index":{"_index":"a"},"create":{}}\n{}\n'],
    ['an action that is none', '{"upsert":{"_index":"a"}}\n{}\n'],
    ['an action that is no object', '{"index":"a"}\n{}\n'],
    ['an action with a key twice', '{"index":{"_index":"a","_index":"b"}}\n{}\n'],
    ['a list', '[{"index":{}}]\n{}\n'],
    ['null', 'null\n{}\n'],
    ['an action of a megabyte', `{"index":{"_index":"${'x'.repeat(1_000_000)}"}}\n{}\n`],
    ['an action nested deeply', `{"index":${'{"a":'.repeat(9)}1${'}'.repeat(9)}}\n{}\n`],
  ])('that is %s is refused whole', (_, text) => {
    expect(problem(text)).not.toBe('');
  });

  it('says in which line it cannot be read', () => {
    expect(problem(`${INDEX}\n{}\n\nnonsense\n`)).toMatch(/^line 4: /);
  });

  it('with a document that is not UTF-8 takes the others', () => {
    const bad = Buffer.concat([Buffer.from(`${INDEX}\n{"message":"`), Buffer.from([0xff]), Buffer.from('"}\n')]);
    const { items, signals } = taken(Buffer.concat([bad, Buffer.from(`${INDEX}\n{"message":"grün 😀"}\n`)]));
    expect(items.map(({ outcome }) => outcome)).toMatchObject([{ problem: 'it is not UTF-8' }, 'taken']);
    expect(signals.lines[0]?.message).toBe('grün 😀');
  });

  it('takes as many documents as are answered in one go and not one more', () => {
    const documents = (count: number) => `${INDEX}\n{"a":1}\n`.repeat(count);
    expect(taken(documents(MAX_DOCUMENTS)).items).toHaveLength(MAX_DOCUMENTS);
    expect(read(documents(MAX_DOCUMENTS + 1))).toEqual({ ok: false, failure: { tooManyDocuments: MAX_DOCUMENTS } });
  });

  it('is known again by an id or by a time finer than a second', () => {
    const known = (text: string) => taken(text).isItsOwnIdentity;
    expect(known(`{"index":{"_index":"a","_id":"1"}}\n{"message":"x"}\n`)).toBe(true);
    expect(known(`${INDEX}\n{"message":"x","@timestamp":"2026-11-21T12:00:00.123Z"}\n`)).toBe(true);
    expect(known(`${INDEX}\n{"message":"x","@timestamp":"2026-11-21T12:00:00Z"}\n`)).toBe(false);
    expect(known(`{"index":{"_index":"a","_id":"1"}}\nnull\n${INDEX}\n{"message":"x"}\n`)).toBe(false);
  });

  it('takes a line of ten megabytes in time that grows with its length', () => {
    const began = performance.now();
    const { items } = taken(`${INDEX}\n{"message":"${'word '.repeat(2_000_000)}"}\n`);
    expect(items[0]?.outcome).toBe('taken');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('never makes the reader throw, and is answered with one item for each of its own', () => {
    const action = fc.oneof(
      fc.constantFrom(INDEX, '{"create":{}}', '{"delete":{"_index":"a"}}', '{"update":{}}', ''),
      fc
        .record({ index: fc.dictionary(fc.constantFrom('_index', '_id', 'routing', 'x'), fc.jsonValue()) })
        .map((made) => JSON.stringify(made)),
      fc.string({ unit: 'binary' })
    );
    const document = fc.oneof(fc.json({ maxDepth: 3 }), fc.constant('{"message":"x"}'), fc.string({ unit: 'binary' }));
    const line = fc.tuple(action, document).map((pair) => pair.join('\n'));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, ends) => {
        const bulk = read(lines.join('\n') + (ends ? '\n' : ''), 'logs');
        if (bulk.ok) {
          const answer: unknown = JSON.parse(bulkAnswer(bulk.value.items, { digest: 'd', tookMs: 1 }));
          expect(answer).toMatchObject({ items: { length: bulk.value.items.length } });
          const { lines: kept, spans, points } = bulk.value.signals;
          const count = bulk.value.items.filter(({ outcome }) => outcome === 'taken').length;
          expect(kept.length + spans.length + Math.min(points.length, 1)).toBeGreaterThanOrEqual(Math.min(count, 1));
        }
      }),
      { numRuns: RUNS }
    );
  });
});

it('a single document is read with what the address says', () => {
  const about = { index: 'logs', id: null };
  expect(readSingle(Buffer.from('{"message":"x"}'), about)).toMatchObject({
    value: { items: [{ index: 'logs', outcome: 'taken' }], signals: { lines: [{ message: 'x' }] } },
  });
  expect(readSingle(Buffer.from(''), about)).toMatchObject({ value: { items: [{ outcome: { field: '' } }] } });
  expect(readSingle(Buffer.from([0x7b, 0xff]), about)).toMatchObject({
    value: { items: [{ outcome: { problem: 'it is not UTF-8' } }] },
  });
});
