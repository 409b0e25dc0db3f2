/** Units as OpenTelemetry writes them (UCUM), by Grafana's names. */
const UNITS: Readonly<Record<string, string>> = {
  By: 'bytes',
  bytes: 'bytes',
  KiBy: 'kbytes',
  MiBy: 'mbytes',
  s: 's',
  ms: 'ms',
  us: 'µs',
  ns: 'ns',
  '%': 'percent',
  '1': 'short',
};

/** A unit as a service names it, by Grafana's name; `short` where it is none that is known. */
export function knownUnit(unit: string): string {
  return UNITS[unit] ?? 'short';
}

/** The unit of a series on an axis; a counter is shown as what it grows by in a second. */
export function unitOf({ unit, kind }: { unit: string; kind: 'gauge' | 'increase' }): string {
  const known = knownUnit(unit);
  if (kind === 'gauge') {
    return known;
  }
  return known === 'bytes' ? 'Bps' : 'short';
}
