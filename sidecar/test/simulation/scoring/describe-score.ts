import type { SimulatedMonth } from '../simulated-month.ts';
import type { Finding, OpenedIncident } from './month-detector.ts';
import type { MonthScore } from './score-month.ts';

/** What a person wants to read of a month: every incident in a line, what was false and why, and the sums. */
export function describeScore(
  month: SimulatedMonth,
  score: MonthScore,
  { findings, cpuSeconds, evidence = 0 }: { findings: readonly Finding[]; cpuSeconds: number; evidence?: number }
): string {
  const days = (month.end - month.start) / 86_400_000;
  const lines = score.incidents.map(({ truth, as, by, delayMs, duplicates }) =>
    [
      as === null ? 'MISSED' : as.padEnd(8),
      truth.id,
      truth.kind.padEnd(16),
      truth.root.padEnd(13),
      clock(truth.onset),
      (truth.abrupt ? 'abrupt' : '').padEnd(6),
      as === null ? '' : `after ${duration(delayMs ?? 0)}`,
      by === null ? '' : `${by.id} first cause ${by.firstCause ?? '?'} [${by.because.join(' ')}]`,
      duplicates > 0 ? `+${duplicates} duplicates` : '',
    ].join(' ')
  );
  const wrong = score.falseIncidents.map(({ incident, at, explanations }) => {
    const names = incident.services.map(({ service }) => service).join('+');
    return [
      `FALSE ${incident.id} ${clock(at)} ${names} [${incident.because.join(' ')}] ${incident.sentence} (${explanations.join('; ')})`,
      ...nearest(incident, at)
        .slice(0, evidence)
        .map(({ words }) => `      ${words}`),
    ].join('\n');
  });
  const { cascades, medianAbruptDelayMs } = score;
  const sums = [
    `seed ${month.seed}, ${days} days, ${score.incidents.length} incidents:`,
    `found ${score.found} (of them as a finding ${score.incidents.filter(({ as }) => as === 'finding').length}),`,
    `${score.falseIncidents.length} false, median of ${score.abruptDelaysMs.length} abrupt ones ${duration(medianAbruptDelayMs ?? 0)}`,
    `(${score.abruptDelaysMs.map(duration).join(' ')}),`,
    `first cause right in ${cascades.right} of ${cascades.asked} cascades, ${score.duplicates} duplicates,`,
    `${score.endless.length} endless, ${(findings.length / days).toFixed(1)} alarms a day, ${cpuSeconds.toFixed(1)} s CPU`,
  ];
  return [...lines, ...wrong, sums.join(' ')].join('\n');
}

/** What was said about the time first, as far as it was said by then. */
function nearest({ evidence = [] }: OpenedIncident, at: number): readonly { at: number; words: string }[] {
  const lateness = 60_000;
  return evidence.filter((one) => one.at <= at + lateness).sort((one, other) => other.at - one.at);
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(5, 16).replace('T', ' ');
}

function duration(ms: number): string {
  if (!Number.isFinite(ms)) {
    return 'never';
  }
  const seconds = Math.round(ms / 1000);
  return seconds < 600 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
