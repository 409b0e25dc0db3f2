/**
 * Recovery: a service whose errors stopped may have recovered, or be dead, or get no traffic any more, or have lost its
 * log shipper: all of them look quiet. So recovery is proved from what is there (traffic in its band, requests that
 * succeed, a source that still speaks), never from what is missing. What cannot be known is said to be unknown.
 */
export interface ServiceHealth {
  readonly service: string;
  /** Over the last whole window: requests, or lines where no spans come; null while the usual is not known. */
  readonly traffic: {
    readonly seen: number;
    readonly low: number;
    readonly high: number;
    readonly unit: 'requests' | 'lines';
  } | null;
  /** Null where no requests are told. */
  readonly success: { readonly failed: number; readonly requests: number; readonly usualShare: number } | null;
  /** Event time of the newest signal of the service. */
  readonly lastSeenAt: number | null;
  readonly windowSeconds: number;
}
