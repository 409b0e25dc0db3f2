import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const restartService: FixAct = {
  id: 'restart-hung-service',
  kind: 'restart',
  words: ['restart {service}', 'delete the hung pod of {service}'],
  target: 'deployment of the silent service',
  exact: 'kubectl -n shop delete pod {pod}',
  by: 'on-call engineer',
  minutes: [2, 5],
};
const restartCollector: FixAct = {
  id: 'restart-collector',
  kind: 'restart',
  words: ['restart the telemetry collector on {node}', 'bounce the collector of {node}'],
  target: 'daemonset/otel-collector',
  exact: 'kubectl -n telemetry delete pod -l app=otel-collector --field-selector spec.nodeName={node}',
  by: 'platform engineer',
  minutes: [1, 4],
};
const failover: FixAct = {
  id: 'drain-node',
  kind: 'failover',
  words: ['drain {node}', 'move everything off {node}'],
  target: 'node',
  exact: 'kubectl drain {node} --ignore-daemonsets --delete-emptydir-data',
  undo: 'kubectl uncordon {node}',
  by: 'platform engineer',
  minutes: [5, 12],
  rejected: ['the other nodes have no room for the database at this hour'],
};

/** Of any service: nothing is said, so there is no error to know it by. */
export const goneSilent: SignatureDefinition = {
  id: 'gone-silent',
  service: 'notification',
  alsoHits: [],
  failureClass: 'silence',
  category: 'troubleshooting',
  severities: ['high', 'medium'],
  errors: [],
  titles: ['{service} fell silent', 'No lines and no requests of {service}', '{service} stopped reporting'],
  tellings: {
    notification: [
      'No mail went out and none was refused: the consumer says nothing since {minutes} minutes.',
      'Queue grows, worker log stands still.',
    ],
    analytics: [
      'Roll-ups stopped mid-batch, no error, the last line is {minutes} minutes old.',
      'Buffer neither fills nor flushes as far as one can see.',
    ],
    payment: [
      'Not one authorisation in {minutes} minutes in the middle of the day, and no complaint either.',
      'payment is mute: no spans, no lines.',
    ],
    user: ['Profile service reports nothing; last span {minutes} minutes ago.'],
    auth: ['Not a single sign-in recorded, no failures recorded either.'],
    'api-gateway': ['The edge shows no traffic at all on our boards.'],
    database: ['The store writes no log and no metrics for {minutes} minutes.'],
  },
  causes: [
    {
      id: 'event-loop-stuck',
      class: 'bug',
      weight: 3,
      kinds: ['silent'],
      words: [
        'The process hung in an endless loop over a regular expression; it answered nothing and wrote nothing.',
        'A lock taken twice stopped all workers of {service}; the liveness probe asked only whether the port is open.',
      ],
      signs: ['Callers time out as well, CPU of the pod is at 100 % of one core.'],
      fixes: [
        { act: restartCollector, tempting: 0.3, cures: 0.01, otherwise: 'no-effect' },
        { act: restartService, tempting: 0.7, cures: 0.85, otherwise: 'temporary' },
        { act: failover, tempting: 0.2, cures: 0.6, otherwise: 'mitigated' },
      ],
      prevention: [
        'Liveness asks for work done, not for an open port',
        'Alert on a service that says nothing for three minutes',
      ],
    },
    {
      id: 'collector-stuck',
      class: 'resource-exhaustion',
      weight: 2,
      kinds: ['silent'],
      words: [
        'Only our sight was gone: the collector on {node} had filled its queue and dropped everything.',
        'The telemetry collector was out of memory; {service} itself worked all the time.',
      ],
      signs: ['Orders go on being booked; other services of the same node are silent, too.'],
      fixes: [
        {
          act: restartService,
          tempting: 0.7,
          cures: 0.01,
          otherwise: 'got-worse-after',
          failed: ['That caused the only real outage of the day: the service had been fine.'],
        },
        { act: restartCollector, tempting: 0.3, cures: 0.93, otherwise: 'temporary' },
        { act: failover, tempting: 0.2, cures: 0.4, otherwise: 'no-effect' },
      ],
      prevention: ['Collectors report about themselves by another way', 'Bound the queue of the collector on disk'],
    },
  ],
  check: {
    words: 'Ask the service itself, past the telemetry.',
    command:
      "kubectl -n shop exec deploy/api-gateway -- curl -s -m 3 -o /dev/null -w '%{http_code} %{time_total}' http://{service}:8080/healthz",
    shows: [
      { cause: 'event-loop-stuck', what: 'nothing comes back within three seconds' },
      { cause: 'collector-stuck', what: '200 within milliseconds' },
    ],
  },
};
