/**
 * The lines between `---` at the head of a document: `key: value`, and lists as `[a, b]` or by dashes. More of YAML than
 * that is not read: it belongs to nobody's postmortem.
 */
export function readFrontMatter(text: string): { fields: ReadonlyMap<string, string>; rest: string } {
  const content = text.replace(/^\ufeff/, '');
  const match = /^---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(content);
  const fields = new Map<string, string>();
  if (match === null) {
    return { fields, rest: content };
  }
  let last: string | null = null;
  for (const line of (match[1] ?? '').split(/\r?\n/)) {
    const item = /^\s+-\s+(.+)$|^-\s+(.+)$/.exec(line);
    const pair = /^([A-Za-z_][\w -]{0,59}):(?:\s+(.*))?$/.exec(line);
    if (item !== null && last !== null) {
      const before = fields.get(last) ?? '';
      const value = plain(item[1] ?? item[2] ?? '');
      fields.set(last, before === '' ? value : `${before}, ${value}`);
    } else if (pair !== null) {
      last = (pair[1] ?? '').toLowerCase().replace(/[^a-z]/g, '');
      fields.set(last, plain(pair[2] ?? ''));
    }
  }
  return { fields, rest: content.slice(match[0].length) };
}

function plain(value: string): string {
  const told = value.trim();
  const list = /^\[(.*)\]$/.exec(told);
  if (list !== null) {
    return (list[1] ?? '').split(',').map(unquoted).filter(Boolean).join(', ');
  }
  return unquoted(told);
}

function unquoted(value: string): string {
  const told = value.trim();
  const quoted = /^"(.*)"$|^'(.*)'$/.exec(told);
  return quoted === null ? told : (quoted[1] ?? quoted[2] ?? '').replace(/\\"/g, '"');
}
