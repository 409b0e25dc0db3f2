/** Anything that a source holds, as text of people: no control characters, no byte order mark, line ends as one. */
export function plainText(value: unknown): string {
  const told =
    typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : Array.isArray(value)
          ? value.map(nameOf).filter(Boolean).join(', ')
          : nameOf(value);
  return told
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g, ' ')
    .trim();
}

/** `{"summary": "My Mail Service"}`, `{"name": "bug"}`: what a reference calls its thing. */
function nameOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return '';
  }
  for (const key of ['summary', 'name', 'title', 'displayName', 'value', 'login']) {
    const named = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof named === 'string' && named !== '') {
      return named;
    }
  }
  return '';
}

const TITLE_LENGTH = 200;
export const SERVICE_LENGTH = 200;

export function firstLineOf(text: string): string {
  const line =
    text
      .split('\n')
      .find((one) => one.trim() !== '')
      ?.trim() ?? '';
  return line.length <= TITLE_LENGTH ? line : `${line.slice(0, TITLE_LENGTH - 2).trimEnd()} …`;
}

/** One name: of several the first, as sources list the one that was hurt first. */
export function serviceName(value: unknown): string | null {
  const [first = ''] = plainText(value).split(/[,;\n]/);
  const name = first.trim().replace(/^[`"']+|[`"']+$/g, '');
  return name === '' || name.length > SERVICE_LENGTH ? null : name;
}

/** Only addresses that a browser opens as such: a link is shown to people. */
export function webLink(value: unknown): string | null {
  const link = plainText(value);
  return /^https?:\/\/[^\s<>"]{1,1990}$/i.test(link) && URL.canParse(link) ? link : null;
}

/** Runs of white space as one space: what is matched against patterns afterwards cannot make them try every split of a run. */
export function inOneSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}
