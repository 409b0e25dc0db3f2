import fc from 'fast-check';

/** A value at some place of a valid request is replaced, removed or added to, as attackers and broken clients do. */
export interface Mutation {
  readonly kind: 'replace' | 'remove' | 'add' | 'duplicate';
  readonly pick: number;
  readonly text: string;
}

const LONE = String.raw`"\ud800"`;
/** As JSON text, since some of it cannot be made from a value. */
const HOSTILE_TEXTS = [
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '-1',
  '1e999',
  '-0',
  '9007199254740993',
  '253402300800000',
  '-62135596800000',
  LONE,
  String.raw`"\u0000"`,
  `"${'x'.repeat(20_000)}"`,
  `${'['.repeat(200)}${']'.repeat(200)}`,
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"a":1,"a":2}',
  '[[[{"deep":[1]}]]]',
  'NaN',
  'undefined',
  '01',
  "'single'",
  '"\u202e\u200b"',
];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'duplicate'),
  pick: fc.nat(1_000_000),
  text: fc.oneof(
    fc.constantFrom(...HOSTILE_TEXTS),
    fc.json({ maxDepth: 3 }),
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text))
  ),
});

type Path = ReadonlyArray<string | number>;

/** The request as JSON text with the mutation in it, and whether the place was inside. */
export function mutate(value: unknown, { kind, pick, text }: Mutation): string {
  const places = placesOf(value);
  const place = places[pick % places.length] ?? [];
  if (kind === 'add' || kind === 'duplicate') {
    const whole = JSON.stringify(value);
    const name = kind === 'add' ? 'unheardOf' : (Object.keys((value as object) ?? {})[0] ?? 'unheardOf');
    return whole.startsWith('{') ? `{${JSON.stringify(name)}:${text},${whole.slice(1)}`.replace(',}', '}') : text;
  }
  return write(value, place, kind === 'remove' ? null : text);
}

function placesOf(value: unknown, at: Path = []): Path[] {
  if (value === null || typeof value !== 'object') {
    return [at];
  }
  const children = Array.isArray(value) ? value.map((child, index) => [index, child] as const) : Object.entries(value);
  return [at, ...children.flatMap(([key, child]) => placesOf(child, [...at, key]))];
}

/** JSON text of the value with the text put in at the place, or the key left out where the text is null. */
function write(value: unknown, place: Path, text: string | null): string {
  if (place.length === 0) {
    return text ?? '';
  }
  const [key, ...rest] = place;
  if (Array.isArray(value)) {
    const items = value.flatMap((item, index) =>
      index === key && rest.length === 0 && text === null
        ? []
        : [index === key ? write(item, rest, text) : JSON.stringify(item)]
    );
    return `[${items.join(',')}]`;
  }
  const entries = Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([name, child]) =>
    name === key && rest.length === 0 && text === null
      ? []
      : [`${JSON.stringify(name)}:${name === key ? write(child, rest, text) : JSON.stringify(child)}`]
  );
  return `{${entries.join(',')}}`;
}
