import type { OutboundTls } from '../../../platform/outbound/outbound-http.ts';
import type { Result } from '../../../domain/result.ts';

/** Where the API server of a cluster is, and how it knows us. */
export interface ClusterAccess {
  /** Without a slash at the end. */
  readonly server: string;
  readonly tls: OutboundTls;
  /** The header's value, read anew for each request since tokens are rotated; null where a certificate says who asks. */
  readonly authorization: () => string | null;
}

/** What is wrong and what to do, for a screen; it never holds a secret. */
export type AccessProblem = string;

export type OpenAccess = () => Result<ClusterAccess, AccessProblem>;
