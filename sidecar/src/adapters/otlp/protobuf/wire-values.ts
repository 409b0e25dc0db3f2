import { MAX_DEPTH, MAX_ITEMS, type OtlpValue } from '../otlp-value.ts';
import { bytes, double, integer, message, signedInteger, text } from './wire-fields.ts';
import { MalformedWire, type WireReader } from './wire-reader.ts';

/** One KeyValue. The values of keys that nobody reads are not decoded. */
export function readAttribute(
  reader: WireReader,
  isRead: (key: string) => boolean,
  take: (key: string, value: OtlpValue) => void
): void {
  const [key, value] = readPair(reader, 0, isRead);
  if (isRead(key)) {
    take(key, value);
  }
}

function readPair(
  reader: WireReader,
  depth: number,
  isRead: (key: string) => boolean = () => true
): readonly [string, OtlpValue] {
  let key: string | null = null;
  let value: OtlpValue = null;
  while (reader.next()) {
    if (reader.field === 1) {
      key = text(reader);
    } else if (reader.field === 2 && (key === null || isRead(key))) {
      value = readValue(message(reader), depth);
    } else {
      reader.skip();
    }
  }
  return [key ?? '', value];
}

export function readValue(reader: WireReader, depth: number): OtlpValue {
  if (depth > MAX_DEPTH) {
    throw new MalformedWire('it is nested too deeply');
  }
  let value: OtlpValue = null;
  while (reader.next()) {
    value = readKind(reader, depth, value);
  }
  return value;
}

function readKind(reader: WireReader, depth: number, before: OtlpValue): OtlpValue {
  switch (reader.field) {
    case 1:
      return text(reader);
    case 2:
      return integer(reader) !== 0;
    case 3:
      return String(signedInteger(reader));
    case 4:
      return double(reader);
    case 5:
      return readList(message(reader), (item) => readValue(item, depth + 1));
    case 6:
      return { pairs: readList(message(reader), (item) => readPair(item, depth + 1)) };
    case 7:
      return bytes(reader);
    default:
      reader.skip();
      return before;
  }
}

function readList<Item>(reader: WireReader, readItem: (reader: WireReader) => Item): Item[] {
  const items: Item[] = [];
  while (reader.next()) {
    if (reader.field === 1 && items.length < MAX_ITEMS) {
      items.push(readItem(message(reader)));
    } else {
      reader.skip();
    }
  }
  return items;
}
