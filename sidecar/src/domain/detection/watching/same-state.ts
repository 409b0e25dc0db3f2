/**
 * Whether what was restored is what was saved: state that was saved again says the same, number by number. State of
 * another build, or that somebody edited, may be restored without a word and be nonsense a minute later; this is told
 * at once, for every detector that there will ever be.
 */
export function isSameState(saved: unknown, again: unknown): boolean {
  if (typeof saved !== 'object' || saved === null || typeof again !== 'object' || again === null) {
    return saved === again && (typeof saved !== 'number' || Number.isFinite(saved));
  }
  if (Array.isArray(saved) || Array.isArray(again)) {
    return (
      Array.isArray(saved) &&
      Array.isArray(again) &&
      saved.length === again.length &&
      saved.every((value, index) => isSameState(value, again[index]))
    );
  }
  const [one, other] = [Object.entries(saved), Object.entries(again).filter(([, value]) => value !== undefined)];
  return (
    one.length === other.length &&
    one.every(([key, value]) => isSameState(value, (again as Readonly<Record<string, unknown>>)[key]))
  );
}
