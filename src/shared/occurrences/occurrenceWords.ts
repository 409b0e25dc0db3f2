import { type OccurrenceView } from '@incident-memory/contract';
import { type IconName } from '@grafana/ui';

export const OCCURRENCE_WORDS: Record<OccurrenceView['kind'], { text: string; icon: IconName }> = {
  deploy: { text: 'deploy', icon: 'rocket' },
  configuration: { text: 'configuration', icon: 'cog' },
  scaling: { text: 'scaling', icon: 'arrows-v' },
  'feature-flag': { text: 'feature flag', icon: 'toggle-on' },
  'oom-killed': { text: 'out of memory', icon: 'exclamation-circle' },
  'crash-loop': { text: 'crash loop', icon: 'repeat' },
  'image-pull': { text: 'image not pulled', icon: 'import' },
  'failed-rollout': { text: 'roll-out failed', icon: 'exclamation-triangle' },
  eviction: { text: 'evicted', icon: 'signout' },
  kubernetes: { text: 'Kubernetes', icon: 'kubernetes' },
};

/** Merely merged is not live: the two are told apart wherever a change is shown. */
export const STAGE_WORDS: Record<OccurrenceView['stage'], string> = {
  planned: 'planned',
  merged: 'merged, not live yet',
  started: 'begun',
  completed: 'live',
  failed: 'failed',
  'rolled-back': 'rolled back',
};
