export type ReadPage<Thing> = (place: {
  cursor?: string;
}) => Promise<{ records: readonly Thing[]; nextCursor: string | null }>;

/** Reads a list that is given in pages, record by record; each page is asked for when it is needed. */
export async function* everyRecord<Thing>(readPage: ReadPage<Thing>): AsyncGenerator<Thing, void> {
  for (let place: { cursor?: string } | null = {}; place !== null; ) {
    const { records, nextCursor }: Awaited<ReturnType<ReadPage<Thing>>> = await readPage(place);
    yield* records;
    place = nextCursor === null ? null : { cursor: nextCursor };
  }
}

/** The first ones of such a list, at most so many. */
export async function firstRecords<Thing>(most: number, readPage: ReadPage<Thing>): Promise<Thing[]> {
  const first: Thing[] = [];
  for await (const record of everyRecord(readPage)) {
    if (first.push(record) >= most) {
      break;
    }
  }
  return first;
}
