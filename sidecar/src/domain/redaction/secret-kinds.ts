/** What stands in a redacted text in place of a secret: `[secret:kind]`. */
export const SECRET_KINDS = [
  'aws-key',
  'azure-key',
  'gcp-key',
  'github-token',
  'gitlab-token',
  'slack-token',
  'stripe-key',
  'grafana-token',
  'vendor-key',
  'jwt',
  'private-key',
  'authorization',
  'cookie',
  'password',
  'token',
  'credential',
  'high-entropy',
  'name',
  'mail',
  'ip-address',
  'phone',
] as const;

export type SecretKind = (typeof SECRET_KINDS)[number];

export function secretMark(kind: SecretKind): string {
  return `[secret:${kind}]`;
}

/** The source of a pattern that fits a mark and nothing that merely looks like one. */
export const MARK_SOURCE = `\\[secret:(?:${SECRET_KINDS.join('|')})\\]`;

const MARK_HERE = new RegExp(MARK_SOURCE, 'y');

/** The index after the mark that begins at `at`, or `at` where there is none. */
export function afterMark(text: string, at: number): number {
  MARK_HERE.lastIndex = at;
  return MARK_HERE.test(text) ? MARK_HERE.lastIndex : at;
}
