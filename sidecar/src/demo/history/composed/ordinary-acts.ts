import type { FixAct, FixDefinition } from '../catalogue/signature-definition.ts';
import type { OrdinaryAct } from './failure-mode.ts';

/** What people reach for before they know. */
const ACTS: Readonly<Record<OrdinaryAct, FixAct>> = {
  restart: {
    id: 'restart',
    kind: 'restart',
    words: ['restart {kebab}', 'roll the pods of {kebab}', 'bounce {kebab}'],
    target: 'deployment/{kebab}',
    exact: 'kubectl -n shop rollout restart deployment/{kebab}',
    by: 'on-call engineer',
    minutes: [2, 6],
    rejected: ['what it holds in memory would be lost'],
  },
  rollback: {
    id: 'rollback',
    kind: 'rollback',
    words: ['roll {kebab} back to {before}', 'undo the last release of {kebab}'],
    target: 'deployment/{kebab}',
    exact: 'kubectl -n shop rollout undo deployment/{kebab}',
    by: 'release engineer',
    minutes: [3, 8],
    rejected: ['{version} carries a fix that must stay'],
  },
  scale: {
    id: 'scale',
    kind: 'scaling',
    words: ['double the replicas of {kebab}', 'scale {kebab} out'],
    target: 'deployment/{kebab}',
    exact: 'kubectl -n shop scale deployment/{kebab} --replicas=6',
    undo: 'kubectl -n shop scale deployment/{kebab} --replicas=3',
    by: 'on-call engineer',
    minutes: [2, 6],
    modified: ['one more instead of twice as many: there is no room on the nodes'],
  },
  'longer-timeout': {
    id: 'longer-timeout',
    kind: 'configuration',
    words: ['raise the timeout of {piece} to 60 s', 'let {piece} wait longer'],
    target: '{kebab}.yaml timeout',
    exact: 'timeout: 10s -> 60s',
    undo: 'timeout: 60s -> 10s',
    by: 'on-call engineer',
    minutes: [2, 5],
  },
  'more-memory': {
    id: 'more-memory',
    kind: 'configuration',
    words: ['double the memory of {kebab}', 'raise the memory limit of {kebab} to 2 Gi'],
    target: 'deployment/{kebab} resources.limits.memory',
    exact: 'resources.limits.memory: 1Gi -> 2Gi',
    undo: 'resources.limits.memory: 2Gi -> 1Gi',
    by: 'platform engineer',
    minutes: [3, 7],
  },
};

/** What they come to where they are not the cure. */
const ODDS: Readonly<Record<OrdinaryAct, Omit<FixDefinition, 'act'>>> = {
  restart: { tempting: 0.7, cures: 0.06, otherwise: 'temporary' },
  rollback: { tempting: 0.4, cures: 0.03, otherwise: 'no-effect' },
  scale: { tempting: 0.4, cures: 0.08, otherwise: 'no-effect' },
  'longer-timeout': { tempting: 0.4, cures: 0.05, otherwise: 'got-worse-after' },
  'more-memory': { tempting: 0.5, cures: 0.07, otherwise: 'temporary' },
};

export function ordinaryFix(act: OrdinaryAct): FixDefinition {
  return { act: ACTS[act], ...ODDS[act] };
}
