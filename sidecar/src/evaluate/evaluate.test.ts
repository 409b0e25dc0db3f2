import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { EvaluationProblem } from './evaluation-problem.ts';
import { casesTask } from './evaluation-task.ts';
import { readCases } from './read-input.ts';
import { runEvaluation } from './run-evaluation.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-test-'));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(text: string): string {
  files += 1;
  const file = path.join(folder, `in-${files}.json`);
  writeFileSync(file, text);
  return file;
}

async function evaluated(lines: unknown): Promise<Record<string, unknown>> {
  const out = path.join(folder, `out-${files}.json`);
  await runEvaluation(['templates', '--in', written(JSON.stringify({ lines })), '--out', out]);
  return JSON.parse(readFileSync(out, 'utf8')) as Record<string, unknown>;
}

describe('npm run evaluate', () => {
  it('gives each line its template, and says what was in force and how long it took', async () => {
    const lines = ['user 7 logged in', 'disk full', 'user 8 logged in'];
    const output = await evaluated(lines);
    expect(output).toMatchObject({
      task: 'templates',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      settings: { redaction: { personal: [] }, limits: { templates: expect.any(Number) as number } },
      timing: { linesPerSecond: expect.any(Number) as number },
    });
    const { templates, assignments } = output as {
      templates: Array<{ id: string; template: string }>;
      assignments: string[];
    };
    expect(templates.map(({ template }) => template)).toEqual(['user <*> logged in', 'disk full']);
    expect(assignments).toEqual([templates[0]?.id, templates[1]?.id, templates[0]?.id]);
  });

  it('redacts before it mines, as intake does', async () => {
    const { templates } = (await evaluated(['login refused, password: hunter2 given twice'])) as {
      templates: Array<{ template: string }>;
    };
    expect(JSON.stringify(templates)).not.toContain('hunter2');
  });

  it('reads lines under the template that theirs was merged into later', async () => {
    const hosts = ['alpha', 'beta', 'gamma', 'delta', 'omega'];
    const { templates, assignments } = (await evaluated(
      hosts.map((host) => `lost connection to replica on host ${host}, will retry`)
    )) as { templates: Array<{ template: string }>; assignments: string[] };
    expect(templates.map(({ template }) => template)).toEqual(['lost connection to replica on host <*>, will retry']);
    expect(new Set(assignments).size).toBe(1);
  });

  it('takes no lines as well as hostile ones', async () => {
    expect(await evaluated([])).toMatchObject({ templates: [], assignments: [] });
    const hostile = ['', ' ', '\ud800 half', '<*> <*>', 'x'.repeat(100_000), '('.repeat(5000), '__proto__'];
    expect((await evaluated(hostile)) as { assignments: string[] }).toMatchObject({
      assignments: hostile.map(() => expect.stringMatching(/^tpl_/) as string),
    });
  });

  it.each([
    ['{"lines":["a",7]}', 'lines.1'],
    ['{"lines":["a"],"line":[]}', ', line: '],
    ['{"lines":["a"],"__proto__":{}}', '__proto__'],
    ['{"lines":{"0":"a"}}', 'lines'],
    ['{}', 'lines'],
    ['[]', 'expected object'],
    ['{"lines":[', 'not JSON'],
    ['', 'not JSON'],
  ])('refuses %s and names the place', async (text, told) => {
    const out = path.join(folder, 'never.json');
    const run = runEvaluation(['templates', '--in', written(text), '--out', out]);
    await expect(run).rejects.toThrow(EvaluationProblem);
    await expect(run).rejects.toThrow(told);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    [['nothing', '--in', 'a', '--out', 'b'], 'templates'],
    [['toString', '--in', 'a', '--out', 'b'], 'is no task'],
    [['templates', '--in', 'a'], '--out FILE'],
    [['templates', '--in', 'a', '--out', 'b', '--store', 'paper'], '--store paper'],
    [['templates', '--in', 'a', '--out', 'b', '--fast'], '--fast'],
    [['templates', '--in', '/nowhere/a', '--out', 'b'], 'cannot be read'],
  ])('refuses the call %j', async (parameters, told) => {
    await expect(runEvaluation(parameters)).rejects.toThrow(told);
  });

  it('leaves what was there when it cannot write, and ends with 2 and a sentence', () => {
    const out = path.join(folder, 'before.json');
    writeFileSync(out, 'as it was');
    const command = path.join(__dirname, 'evaluate.ts');
    const ended = spawnSync('node', [command, 'templates', '--in', written('{"lines":[null]}'), '--out', out], {
      encoding: 'utf8',
    });
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain('lines.0');
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(readFileSync(out, 'utf8')).toBe('as it was');
  });
});

describe('cases, one a line', () => {
  const schema = z.strictObject({ id: z.string() });
  const collect = casesTask({
    schema,
    async evaluate(cases, { store }) {
      const ids: string[] = [];
      for await (const { id } of cases) {
        ids.push(id);
      }
      return { settings: { store }, timing: {}, result: { ids } };
    },
  });

  it('are given to their task, with the store that was asked for', async () => {
    const out = path.join(folder, 'cases.json');
    const file = written('{"id":"a"}\n{"id":"b"}');
    await runEvaluation(['collect', '--in', file, '--out', out, '--store', 'sqlite'], { collect });
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      task: 'collect',
      settings: { store: 'sqlite' },
      ids: ['a', 'b'],
    });
  });

  const read = async (text: string) => {
    const cases: unknown[] = [];
    for await (const one of readCases(written(text), schema)) {
      cases.push(one);
    }
    return cases;
  };

  it('come one by one, empty lines passed over', async () => {
    expect(await read('{"id":"a"}\n\n{"id":"b"}\r\n')).toEqual([{ id: 'a' }, { id: 'b' }]);
  });

  it.each([
    ['{"id":"a"}\n{"id":7}', 'line 2, id'],
    ['{"id":"a"}\n\n{"id":"b","more":1}', 'line 3, more'],
    ['{"id":"a"}\nnothing', 'line 2: this is not JSON'],
  ])('that are bad are named by their line: %j', async (text, told) => {
    await expect(read(text)).rejects.toThrow(told);
  });

  it('of a file that is not there are refused', async () => {
    await expect(readCases('/nowhere/cases', schema).next()).rejects.toThrow('/nowhere/cases cannot be read');
  });
});
