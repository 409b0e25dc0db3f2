/**
 * A shop in seven services. A request comes in through the gateway and touches others on its way, all under one trace
 * id; what each says about it depends on the level that the mix drew.
 *
 * In messages, `{ms}` and its like are filled in anew each time, so that the lines differ as real ones do.
 */
export const DEMO_SERVICES = [
  'api-gateway',
  'auth',
  'database',
  'payment',
  'notification',
  'user',
  'analytics',
] as const;
export type DemoService = (typeof DEMO_SERVICES)[number];

export interface Failure {
  readonly errorType: string;
  readonly message: string;
  readonly frames: readonly string[];
}
export interface Voice {
  readonly info: readonly string[];
  readonly debug: readonly string[];
  readonly warn: readonly string[];
  readonly error: readonly Failure[];
}

export const VOICES: Readonly<Record<DemoService, Voice>> = {
  'api-gateway': {
    info: [
      'GET /v1/products 200 in {ms} ms',
      'GET /v1/profile 200 in {ms} ms',
      'POST /v1/checkout 201 in {ms} ms',
      'GET /v1/orders/{order} 200 in {ms} ms',
    ],
    debug: ['route /v1/checkout matched upstream payment-{n}', 'rate limit bucket of client {id}: {n} of 100 used'],
    warn: ['slow upstream: {ms} ms for GET /v1/orders/{order}', 'retrying POST /v1/checkout, attempt 2 of 3'],
    error: [
      {
        errorType: 'UpstreamTimeout',
        message: 'no answer from payment after {ms} ms',
        frames: ['proxy.forward (src/proxy/forward.ts:88:11)', 'routes.checkout (src/routes/checkout.ts:41:20)'],
      },
    ],
  },
  auth: {
    info: ['session {id} verified in {ms} ms', 'user {id} signed in with password', 'token of user {id} renewed'],
    debug: ['session cache hit for {id}', 'key set is {n} minutes old'],
    warn: ['user {id} failed to sign in, attempt {n}', 'clock of client {id} is {n} s ahead'],
    error: [
      {
        errorType: 'InvalidSignature',
        message: 'token of session {id} has an invalid signature',
        frames: ['verify (src/tokens/verify.ts:52:9)', 'authenticate (src/http/authenticate.ts:27:18)'],
      },
    ],
  },
  database: {
    info: [
      'SELECT on orders: {n} rows in {ms} ms',
      'SELECT on users: 1 row in {ms} ms',
      'INSERT into orders in {ms} ms',
    ],
    debug: ['statement cache hit: orders_by_user', 'connection {n} returned to the pool after {ms} ms'],
    warn: ['slow query: {ms} ms on orders_by_user', 'replica is {n} s behind'],
    error: [
      {
        errorType: 'DeadlockDetected',
        message: 'deadlock detected: process {n} waits for ShareLock on transaction {order}',
        frames: ['Connection.query (src/pool/connection.ts:131:15)', 'OrderStore.insert (src/orders/store.ts:64:22)'],
      },
    ],
  },
  payment: {
    info: ['payment {order} of {amount} EUR authorised in {ms} ms', 'payment {order} captured', 'refund {order} sent'],
    debug: ['provider answered with code 00 in {ms} ms', 'idempotency key {id} is new'],
    warn: ['card of payment {order} declined by its issuer', 'provider slow: {ms} ms for authorise'],
    error: [
      {
        errorType: 'ProviderError',
        message: 'provider refused payment {order}: code 91',
        frames: ['Provider.authorise (src/provider/client.ts:73:13)', 'pay (src/payments/pay.ts:38:24)'],
      },
    ],
  },
  notification: {
    info: ['order confirmation {order} sent in {ms} ms', 'push message {id} delivered', 'mail {id} queued'],
    debug: ['template order-confirmation rendered in {ms} ms', 'queue holds {n} messages'],
    warn: ['mail {id} deferred by the receiving server', 'queue holds {order} messages'],
    error: [
      {
        errorType: 'SmtpError',
        message: 'mail {id} refused: 550 mailbox unavailable',
        frames: ['Smtp.send (src/mail/smtp.ts:58:11)', 'deliver (src/deliver.ts:33:16)'],
      },
    ],
  },
  user: {
    info: ['profile of user {id} read in {ms} ms', 'address of user {id} changed', 'user {id} created'],
    debug: ['profile cache hit for user {id}', 'avatar of user {id} is {n} kB'],
    warn: ['profile cache miss rate is {n} %', 'user {id} has {n} unconfirmed addresses'],
    error: [
      {
        errorType: 'ProfileNotFound',
        message: 'no profile for user {id}',
        frames: ['Profiles.read (src/profiles/read.ts:29:11)', 'getProfile (src/http/profile.ts:18:20)'],
      },
    ],
  },
  analytics: {
    info: [
      'batch of {n} events written in {ms} ms',
      'event page_view of session {id} taken',
      'hourly roll-up in {ms} ms',
    ],
    debug: ['buffer holds {n} events', 'schema 7 of event page_view'],
    warn: ['{n} events came {n} minutes late', 'buffer is {n} % full'],
    error: [
      {
        errorType: 'SchemaMismatch',
        message: 'event checkout of session {id} does not fit schema 7',
        frames: ['validate (src/events/validate.ts:47:13)', 'take (src/http/take.ts:22:9)'],
      },
    ],
  },
};
