import type { DemoService } from './services.ts';

export interface ShopRequest {
  readonly weight: number;
  /** As the gateway tells it: one of them with the number in its path, as many instrumentations do. */
  readonly operation: string;
  /** Which services it passes, in order. */
  readonly path: readonly DemoService[];
}

export const REQUESTS: readonly ShopRequest[] = [
  { weight: 6, operation: 'GET /v1/profile', path: ['api-gateway', 'auth', 'user', 'database'] },
  {
    weight: 4,
    operation: 'POST /v1/checkout',
    path: ['api-gateway', 'auth', 'payment', 'database', 'notification'],
  },
  { weight: 3, operation: 'GET /v1/orders/{order}', path: ['api-gateway', 'auth', 'database'] },
  { weight: 3, operation: 'GET /v1/products', path: ['api-gateway', 'analytics', 'database'] },
  {
    weight: 2,
    operation: 'POST /v1/users',
    path: ['api-gateway', 'auth', 'user', 'database', 'notification', 'analytics'],
  },
];

/** Whom each may be called by; on a path, the last of them before it. */
const CALLERS: Readonly<Record<DemoService, readonly DemoService[]>> = {
  'api-gateway': [],
  auth: ['api-gateway'],
  user: ['api-gateway'],
  payment: ['api-gateway'],
  analytics: ['api-gateway'],
  database: ['auth', 'user', 'payment', 'analytics'],
  notification: ['user', 'payment'],
};

/** Who on the path called the service at this place; null for the first. */
export function callerOf(path: readonly DemoService[], place: number): number | null {
  const service = path[place];
  const callers = service === undefined ? [] : CALLERS[service];
  const caller = path.slice(0, place).findLastIndex((earlier) => callers.includes(earlier));
  return caller === -1 ? null : caller;
}

/** What a service is asked for, by who asks. */
export function operationOf(service: DemoService, caller: DemoService): string {
  const table: Partial<Record<DemoService, string>> = {
    auth: 'sessions',
    user: 'users',
    payment: 'orders',
    analytics: 'events',
  };
  const operations: Record<DemoService, string> = {
    'api-gateway': 'GET /',
    auth: 'POST /sessions/verify',
    user: 'GET /users/{id}',
    payment: 'POST /payments',
    analytics: 'POST /events',
    database: caller === 'payment' || caller === 'analytics' ? `INSERT ${table[caller]}` : `SELECT ${table[caller]}`,
    notification: 'mails process',
  };
  return operations[service];
}

/** Asked by message: nobody waits for it. */
export const QUEUES: Partial<Readonly<Record<DemoService, string>>> = { notification: 'mails' };

/** Milliseconds of a service's own work, in the middle. */
export const OWN_WORK_MS: Readonly<Record<DemoService, number>> = {
  'api-gateway': 4,
  auth: 6,
  user: 9,
  payment: 14,
  analytics: 12,
  database: 7,
  notification: 25,
};

/** What a service leans on that sends no spans itself. */
export interface Helper {
  readonly attributes: Readonly<Record<string, string>>;
  readonly operation: string;
  readonly milliseconds: number;
  /** Its calls fail when the service fails: the story of the injected failure is about it. */
  readonly isCause: boolean;
}

export const HELPERS: Partial<Readonly<Record<DemoService, Helper>>> = {
  auth: { attributes: { 'db.system.name': 'redis' }, operation: 'GET', milliseconds: 1, isCause: false },
  user: { attributes: { 'db.system.name': 'redis' }, operation: 'GET', milliseconds: 1, isCause: true },
  payment: {
    attributes: { 'server.address': 'card-provider.example' },
    operation: 'POST',
    milliseconds: 120,
    isCause: true,
  },
  notification: {
    attributes: { 'server.address': 'mail-relay.example' },
    operation: 'POST',
    milliseconds: 60,
    isCause: true,
  },
  analytics: {
    attributes: { 'db.system.name': 'clickhouse', 'db.namespace': 'events' },
    operation: 'INSERT',
    milliseconds: 15,
    isCause: true,
  },
};

/** Where each service runs. */
export const PLACES: Readonly<Record<DemoService, { readonly pod: string; readonly node: string }>> = {
  'api-gateway': { pod: 'api-gateway-6c8f5d7b9-x2kqp', node: 'node-1' },
  auth: { pod: 'auth-7f9c6d5b8-m4tzl', node: 'node-1' },
  user: { pod: 'user-5d6b8c9f7-q8wrn', node: 'node-2' },
  payment: { pod: 'payment-8b7d9f6c5-h5vjs', node: 'node-2' },
  notification: { pod: 'notification-9c5f7b6d8-z7nxd', node: 'node-2' },
  analytics: { pod: 'analytics-6b9d8f7c5-c4gfk', node: 'node-3' },
  database: { pod: 'database-0', node: 'node-3' },
};
export const CLUSTER = 'demo';
export const NAMESPACE = 'shop';
