/**
 * npm run bench:templates: templates beside a bare split of the same lines and beside Drain3 (in Python) in the same
 * run: speed, and how many lines come into the right group.
 */
import { redact } from '../../../src/domain/redaction/redact.ts';
import { generateLines } from '../../templates/generate-lines.ts';
import { mineLines } from '../../templates/mine-lines.ts';
import { FRESH, TUNED, UNTOUCHED } from '../../templates/programs.ts';
import { scoreGrouping } from '../../templates/score-grouping.ts';
import { benchHostileLines, benchKnownLines, type Speed } from './bench-templates.ts';
import { runDrain3 } from './run-drain3.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const thousands = (value: number) => `${Math.round(value / 1000)} thousand`;

say('lines a second of CPU, and the time of a line in bare splits of it');
[...benchKnownLines(20), ...benchHostileLines(100_000)].forEach(tell);

const programs = [
  { name: 'sets that thresholds were settled on', programs: TUNED },
  { name: 'sets that nothing was settled on, first', programs: UNTOUCHED },
  { name: 'sets that nothing was settled on, second', programs: FRESH },
];
for (const { name, programs: chosen } of programs) {
  const sets = chosen.map((program) => generateLines(program));
  const ours = sets.map(({ lines, assignments }) => scoreGrouping(assignments, mineLines(lines).ids));
  say(`${name}: GA ${mean(ours.map(({ ga }) => ga))}, FGA ${mean(ours.map(({ fga }) => fga))}`);
  const drain = await runDrain3(sets.map(({ lines }) => lines.map(redact)));
  if (drain === null) {
    say('  Drain3: skipped, it needs python3 with venv and its packages');
    continue;
  }
  const theirs = sets.map(({ assignments }, index) => scoreGrouping(assignments, drain.assignments[index] ?? []));
  const quality = `GA ${mean(theirs.map(({ ga }) => ga))}, FGA ${mean(theirs.map(({ fga }) => fga))}`;
  say(`  Drain3 with masks: ${quality}, ${thousands(drain.linesPerSecond)} lines a second`);
}

function tell({ what, linesPerSecond, bareSplits }: Speed): void {
  say(`  ${what.padEnd(32)} ${thousands(linesPerSecond).padStart(14)}   ${bareSplits.toFixed(1).padStart(5)} splits`);
}

function mean(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3);
}
