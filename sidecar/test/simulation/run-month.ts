/* Lets the product's detection live through a simulated month: node sidecar/test/simulation/run-month.ts --seed 1 */
import { parseArgs } from 'node:util';
import { ProductDetector } from './product/product-detector.ts';
import { describeScore } from './scoring/describe-score.ts';
import { judgeFixedSeed, judgeFreshSeed } from './scoring/judge-score.ts';
import { scoreMonth } from './scoring/score-month.ts';
import { watchMonth } from './scoring/watch-month.ts';
import { simulateMonth } from './simulated-month.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, days: { type: 'string' }, fresh: { type: 'boolean', default: false } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const days = Number(values.days ?? 30);
const month = simulateMonth({ seed, days });
const detector = new ProductDetector();
const before = process.cpuUsage();
await watchMonth(month, [detector]);
const { user, system } = process.cpuUsage(before);
const score = scoreMonth(month, detector.incidents(), detector.findings());
const complaints =
  values.fresh || values.seed === undefined ? judgeFreshSeed(score, days) : judgeFixedSeed(score, days);
const text = describeScore(month, score, { findings: detector.findings(), cpuSeconds: (user + system) / 1e6 });
process.stdout.write(`${text}\n${complaints.length === 0 ? 'all aims met' : complaints.join('\n')}\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;
