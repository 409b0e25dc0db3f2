/** "1 incident", "3 incidents": counts as they are said. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and 3 more". */
export function listed(names: readonly string[], most = 4): string {
  if (names.length <= 1) {
    return names.join('');
  }
  if (names.length > most) {
    return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  }
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
