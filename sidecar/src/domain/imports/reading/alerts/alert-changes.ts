import { PLAIN_EPISODE, type Episode, type ReadingOptions } from '../../episode.ts';
import { serviceOfLabels, severityOfLabels } from './alert-labels.ts';

/** An alert that went from one state to another. */
export interface AlertChange {
  readonly place: string;
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Its rule, as far as its source names it. */
  readonly rule: string;
  readonly link: string | null;
}

/** "Alerting (NoData)" is an alert that fires; "Error" and "NoData" alone are trouble of the measuring, not of a service. */
function isFiring(state: string): boolean {
  return /^alerting\b|^firing\b/i.test(state.trim());
}

/**
 * From firing until not firing is one episode of a rule and its labels. Whatever comes between (pending again, no data)
 * belongs to it; one that nothing ended has no end.
 */
export function alertEpisodes(
  changes: readonly AlertChange[],
  { file, options }: { file: string; options: ReadingOptions }
): { episodes: Episode[]; assumptions: string[] } {
  const episodes: Episode[] = [];
  const open = new Map<string, number>();
  let ignored = 0;
  for (const change of [...changes].sort((a, b) => a.at - b.at)) {
    const key = JSON.stringify([change.rule, change.title, Object.entries(change.labels).sort()]);
    const under = open.get(key);
    if (isFiring(change.to) && under === undefined) {
      open.set(key, episodes.length);
      episodes.push(episodeOf(change, { file, options }));
    } else if (!isFiring(change.to) && under !== undefined) {
      const begun = episodes[under];
      if (begun !== undefined) {
        episodes[under] = { ...begun, endedAt: change.at };
      }
      open.delete(key);
    } else {
      ignored += isFiring(change.to) || /^normal\b|^ok\b/i.test(change.to) ? 0 : 1;
    }
  }
  return {
    episodes,
    assumptions:
      ignored === 0
        ? []
        : [`${ignored} changes to states other than alerting (pending, no data, error) count as no episode`],
  };
}

function episodeOf(change: AlertChange, { file, options }: { file: string; options: ReadingOptions }): Episode {
  const { place, at, title, labels, link, rule } = change;
  return {
    ...PLAIN_EPISODE,
    ...{ file, place, title, link, startedAt: at },
    identity: JSON.stringify(['grafana-alert', rule, Object.entries(labels).sort(), at]),
    service: serviceOfLabels(labels, options),
    severity: severityOfLabels(labels),
  };
}
