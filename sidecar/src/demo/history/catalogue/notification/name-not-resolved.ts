import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const scaleDns: FixAct = {
  id: 'scale-coredns',
  kind: 'scaling',
  words: ['scale CoreDNS from 2 to 5', 'three more CoreDNS pods'],
  target: 'deployment/coredns',
  exact: 'kubectl -n kube-system scale deployment/coredns --replicas=5',
  undo: 'kubectl -n kube-system scale deployment/coredns --replicas=2',
  by: 'platform engineer',
  minutes: [2, 5],
};
const ndots: FixAct = {
  id: 'lower-ndots',
  kind: 'configuration',
  words: ['set ndots to 1 for the shop namespace', 'ndots 5 to 1'],
  target: 'deployment dnsConfig.options.ndots',
  exact: 'dnsConfig.options: ndots 5 -> 1',
  undo: 'dnsConfig.options: ndots 1 -> 5',
  by: 'network engineer',
  minutes: [4, 10],
  rejected: ['short names of the mesh stop resolving with ndots 1'],
};
const restartNotification: FixAct = {
  id: 'restart-notification',
  kind: 'restart',
  words: ['restart notification', 'roll the notification pods'],
  target: 'deployment/notification',
  exact: 'kubectl -n shop rollout restart deployment/notification',
  by: 'on-call engineer',
  minutes: [2, 5],
};

export const nameNotResolved: SignatureDefinition = {
  id: 'notification-name-not-resolved',
  service: 'notification',
  alsoHits: ['payment', 'analytics', 'auth'],
  failureClass: 'network',
  category: 'incidents',
  severities: ['medium', 'high'],
  errors: [
    {
      language: 'node',
      errorType: 'LookupFailed',
      message: 'getaddrinfo EAI_AGAIN mail-relay.example after {ms} ms',
      frames: ['Resolver.lookup (src/net/resolver.ts:37:11)', 'Smtp.connect (src/mail/smtp.ts:28:20)'],
    },
    {
      service: 'payment',
      language: 'node',
      errorType: 'LookupFailed',
      message: 'getaddrinfo EAI_AGAIN card-provider.example after {ms} ms',
      frames: ['Provider.resolve (src/provider/client.ts:33:17)', 'pay (src/payments/pay.ts:38:24)'],
    },
  ],
  titles: [
    'Names do not resolve inside the cluster (EAI_AGAIN)',
    'CoreDNS answers late or not at all',
    'DNS lookups time out for everything outside',
  ],
  tellings: {
    notification: [
      'Lookup of mail-relay.example fails every few seconds, then works again.',
      'EAI_AGAIN from all pods, whatever the name.',
    ],
    payment: [
      'We lose card-provider.example for seconds at a time; an address in /etc/hosts cures one pod.',
      'Name resolution takes up to five seconds, the call itself is quick.',
    ],
    analytics: ['Writes to the warehouse begin five seconds late, always five.'],
    auth: ['The identity provider is "unknown host" now and then.'],
  },
  causes: [
    {
      id: 'coredns-overloaded',
      class: 'network',
      weight: 1,
      kinds: ['flapping', 'slow', 'cascade'],
      words: [
        'ndots 5 makes five queries of each lookup; the batch of the evening drowned CoreDNS.',
        'Two CoreDNS pods could not keep up with lookups that all end in NXDOMAIN first.',
      ],
      signs: ['CoreDNS is throttled on CPU; most answers are NXDOMAIN.'],
      context: { load: 'high' },
      fixes: [
        { act: restartNotification, tempting: 0.6, cures: 0.02, otherwise: 'no-effect' },
        { act: scaleDns, tempting: 0.5, cures: 0.75, otherwise: 'mitigated' },
        { act: ndots, tempting: 0.3, cures: 0.9, otherwise: 'mitigated' },
      ],
      prevention: ['Node-local DNS cache', 'Alert on throttled CoreDNS'],
    },
  ],
};
