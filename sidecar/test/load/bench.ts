/**
 * npm run bench [-- --quick]: what the product does on this machine, beside what the bare machine does in the same
 * run. Ratios gate (exit code 1); absolute figures are reported, since machines differ.
 */
import { parseArgs } from 'node:util';
import { endTidily } from '../support/processes/sidecar-process.ts';
import { runBench } from './run-bench.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
endTidily();
const say = (line: string) => process.stdout.write(`${line}\n`);
const rows = await runBench({ quick: values.quick, onStep: (step) => process.stderr.write(`${step}\n`) });
const width = Math.max(...rows.map(({ what }) => what.length));
for (const { what, figure, gate } of rows) {
  const verdict = gate === undefined ? '' : gate.holds ? `  ok: ${gate.wanted}` : `  MISSED: ${gate.wanted}`;
  say(`${what.padEnd(width)}  ${figure}${verdict}`);
}
const missed = rows.filter(({ gate }) => gate?.holds === false);
say(missed.length === 0 ? 'every gate holds' : `${missed.length} gates are missed`);
process.exitCode = missed.length === 0 ? 0 : 1;
