type Labels = Readonly<Record<string, string>>;

/** The service of an alert: the first entry whose labels are all there. `namespace/pod` joins two of them. */
export function serviceOfAlert(labels: Labels, order: readonly string[]): string | null {
  for (const entry of order) {
    const parts = entry.split('/').map((label) => labels[label]?.trim() ?? '');
    if (parts.every((part) => part !== '')) {
      return parts.join('/');
    }
  }
  return null;
}
