/** What may be wider than its place is moved by the keyboard too, and says what it holds. */
export function sideways(label: string) {
  return { tabIndex: 0, role: 'region', 'aria-label': `${label}, as a table` } as const;
}
