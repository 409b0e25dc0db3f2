import { secretMark, type SecretKind } from './secret-kinds.ts';

/**
 * Keys whose maker can be told from their form. Each pattern begins with the maker's own prefix and then takes a run of
 * characters to its end: nothing is tried twice at the same place, so the time is linear.
 */
const PATTERNS: ReadonlyArray<readonly [SecretKind, string]> = [
  ['aws-key', '(?:AKIA|ASIA)[A-Z0-9]{16,}'],
  ['github-token', 'gh[pousr]_[A-Za-z0-9]{30,}'],
  ['github-token', 'github_pat_[A-Za-z0-9_]{22,}'],
  ['gitlab-token', 'gl(?:pat|oas|dt|rtr?|cbt|ptt|ft|imt|agent|soat|ffct)-[A-Za-z0-9_.-]{20,}'],
  ['gcp-key', 'AIza[0-9A-Za-z_-]{35,}'],
  ['gcp-key', 'ya29\\.[0-9A-Za-z_-]{20,}'],
  ['gcp-key', 'GOCSPX-[0-9A-Za-z_-]{20,}'],
  ['slack-token', 'xox[abceoprs]-[A-Za-z0-9.-]{10,}'],
  ['slack-token', 'xapp-[A-Za-z0-9-]{10,}'],
  ['slack-token', '(?<=hooks\\.slack\\.com/(?:services|workflows)/)[A-Za-z0-9/_-]{20,}'],
  ['stripe-key', '[rs]k_(?:live|test)_[A-Za-z0-9]{10,}'],
  ['stripe-key', 'whsec_[A-Za-z0-9+/=]{16,}'],
  ['grafana-token', 'gl(?:sa|c)_[A-Za-z0-9+/=_]{20,}'],
  ['vendor-key', 'sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}'],
  ['vendor-key', 'npm_[A-Za-z0-9]{36,}'],
  ['vendor-key', 'pypi-[A-Za-z0-9_-]{30,}'],
  ['vendor-key', 'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}'],
  ['vendor-key', 'hv[sbr]\\.[A-Za-z0-9_-]{24,}'],
  ['vendor-key', 'do[opr]_v1_[a-f0-9]{64,}'],
  ['vendor-key', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32,}'],
  ['vendor-key', 'AGE-SECRET-KEY-1[A-Z0-9]{50,}'],
  ['vendor-key', 'dp\\.(?:pt|st|ct|sa)\\.[A-Za-z0-9_.-]{30,}'],
  ['password', '(?<=jdbc:oracle:[a-z0-9]{1,10}:[^\\s/@]{1,64}/)(?!\\[secret:)[^\\s@]{1,200}(?=@)'],
  ['password', '(?<=\\s(?:-u|--user)[= ]["\']?[^\\s:"\'[]{1,64}:)(?!\\[secret:)[^\\s"\']{1,200}'],
];

const JWT = 'eyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]{4,}){0,4}';
const VENDOR_KEY = new RegExp(`(${JWT})|${PATTERNS.map(([, source]) => `(${source})`).join('|')}`, 'g');
const KINDS = PATTERNS.map(([kind]) => kind);

export function redactVendorKeys(text: string): string {
  return text.replace(VENDOR_KEY, (match: string, jwt: string | undefined, ...rest: unknown[]) => {
    if (jwt !== undefined) {
      // Without a second part it is some base64 of an object: the look at entropy decides.
      return jwt.includes('.') ? secretMark('jwt') : match;
    }
    const index = rest.findIndex((group) => group !== undefined);
    return secretMark(KINDS[index] ?? 'vendor-key');
  });
}
