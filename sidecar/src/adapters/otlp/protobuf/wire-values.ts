import { MAX_DEPTH, MAX_ITEMS, type OtlpValue } from '../otlp-value.ts';
import { bytes, double, integer, message, signedInteger, text } from './wire-fields.ts';
import { MalformedWire, type WireReader } from './wire-reader.ts';

/** One KeyValue. The values of keys that nobody reads are not decoded. */
export function readAttribute(
  reader: WireReader,
  isRead: (key: string) => boolean,
  take: (key: string, value: OtlpValue) => void
): void {
  const [key, value] = readPair(reader, outermost(), isRead);
  if (isRead(key)) {
    take(key, value);
  }
}

/** How many more values are read into the one at hand: lists of lists of nothing would otherwise fill the memory. */
interface Room {
  left: number;
}

/** Of a value within how many others. */
interface Within {
  readonly depth: number;
  readonly room: Room;
}

function outermost(): Within {
  return { depth: 0, room: { left: MAX_ITEMS } };
}

function readPair(
  reader: WireReader,
  within: Within,
  isRead: (key: string) => boolean = () => true
): readonly [string, OtlpValue] {
  let key: string | null = null;
  let value: OtlpValue = null;
  while (reader.next()) {
    if (reader.field === 1) {
      key = text(reader);
    } else if (reader.field === 2 && (key === null || isRead(key))) {
      value = readWithin(message(reader), within);
    } else {
      reader.skip();
    }
  }
  return [key ?? '', value];
}

export function readValue(reader: WireReader): OtlpValue {
  return readWithin(reader, outermost());
}

function readWithin(reader: WireReader, within: Within): OtlpValue {
  if (within.depth > MAX_DEPTH) {
    throw new MalformedWire('it is nested too deeply');
  }
  let value: OtlpValue = null;
  while (reader.next()) {
    value = readKind(reader, within, value);
  }
  return value;
}

function readKind(reader: WireReader, { depth, room }: Within, before: OtlpValue): OtlpValue {
  const inner = { depth: depth + 1, room };
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
      return readList(message(reader), room, (item) => readWithin(item, inner));
    case 6:
      return { pairs: readList(message(reader), room, (item) => readPair(item, inner)) };
    case 7:
      return bytes(reader);
    default:
      reader.skip();
      return before;
  }
}

function readList<Item>(reader: WireReader, room: Room, readItem: (reader: WireReader) => Item): Item[] {
  const items: Item[] = [];
  while (reader.next()) {
    if (reader.field === 1 && room.left > 0) {
      room.left -= 1;
      items.push(readItem(message(reader)));
    } else {
      reader.skip();
    }
  }
  return items;
}
