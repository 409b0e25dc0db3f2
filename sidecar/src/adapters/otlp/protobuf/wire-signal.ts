import { OtlpAttributes, TOO_MANY_HOLDERS, TOO_MANY_RECORDS, type OtlpCollector } from '../otlp-collector.ts';
import { message } from './wire-fields.ts';
import { MalformedWire, type WireReader } from './wire-reader.ts';
import { readAttribute } from './wire-values.ts';

/** Whose records these are. `scopeHolder` can be read anew for what it says about the scope. */
export interface WireOrigin {
  readonly resource: OtlpAttributes;
  readonly scopeHolder: WireReader;
}

/** What differs between logs, spans and metrics: names for paths, and what is done with each record of one scope. */
export interface WireSignal {
  readonly resources: string;
  readonly scopes: string;
  readonly records: string;
  open(into: OtlpCollector, origin: WireOrigin): (record: WireReader) => void;
}

/** The field numbers are the same in all three: a request, a ResourceLogs and a ScopeLogs and their siblings. */
const REQUEST = { ofResource: 1 } as const;
const OF_RESOURCE = { resource: 1, ofScope: 2 } as const;
export const OF_SCOPE = { scope: 1, record: 2 } as const;
const RESOURCE = { attribute: 1 } as const;
const EVERY = () => true;

/** Resources hold scopes, scopes hold records. Unknown fields are skipped. Remembers where it is, for problems. */
export class WireRequest {
  private readonly signal: WireSignal;
  private readonly into: OtlpCollector;
  private resourceIndex = -1;
  private scopeIndex = -1;
  private recordIndex = -1;

  constructor(signal: WireSignal, into: OtlpCollector) {
    this.signal = signal;
    this.into = into;
  }

  path(): string {
    const { resources, scopes, records } = this.signal;
    const steps = [
      [resources, this.resourceIndex],
      [scopes, this.scopeIndex],
      [records, this.recordIndex],
    ] as const;
    return steps
      .filter(([, index]) => index >= 0)
      .map(([name, index]) => `${name}[${index}]`)
      .join('.');
  }

  read(reader: WireReader): void {
    while (reader.next()) {
      if (reader.field === REQUEST.ofResource) {
        this.resourceIndex += 1;
        this.scopeIndex = -1;
        this.recordIndex = -1;
        this.readOfResource(message(reader));
      } else {
        reader.skip();
      }
    }
  }

  private readOfResource(reader: WireReader): void {
    this.admitHolder();
    // The resource may stand behind its records.
    const resource = readResource(reader.again());
    this.into.takeResource(resource);
    while (reader.next()) {
      if (reader.field === OF_RESOURCE.ofScope) {
        this.scopeIndex += 1;
        this.recordIndex = -1;
        this.readOfScope(message(reader), resource);
      } else {
        reader.skip();
      }
    }
  }

  private readOfScope(reader: WireReader, resource: OtlpAttributes): void {
    this.admitHolder();
    const take = this.signal.open(this.into, { resource, scopeHolder: reader.again() });
    while (reader.next()) {
      if (reader.field === OF_SCOPE.record) {
        this.recordIndex += 1;
        if (!this.into.admit()) {
          throw new MalformedWire(TOO_MANY_RECORDS);
        }
        take(message(reader));
      } else {
        reader.skip();
      }
    }
  }

  private admitHolder(): void {
    if (!this.into.admitHolder()) {
      throw new MalformedWire(TOO_MANY_HOLDERS);
    }
  }
}

function readResource(ofResource: WireReader): OtlpAttributes {
  const attributes = new OtlpAttributes();
  while (ofResource.next()) {
    if (ofResource.field !== OF_RESOURCE.resource) {
      ofResource.skip();
      continue;
    }
    const resource = message(ofResource);
    while (resource.next()) {
      if (resource.field === RESOURCE.attribute) {
        readAttribute(message(resource), EVERY, (key, value) => attributes.add(key, value));
      } else {
        resource.skip();
      }
    }
  }
  return attributes;
}
