import type { DemoService, Failure } from './services.ts';

/** What somebody did shortly before; a deploy has its versions from the shop. */
export type Trigger =
  | { readonly kind: 'deploy' }
  | {
      readonly kind: 'configuration' | 'feature-flag' | 'scaling';
      readonly title: string;
      readonly before: string;
      readonly after: string;
    };

/**
 * What an injected failure looks like: one cause a service, seen from two or three places in its code. A change comes
 * before it, the first sign is a warning, the errors follow. Callers wait and get no answer, as their spans tell, but
 * write no errors of their own: an injection breaks one service.
 */
export interface Story {
  readonly trigger: Trigger;
  /** Kubernetes kills it as well. */
  readonly isOutOfMemory?: true;
  readonly firstSign: string;
  readonly failures: readonly [Failure, ...Failure[]];
}

export const STORIES: Readonly<Record<DemoService, Story>> = {
  'api-gateway': {
    trigger: { kind: 'configuration', title: 'limit of open files lowered', before: '65536', after: '1024' },
    firstSign: 'open sockets at {n} % of the limit',
    failures: [
      failure('TooManyOpenFiles', 'accept failed: EMFILE, too many open files ({order} in use)', [
        'Server.accept (src/server.ts:61:14)',
        'listen (src/main.ts:22:3)',
      ]),
      failure('UpstreamConnectError', 'connect to payment failed: EMFILE after {ms} ms', [
        'Pool.connect (src/proxy/pool.ts:97:12)',
        'proxy.forward (src/proxy/forward.ts:80:21)',
      ]),
    ],
  },
  auth: {
    trigger: {
      kind: 'configuration',
      title: 'renewal of signing keys moved to another job',
      before: 'daily',
      after: 'weekly',
    },
    firstSign: 'signing key 2026-11 expires in {n} s',
    failures: [
      failure('SigningKeyExpired', 'cannot sign token for user {id}: signing key 2026-11 has expired', [
        'KeySet.current (src/tokens/key-set.ts:44:11)',
        'sign (src/tokens/sign.ts:19:23)',
      ]),
      failure('SigningKeyExpired', 'cannot renew session {id}: signing key 2026-11 has expired', [
        'KeySet.current (src/tokens/key-set.ts:44:11)',
        'renew (src/sessions/renew.ts:35:19)',
      ]),
    ],
  },
  database: {
    trigger: { kind: 'configuration', title: 'size of the connection pool lowered', before: '200', after: '50' },
    firstSign: 'connection pool at {n} of 50, {n} requests waiting',
    failures: [
      failure('ConnectionPoolExhausted', 'connection pool exhausted: 50 of 50 in use, waited {ms} ms', [
        'Pool.acquire (src/pool/pool.ts:118:13)',
        'OrderStore.byUser (src/orders/store.ts:31:28)',
      ]),
      failure('ConnectionPoolExhausted', 'connection pool exhausted: 50 of 50 in use, {n} requests waiting', [
        'Pool.acquire (src/pool/pool.ts:118:13)',
        'UserStore.read (src/users/store.ts:24:28)',
      ]),
      failure('QueryTimeout', 'query orders_by_user cancelled after {ms} ms: no connection', [
        'Pool.query (src/pool/pool.ts:142:17)',
        'OrderStore.byUser (src/orders/store.ts:31:28)',
      ]),
    ],
  },
  payment: {
    trigger: { kind: 'deploy' },
    firstSign: 'provider answered with status 503 after {ms} ms',
    failures: [
      failure('ProviderUnavailable', 'authorise of payment {order} failed: provider answered 503', [
        'Provider.authorise (src/provider/client.ts:81:13)',
        'pay (src/payments/pay.ts:38:24)',
      ]),
      failure('CircuitOpen', 'payment {order} not tried: circuit to provider is open', [
        'Breaker.run (src/provider/breaker.ts:40:11)',
        'pay (src/payments/pay.ts:36:20)',
      ]),
    ],
  },
  notification: {
    trigger: { kind: 'configuration', title: 'mail relay changed', before: 'mail-relay-1', after: 'mail-relay-2' },
    firstSign: 'queue holds {order} messages, oldest {n} s',
    failures: [
      failure('SmtpConnectionRefused', 'mail {id} not sent: connect ECONNREFUSED to mail relay', [
        'Smtp.connect (src/mail/smtp.ts:31:9)',
        'deliver (src/deliver.ts:33:16)',
      ]),
      failure('QueueFull', 'order confirmation {order} dropped: queue is full', [
        'Queue.push (src/queue.ts:52:11)',
        'notify (src/http/notify.ts:20:15)',
      ]),
    ],
  },
  user: {
    trigger: { kind: 'deploy' },
    firstSign: 'profile cache restarted, {n} % of reads go to the database',
    failures: [
      failure('CacheConnectionLost', 'profile of user {id} not read: cache closed the connection', [
        'Cache.get (src/cache/client.ts:66:13)',
        'Profiles.read (src/profiles/read.ts:21:30)',
      ]),
      failure('NullProfile', "cannot read 'address' of undefined for user {id}", [
        'formatAddress (src/profiles/address.ts:12:27)',
        'getProfile (src/http/profile.ts:25:14)',
      ]),
    ],
  },
  analytics: {
    trigger: { kind: 'feature-flag', title: 'flag hourly-rollup-in-memory switched on', before: 'off', after: 'on' },
    isOutOfMemory: true,
    firstSign: 'heap at {n} % after collection',
    failures: [
      failure('OutOfMemory', 'batch of {order} events dropped: heap limit reached', [
        'Buffer.flush (src/events/buffer.ts:77:11)',
        'rollUp (src/roll-up.ts:29:18)',
      ]),
      failure('WriteRejected', 'batch of {n} events refused: queue of the warehouse is full', [
        'Warehouse.write (src/warehouse.ts:54:13)',
        'Buffer.flush (src/events/buffer.ts:70:24)',
      ]),
    ],
  },
};

function failure(errorType: string, message: string, frames: readonly string[]): Failure {
  return { errorType, message, frames };
}

/** What a service writes of one that it called in vain. */
export function complaintAbout(callee: DemoService): Failure {
  return failure('UpstreamTimeout', `no answer from ${callee} after {ms} ms`, [
    'Client.send (src/clients/client.ts:71:13)',
    `${callee}.call (src/clients/${callee}.ts:33:20)`,
  ]);
}
