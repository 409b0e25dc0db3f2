import { OtlpAttributes, TOO_MANY_HOLDERS, TOO_MANY_RECORDS, type OtlpCollector } from '../otlp-collector.ts';
import { expectFields, items, optionalFields, WrongType, type Fields } from './json-fields.ts';
import { eachAttribute } from './json-values.ts';

/** Whose records these are. The scope is only read where it is asked for. */
export interface JsonOrigin {
  readonly resource: OtlpAttributes;
  readonly scopeHolder: Fields;
  readonly path: string;
}

/** What differs between logs, spans and metrics: names, and what is done with each record of one scope. */
export interface JsonSignal {
  readonly resources: string;
  readonly scopes: string;
  readonly records: string;
  open(into: OtlpCollector, origin: JsonOrigin): (record: Fields, path: string) => void;
}

/** Resources hold scopes, scopes hold records. Unknown fields are ignored; null is a field left out. */
export function readJsonSignal(signal: JsonSignal, body: unknown, into: OtlpCollector): void {
  for (const [ofResource, path] of items(expectFields(body, ''), signal.resources, '')) {
    admitHolder(into, path);
    const resource = readResource(ofResource, path);
    into.takeResource(resource);
    for (const [scopeHolder, scopePath] of items(ofResource, signal.scopes, path)) {
      admitHolder(into, scopePath);
      const take = signal.open(into, { resource, scopeHolder, path: scopePath });
      for (const [record, recordPath] of items(scopeHolder, signal.records, scopePath)) {
        if (!into.admit()) {
          throw new WrongType(TOO_MANY_RECORDS, recordPath);
        }
        take(record, recordPath);
      }
    }
  }
}

function admitHolder(into: OtlpCollector, path: string): void {
  if (!into.admitHolder()) {
    throw new WrongType(TOO_MANY_HOLDERS, path);
  }
}

function readResource(holder: Fields, path: string): OtlpAttributes {
  const attributes = new OtlpAttributes();
  const resource = optionalFields(holder, 'resource', path);
  if (resource !== null) {
    eachAttribute(resource, `${path}.resource`, (key, value) => attributes.add(key, value));
  }
  return attributes;
}
