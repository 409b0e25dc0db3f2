import { failuresOfStory } from '../failures-of-stories.ts';
import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const oldRelay: FixAct = {
  id: 'back-to-old-relay',
  kind: 'configuration',
  words: ['point mail back at mail-relay-1', 'mail relay back to the first one'],
  target: 'notification.yaml smtp.host',
  exact: 'smtp.host: mail-relay-2 -> mail-relay-1',
  undo: 'smtp.host: mail-relay-1 -> mail-relay-2',
  by: 'service owner',
  minutes: [2, 6],
};
const openEgress: FixAct = {
  id: 'allow-smtp-egress',
  kind: 'configuration',
  words: ['let notification out on port 25 in the egress policy', 'add the relay to the egress policy of shop'],
  target: 'networkpolicy/shop-egress',
  exact: 'egress: to mail-relay ports [25, 587]',
  by: 'network engineer',
  minutes: [3, 8],
};
const biggerQueue: FixAct = {
  id: 'bigger-mail-queue',
  kind: 'configuration',
  words: ['let the mail queue hold 500,000', 'raise the bound of the mail queue'],
  target: 'rabbitmq mails x-max-length',
  exact: 'x-max-length: 50000 -> 500000',
  undo: 'x-max-length: 500000 -> 50000',
  by: 'on-call engineer',
  minutes: [2, 5],
  modified: ['150,000: the broker has no memory for more'],
};

export const relayRefused: SignatureDefinition = {
  id: 'notification-relay-refused',
  service: 'notification',
  alsoHits: ['user', 'payment'],
  failureClass: 'network',
  category: 'incidents',
  severities: ['medium', 'high'],
  errors: failuresOfStory('notification'),
  titles: [
    'Mail relay refuses connections, queue full',
    'No mail leaves the shop: ECONNREFUSED',
    'Order confirmations dropped, relay unreachable',
  ],
  tellings: {
    notification: [
      'Relay slams the door: ECONNREFUSED on every attempt.',
      'Backlog at {n},000 mails and the oldest is {minutes} minutes old; then the queue overflows.',
      'Push is delivered, only mail stands.',
    ],
    user: ['New accounts wait for their confirmation mail; sign-up completion down {percent} %.'],
    payment: ['Support is asked whether orders went through, since nobody gets a receipt.'],
  },
  causes: [
    {
      id: 'relay-changed',
      class: 'configuration',
      weight: 4,
      kinds: ['abrupt', 'cascade', 'after-deploy'],
      words: [
        'mail-relay-2 listens on 587 alone, we still speak to 25.',
        'The relay had been switched to mail-relay-2, which does not know our network.',
      ],
      signs: ['From the same pod mail-relay-1 answers.'],
      change: {
        kind: 'configuration',
        title: 'mail relay changed',
        before: 'mail-relay-1',
        after: 'mail-relay-2',
        target: 'notification.yaml smtp.host',
      },
      fixes: [
        { act: biggerQueue, tempting: 0.5, cures: 0.01, otherwise: 'mitigated' },
        { act: openEgress, tempting: 0.3, cures: 0.02, otherwise: 'no-effect' },
        { act: oldRelay, tempting: 0.6, cures: 0.95, otherwise: 'mitigated' },
      ],
      prevention: ['A change of relay sends a test mail before it takes over'],
    },
    {
      id: 'egress-closed',
      class: 'network',
      weight: 3,
      kinds: ['slow', 'flapping'],
      words: [
        'A new network policy closed port 25 for the namespace, node by node as it rolled out.',
        'The firewall of the cluster no longer lets shop out to any relay.',
      ],
      signs: ['Neither relay can be reached from the pod; from the node both can.'],
      fixes: [
        {
          act: oldRelay,
          tempting: 0.6,
          cures: 0.02,
          otherwise: 'got-worse-after',
          failed: [
            'mail-relay-1 saw our burst of retries once the port was open and put us on its block list for a day.',
          ],
        },
        { act: biggerQueue, tempting: 0.4, cures: 0.02, otherwise: 'mitigated' },
        { act: openEgress, tempting: 0.3, cures: 0.94, otherwise: 'mitigated' },
      ],
      prevention: ['Network policies are tried in audit mode for a day', 'Watch both relays from inside the namespace'],
    },
  ],
  check: {
    words: 'Try the other relay from inside the pod.',
    command: 'kubectl -n shop exec deploy/notification -- nc -vz -w 3 mail-relay-1 25',
    shows: [
      { cause: 'relay-changed', what: 'open: only the new relay refuses' },
      { cause: 'egress-closed', what: 'refused as well: nothing gets out' },
    ],
  },
};
