/** As the value of "All" in a dashboard variable it means: no filter, instead of a list of every service. */
export const EVERYTHING = '*';
/** The most names that the sidecar takes in one request. */
export const MAX_NAMES = 100;

/** Grafana's replacing of variables, reduced to what is needed: the formatter gets an array for several values. */
export type ReplaceVariables = (text: string, format: (value: unknown) => string) => string;

/**
 * Variables in a list of names, several values included. A name may contain commas or braces, so the values are
 * taken from the formatter itself and not from text that would have to be split again.
 */
export function interpolateNames(names: string[], replace: ReplaceVariables): string[] {
  const found = new Set<string>();
  for (const name of names) {
    let several: string[] | null = null;
    const text = replace(name, (value) => {
      const values = Array.isArray(value) ? value.map(String) : [String(value)];
      several = values;
      return values.join(',');
    });
    const onlyVariable = /^(\$\w+|\$\{[^}]+\}|\[\[[^\]]+\]\])$/.test(name);
    for (const value of onlyVariable && several !== null ? several : [text]) {
      found.add(value);
    }
  }
  found.delete('');
  return found.has(EVERYTHING) ? [] : [...found];
}
