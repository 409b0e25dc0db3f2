/*
 * What memory would have advised in simulated pasts, incident by incident, beside the truth:
 * node sidecar/test/advice-replay/print-replay.ts [--seeds 1,2] [--fresh 2] [--count 300] [--team noted] [--each]
 */
import { parseArgs } from 'node:util';
import { replayPast, TEAMS } from './replay-past.ts';
import { KINDS, scoreAdvice, tallied, TOPS } from './score-advice.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    fresh: { type: 'string' },
    count: { type: 'string', default: '300' },
    team: { type: 'string' },
    each: { type: 'boolean', default: false },
  },
});
const seeds =
  values.fresh === undefined
    ? values.seeds.split(',').map(Number)
    : Array.from({ length: Number(values.fresh) }, () => Math.floor(Math.random() * 1e9));

for (const team of TEAMS.filter((one) => values.team === undefined || values.team === one)) {
  for (const seed of seeds) {
    const startedAt = process.cpuUsage();
    const { history, replayed } = await replayPast({ seed, count: Number(values.count), team });
    const scored = scoreAdvice(history, replayed);
    const tally = tallied(scored);
    const cpu = process.cpuUsage(startedAt);
    write(
      `team ${team}, seed ${seed}, ${replayed.length} incidents, ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s CPU`
    );
    for (const kind of KINDS) {
      const without = scored.filter((one) => one.kind === kind && one.wrongWithoutCheck.length > 0).length;
      const banned = scored.filter((one) => one.kind === kind && one.bestBanned).length;
      const tops = TOPS.map((top) => `${top} ${tally[kind][top]}`).join(', ');
      write(`  ${kind}: first ${tops}; any wrong without check ${without}; the best one banned ${banned}`);
    }
    for (const { kind, truth, wrongWithoutCheck, replayed: one } of values.each ? scored : []) {
      for (const { fix, sentence, tellApart } of wrongWithoutCheck) {
        const check = tellApart === null ? '' : ` [check: ${tellApart.question}]`;
        write(
          `    INC-${one.past.number} ${truth.signature}/${truth.cause} (${kind}): ${fix.words} | ${sentence}${check}`
        );
      }
    }
  }
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
