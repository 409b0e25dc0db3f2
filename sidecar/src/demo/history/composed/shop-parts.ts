import type { DemoService } from '../../shop/services.ts';
import type { ErrorDefinition } from '../catalogue/signature-definition.ts';

type Language = ErrorDefinition['language'];

/** What each team runs beside its main service, in which language, and whom it leans on. */
export interface TeamVocabulary {
  readonly language: Language;
  readonly parts: readonly string[];
  /** What it does all day. */
  readonly calls: string;
  readonly people: string;
  readonly store: string;
  readonly peer: string;
}

export const TEAMS: Readonly<Record<DemoService, TeamVocabulary>> = {
  'api-gateway': {
    language: 'go',
    parts: [
      'edge cache',
      'route table',
      'image proxy',
      'search route',
      'partner route',
      'webhook door',
      'health prober',
      'static site',
    ],
    calls: 'requests',
    people: 'clients',
    store: 'route store',
    peer: 'cdn.example',
  },
  auth: {
    language: 'go',
    parts: [
      'passkey check',
      'device list',
      'consent page',
      'group sync',
      'staff sign-in',
      'captcha step',
      'mail login',
      'key set',
    ],
    calls: 'sign-ins',
    people: 'accounts',
    store: 'session store',
    peer: 'identity.example',
  },
  database: {
    language: 'python',
    parts: [
      'order history',
      'stock ledger',
      'price list',
      'basket table',
      'backup',
      'vacuum run',
      'change feed',
      'partition mover',
    ],
    calls: 'queries',
    people: 'callers',
    store: 'orders database',
    peer: 'backup-vault.example',
  },
  payment: {
    language: 'jvm',
    parts: ['refund', 'chargeback', 'invoice', 'payout', 'voucher', 'instalment', 'currency table', 'fraud score'],
    calls: 'authorisations',
    people: 'merchants',
    store: 'ledger',
    peer: 'bank-gateway.example',
  },
  notification: {
    language: 'dotnet',
    parts: [
      'push',
      'text message',
      'newsletter',
      'parcel notice',
      'reminder',
      'unsubscribe list',
      'letter print',
      'in-app inbox',
    ],
    calls: 'messages',
    people: 'recipients',
    store: 'outbox',
    peer: 'sms-carrier.example',
  },
  user: {
    language: 'node',
    parts: [
      'address book',
      'wish list',
      'loyalty points',
      'avatar',
      'preference',
      'household',
      'review',
      'data export',
    ],
    calls: 'profile reads',
    people: 'members',
    store: 'profile store',
    peer: 'address-check.example',
  },
  analytics: {
    language: 'python',
    parts: [
      'funnel',
      'cohort',
      'click stream',
      'experiment',
      'revenue board',
      'recommendation',
      'search rank',
      'anomaly report',
    ],
    calls: 'batches',
    people: 'analysts',
    store: 'warehouse',
    peer: 'lake-storage.example',
  },
};

/** What a part does; with the part it names a piece of code of its own. */
export const TASKS = [
  ...[
    'import',
    'export',
    'sync',
    'clean-up',
    'report',
    'retry',
    'archive',
    'reindex',
    'digest',
    'audit',
    'quota',
    'preview',
  ],
  ...[
    'backfill',
    'merge',
    'lookup',
    'warm-up',
    'snapshot',
    'relay',
    'validation',
    'rounding',
    'pagination',
    'translation',
  ],
  ...[
    'scheduling',
    'batching',
    'signing',
    'upload',
    'download',
    'expiry',
    'rollover',
    'migration',
    'sampling',
    'mirroring',
  ],
  ...[
    'deduplication',
    'compaction',
    'enrichment',
    'reconciliation',
    'throttling',
    'subscription',
    'fan-out',
    'hand-over',
  ],
] as const;
