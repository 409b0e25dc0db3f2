import type { FixAct, SignatureDefinition } from '../signature-definition.ts';

const keepAlive: FixAct = {
  id: 'keep-provider-connections',
  kind: 'code-change',
  words: ['keep connections to the provider alive instead of opening one for each call', 'reuse provider connections'],
  target: 'src/provider/client.ts agent',
  exact: 'new Agent({ keepAlive: true, maxSockets: 64 })',
  by: 'service owner',
  minutes: [30, 70],
};
const secondAddress: FixAct = {
  id: 'second-nat-address',
  kind: 'scaling',
  words: ['give the NAT gateway a second address', 'attach another egress address'],
  target: 'nat-gateway egress-1',
  exact: 'egress-1.addresses: 1 -> 2',
  undo: 'egress-1.addresses: 2 -> 1',
  by: 'network engineer',
  minutes: [6, 14],
  rejected: ['the provider only lets in the address it knows; a new one takes two days'],
};
const restartPayment: FixAct = {
  id: 'restart-payment',
  kind: 'restart',
  words: ['restart payment', 'roll the payment pods'],
  target: 'deployment/payment',
  exact: 'kubectl -n shop rollout restart deployment/payment',
  by: 'on-call engineer',
  minutes: [3, 6],
};

export const egressPortsUsedUp: SignatureDefinition = {
  id: 'payment-egress-ports',
  service: 'payment',
  alsoHits: ['api-gateway', 'notification'],
  failureClass: 'network',
  category: 'resources',
  severities: ['high', 'critical'],
  errors: [
    {
      language: 'node',
      errorType: 'ProviderConnectError',
      message: 'connect EADDRNOTAVAIL card-provider.example:443 - Local ({order})',
      frames: ['Provider.connect (src/provider/client.ts:49:15)', 'pay (src/payments/pay.ts:38:24)'],
    },
    {
      language: 'node',
      errorType: 'SocketHangUp',
      message: 'socket hang up after {ms} ms towards card-provider.example',
      frames: ['Provider.read (src/provider/client.ts:112:9)', 'pay (src/payments/pay.ts:38:24)'],
    },
  ],
  titles: [
    'Outgoing ports of payment used up (EADDRNOTAVAIL)',
    'NAT gateway has no ports left for the provider',
    'Connections to the card provider cannot be opened',
  ],
  tellings: {
    payment: [
      'connect EADDRNOTAVAIL: no local port free for card-provider.example.',
      'Half the calls hang up, the other half is as quick as ever.',
      'Thousands of sockets in TIME_WAIT.',
    ],
    'api-gateway': ['Checkout fails for one in {n} at random, no pattern by shopper or route.'],
    notification: ['Our relay connections drop too: we leave by the same egress.'],
  },
  causes: [
    {
      id: 'connection-for-each-call',
      class: 'network',
      weight: 1,
      kinds: ['flapping', 'slow', 'abrupt'],
      words: [
        'Each authorisation opens a connection of its own; at 500 a second the NAT gateway runs out of ports.',
        'keepAlive was lost with the new HTTP agent, so ports sit in TIME_WAIT.',
      ],
      signs: ['ErrorPortAllocation of egress-1 is above zero.'],
      context: { load: 'high' },
      fixes: [
        { act: restartPayment, tempting: 0.7, cures: 0.03, otherwise: 'temporary' },
        { act: secondAddress, tempting: 0.4, cures: 0.55, otherwise: 'mitigated' },
        { act: keepAlive, tempting: 0.3, cures: 0.94, otherwise: 'mitigated' },
      ],
      prevention: [
        'Alert on port allocation errors of the egress',
        'Count new connections to the provider for each authorisation',
      ],
    },
  ],
};
