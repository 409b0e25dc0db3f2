/**
 * node sidecar/test/load/one-core/bench-one-core.ts [--lines 10000000] [--others]: the whole sidecar on one core, from
 * HTTP to counted and stored, memory over time. Exit code 1 where a gate is missed.
 */
import { parseArgs } from 'node:util';
import { endTidily } from '../../support/processes/sidecar-process.ts';
import { measureOneCore } from './measure-one-core.ts';
import { oneCoreRows } from './one-core-rows.ts';

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '1000000' }, others: { type: 'boolean', default: false } },
});
endTidily();
const measured = await measureOneCore({
  lines: Number(values.lines),
  others: values.others,
  onSample: ({ records, megabytes }, { allUs }) =>
    process.stderr.write(
      `${records.toLocaleString('en')} lines: ${megabytes.toFixed(0)} MB, ${allUs.toFixed(1)} µs of CPU a line\n`
    ),
});
const rows = oneCoreRows(measured);
for (const { what, figure, gate } of rows) {
  const verdict = gate === undefined ? '' : gate.holds ? `  ok: ${gate.wanted}` : `  MISSED: ${gate.wanted}`;
  process.stdout.write(`${what}: ${figure}${verdict}\n`);
}
process.exitCode = rows.every(({ gate }) => gate?.holds !== false) ? 0 : 1;
