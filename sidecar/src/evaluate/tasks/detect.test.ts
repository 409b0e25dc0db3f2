import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runEvaluation } from '../run-evaluation.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-test-'));
const input = path.join(folder, 'in.json');
const output = path.join(folder, 'out.json');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Alarm {
  readonly at: number;
  readonly start: number;
  readonly end?: number;
  readonly score: number;
  readonly reason: string;
}

const HOUR = 3600;

function hourly(values: readonly number[], id = 'requests') {
  const times = values.map((value, index): [number, number] => [index * HOUR, value]);
  return { id, stepSeconds: HOUR, kind: 'count', values: times };
}

/** Between 20 and 26, the same each time. */
const usual = (hours: number): number[] => Array.from({ length: hours }, (_, index) => 20 + ((index * 5) % 7));

async function detected(series: readonly unknown[]): Promise<Array<{ id: string; alarms: Alarm[] }>> {
  writeFileSync(input, JSON.stringify({ series }));
  await runEvaluation(['detect', '--in', input, '--out', output]);
  return (JSON.parse(readFileSync(output, 'utf8')) as { series: Array<{ id: string; alarms: Alarm[] }> }).series;
}

describe('evaluate detect', () => {
  it('tells when an alarm was raised and when it was over, in the numbers of the series', async () => {
    const [one] = await detected([hourly([...usual(100), 200, 210, 190, ...usual(10)])]);
    expect(one?.alarms).toEqual([
      {
        at: 100 * HOUR,
        start: 100 * HOUR,
        end: 103 * HOUR,
        score: expect.any(Number) as number,
        reason: expect.stringMatching(/^value 200; usual 23 here, unusual above \d+/) as string,
      },
    ]);
  });

  it('uses nothing that comes later: a past that is cut off has the same alarms', async () => {
    const values = [...usual(60), 150, ...usual(20), 0, 0, 300, 310, ...usual(30), ...usual(40).map((v) => v * 6)];
    const [whole] = await detected([hourly(values)]);
    expect(whole?.alarms.length).toBeGreaterThanOrEqual(3);
    for (const length of [61, 62, 82, 84, 86, 120, 130]) {
      const [cut] = await detected([hourly(values.slice(0, length))]);
      const over = (whole?.alarms ?? []).filter(({ end }) => end !== undefined && end < length * HOUR);
      expect(cut?.alarms.slice(0, over.length)).toEqual(over);
      expect(cut?.alarms.map(({ at }) => at)).toEqual(
        (whole?.alarms ?? []).filter(({ at }) => at < length * HOUR).map(({ at }) => at)
      );
    }
  });

  it('judges each series alone, with the settings of the product', async () => {
    const alone = await detected([hourly([...usual(50), 90])]);
    const among = await detected([hourly(usual(80), 'quiet'), hourly([...usual(50), 90])]);
    expect(among).toEqual([{ id: 'quiet', alarms: [] }, ...alone]);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({
      task: 'detect',
      settings: { series: { windowPoints: 168 } },
      timing: { points: 131, microsecondsPerPoint: expect.any(Number) as number },
    });
  });

  it.each([
    [{ series: [{ ...hourly([1]), unit: 'ms' }] }, 'series.0.unit'],
    [{ series: [{ ...hourly([1]), kind: 'rate' }] }, 'series.0.kind'],
    [{ series: [{ ...hourly([1]), stepSeconds: 0 }] }, 'series.0.stepSeconds'],
    [{ series: [{ ...hourly([]), values: [[0, 'x']] }] }, 'series.0.values.0.1'],
    [{ series: [], k: 1 }, 'k'],
  ])('refuses %j and names the place', async (text, told) => {
    writeFileSync(input, JSON.stringify(text));
    const out = path.join(folder, 'never.json');
    await expect(runEvaluation(['detect', '--in', input, '--out', out])).rejects.toThrow(told);
    expect(existsSync(out)).toBe(false);
  });

  it('takes no series, and series of nothing', async () => {
    expect(await detected([])).toEqual([]);
    expect(await detected([hourly([])])).toEqual([{ id: 'requests', alarms: [] }]);
  });
});
