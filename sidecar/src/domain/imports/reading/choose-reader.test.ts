import fc from 'fast-check';
import type { FileRead, GivenFile } from '../episode.ts';
import { finish } from '../steps.ts';
import { chooseReader, unreadable } from './choose-reader.ts';

const NOW = Date.UTC(2026, 10, 22);
const OPTIONS = { now: NOW, zoneMinutes: 0, service: null };

function given(name: string, text: string): GivenFile {
  try {
    return { name, text, json: /^\s*[[{]/.test(text) ? { value: JSON.parse(text) } : null };
  } catch {
    return { name, text, json: null };
  }
}

function read(name: string, text: string, options: Partial<typeof OPTIONS> = {}): FileRead {
  const file = given(name, text);
  const reader = chooseReader(file, undefined);
  if (reader === null) {
    throw new Error(`nobody reads ${name}`);
  }
  return finish(reader.read(file, { ...OPTIONS, ...options }));
}

const at = (time: string): number => Date.parse(time);

describe('a table', () => {
  it('of a spreadsheet is read with its semicolons, byte order mark, line ends and quotes', () => {
    const { episodes, problems } = read(
      'a.csv',
      '\ufeffTitle;Started;Description\r\n"a ""b""; c";2026-01-02 03:04;"one\r\ntwo"\r\n\r\nplain;2026-01-03;\r\n'
    );
    expect(problems).toEqual([]);
    expect(episodes.map(({ title, startedAt, text, place }) => [title, startedAt, text, place])).toEqual([
      ['a "b"; c', at('2026-01-02T03:04Z'), 'one\ntwo', 'line 2'],
      ['plain', at('2026-01-03T00:00Z'), '', 'line 5'],
    ]);
  });

  it('whose quote never ends keeps the rows before it, and says where it begins', () => {
    const { episodes, problems } = read('a.csv', 'title,date\nfirst,2026-01-02\n"second,2026-01-03\n');
    expect(episodes.map(({ title }) => title)).toEqual(['first']);
    expect(problems).toEqual([{ file: 'a.csv', place: 'line 3', problem: 'a quote begins here and never ends' }]);
  });

  it('without a column for a title is refused with the reason', () => {
    expect(read('a.csv', 'x,y\n1,2').problems).toMatchObject([
      { place: 'line 1', problem: expect.stringContaining('names no column') },
    ]);
  });

  it('takes the zone that was said for times that name none, and says so', () => {
    const { episodes, assumptions } = read('a.csv', 'title,date\na,2026-01-02 03:04', { zoneMinutes: 120 });
    expect(episodes[0]?.startedAt).toBe(at('2026-01-02T01:04Z'));
    expect(assumptions).toEqual([
      'Times without a zone were read as +02:00 from UTC; say another zone if that is wrong',
    ]);
    expect(read('a.csv', 'title,date\na,2026-01-02T03:04+05:00', { zoneMinutes: 120 })).toMatchObject({
      assumptions: [],
      episodes: [{ startedAt: at('2026-01-01T22:04Z') }],
    });
  });
});

it.each([
  ['2026-03-01T02:13:00Z', '2026-03-01T02:13Z'],
  ['2026-03-01 02:13:00.123 UTC', '2026-03-01T02:13:00.123Z'],
  ['1772331180', '2026-03-01T02:13Z'],
  ['1772331180000', '2026-03-01T02:13Z'],
  ['13/03/2026 02:13', '2026-03-13T02:13Z'],
  ['03/13/2026 2:13 PM', '2026-03-13T14:13Z'],
  ['1 Mar 2026', '2026-03-01T00:00Z'],
  ['Mar 1, 2026 02:13 UTC', '2026-03-01T02:13Z'],
])('the time %s is read as %s', (told, meant) => {
  expect(read('a.csv', `title,date\na,"${told}"`).episodes[0]?.startedAt).toBe(at(meant));
});

it.each([
  ['03/04/2026', 'may be two days'],
  ['2026-02-31', 'no time that any calendar has'],
  ['2026-01-02 25:00', 'no time that any calendar has'],
  ['tomorrow', 'no time that is known here'],
  ['1999-01-01', 'before the year 2000'],
  ['2031-01-01', 'in the future'],
])('the time %s is a problem: %s', (told, problem) => {
  const { episodes, problems } = read('a.csv', `title,date\na,"${told}"`);
  expect(episodes).toEqual([]);
  expect(problems).toMatchObject([{ place: 'line 2', problem: expect.stringContaining(problem) }]);
});

describe('a document', () => {
  it('tells its parts by headings of any depth and name, and stays as it stands', () => {
    const text = [
      '# Incident report: checkout down',
      '',
      '| Date | 2026-03-01 02:13 UTC |',
      '**Component**: `checkout`',
      '## 🔥 Executive summary',
      'Nobody could pay.',
      '```',
      '# no heading',
      '```',
      '### Contributing factors',
      'A cache was flushed.',
      '#### Why',
      'By hand.',
      '## How we fixed it',
      'Warmed the cache.',
      '<script>alert(1)</script>',
    ].join('\n');
    const [episode] = read('x.md', text).episodes;
    expect(episode).toMatchObject({
      title: 'checkout down',
      service: 'checkout',
      startedAt: at('2026-03-01T02:13Z'),
      cause: 'A cache was flushed.\nWhy\nBy hand.',
      resolution: 'Warmed the cache.\n<script>alert(1)</script>',
      text,
    });
    expect(episode?.symptoms[0]).toContain('Nobody could pay.');
  });

  it('is dated by its front matter, its name or its facts; without any it is a note', () => {
    const date = (name: string, text: string) => read(name, text).episodes[0]?.startedAt;
    expect(date('x.md', '---\ndate: 2026-01-19T05:58:00Z\n---\n# a')).toBe(at('2026-01-19T05:58Z'));
    expect(date('pm/2026-02-03-pool.md', '# a')).toBe(at('2026-02-03T00:00Z'));
    expect(date('x.md', '# a\n\nDate: 2026-02-08 11:20 – 15:05 UTC')).toBe(at('2026-02-08T11:20Z'));
    expect(date('x.md', '# a\n### Date\n2026-02-09\n### Impact\nnone')).toBe(at('2026-02-09T00:00Z'));
    expect(date('x.md', '# how to drain a node')).toBeNull();
  });
});

describe('alert history', () => {
  const change = (id: number, newState: string, minute: number, labels = 'service=checkout') => ({
    ...{ id, alertId: 3, newState, prevState: 'x', time: NOW - 3_600_000 + minute * 60_000, tags: [], data: {} },
    text: `LatencyHigh {${labels}} - B=1.000000`,
  });

  it('is one episode from firing until not firing, whatever comes between and in whatever order it is given', () => {
    const states = [
      change(1, 'Pending', 0),
      change(2, 'Alerting', 1),
      change(3, 'Alerting (NoData)', 2),
      change(4, 'Normal', 5),
      change(5, 'Alerting', 20),
      change(6, 'Alerting', 3, 'service=search, topic=a,b'),
    ];
    const { episodes } = read('a.json', JSON.stringify(states.toReversed()));
    expect(episodes.map(({ service, startedAt, endedAt }) => [service, startedAt, endedAt])).toEqual([
      ['checkout', states[1]?.time, states[3]?.time],
      ['search', states[5]?.time, null],
      ['checkout', states[4]?.time, null],
    ]);
  });

  it('is read from the frame of rules/history as well', () => {
    const line = (current: string, previous: string) =>
      JSON.stringify({
        schemaVersion: 1,
        current,
        previous,
        ruleTitle: 'LatencyHigh',
        ruleUID: 'u',
        labels: { service: 'checkout' },
      });
    const frame = {
      schema: {
        fields: [
          { name: 'time', type: 'time' },
          { name: 'line', type: 'other' },
          { name: 'labels', type: 'other' },
        ],
      },
      data: {
        values: [
          [NOW - 9000, NOW - 5000],
          [line('Alerting', 'Normal'), line('Normal', 'Alerting')],
          [{}, {}],
        ],
      },
    };
    expect(read('history.json', JSON.stringify(frame))).toMatchObject({
      format: 'grafana-state-history',
      episodes: [{ title: 'LatencyHigh', service: 'checkout', startedAt: NOW - 9000, endedAt: NOW - 5000 }],
    });
  });
});

it('archives and what is not text are refused before anybody reads them', () => {
  expect(unreadable({ text: 'PK\u0003\u0004\u0014' })).toContain('not unpacked');
  expect(unreadable({ text: '\u001f\ufffd\u0008' })).toContain('not unpacked');
  expect(unreadable({ text: 'a\u0000b' })).toBe('it is not text');
  expect(unreadable({ text: ' \n' })).toBe('it is empty');
});

it('whatever is in a file, its reader answers with episodes and problems and never throws', () => {
  const names = fc.constantFrom('a.csv', 'a.md', 'a.json', 'a', '2026-01-01.txt');
  const shapes = fc.record({
    incident_number: fc.anything(),
    created_at: fc.anything(),
    service: fc.anything(),
    title: fc.anything(),
  });
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'title', '#', '-', ':', '|', 'date', ' ') }),
    fc.json(),
    fc.array(shapes).map((value) => JSON.stringify(value) ?? '')
  );
  fc.assert(
    fc.property(names, text, (name, content) => {
      const file = given(name, content);
      const reader = chooseReader(file, undefined);
      for (const episode of reader === null ? [] : finish(reader.read(file, OPTIONS)).episodes) {
        expect(episode.title.trim()).not.toBe('');
        expect(episode.startedAt === null || Number.isSafeInteger(episode.startedAt)).toBe(true);
      }
    }),
    { numRuns: 300 }
  );
});
