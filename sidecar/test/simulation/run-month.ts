/*
 * Lets the product's detection live through a simulated month and tells how it did:
 * node sidecar/test/simulation/run-month.ts [--seed 1] [--days 30] [--fresh [--false-a-month 2]] [--evidence 8]
 * Without a seed one is drawn, and only what a 99 % bound excludes counts against it, as with --fresh. With --off all
 * detectors are switched off, which has to fail.
 */
import { parseArgs } from 'node:util';
import { ProductDetector } from './product/product-detector.ts';
import { describeScore } from './scoring/describe-score.ts';
import { judgeFixedSeed, judgeFreshSeed, MONTH_AIMS } from './scoring/judge-score.ts';
import { scoreMonth } from './scoring/score-month.ts';
import { watchMonth } from './scoring/watch-month.ts';
import { simulateMonth } from './simulated-month.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    days: { type: 'string', default: '30' },
    fresh: { type: 'boolean', default: false },
    'false-a-month': { type: 'string', default: String(MONTH_AIMS.falseAMonth) },
    evidence: { type: 'string', default: '0' },
    off: { type: 'boolean', default: false },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const days = Number(values.days);
const month = simulateMonth({ seed, days });
const detector = new ProductDetector(() => (values.off ? 'off' : 'live'));
const before = process.cpuUsage();
await watchMonth(month, [detector]);
const { user, system } = process.cpuUsage(before);
const score = scoreMonth(month, detector.incidents(), detector.findings());
const isBounded = values.fresh || values.seed === undefined;
const allWell = isBounded ? 'nothing that chance does not explain' : 'all aims met';
const complaints = isBounded
  ? judgeFreshSeed(score, days, Number(values['false-a-month']))
  : judgeFixedSeed(score, days);
const text = describeScore(month, score, {
  findings: detector.findings(),
  cpuSeconds: (user + system) / 1e6,
  evidence: Number(values.evidence),
});
process.stdout.write(`${text}\n${complaints.length === 0 ? allWell : complaints.join('\n')}\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;
