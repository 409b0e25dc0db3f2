/** Reads a list that is given in pages, record by record; each page is asked for when it is needed. */
export async function* everyRecord<Thing>(
  readPage: (place: { cursor?: string }) => Promise<{ records: readonly Thing[]; nextCursor: string | null }>
): AsyncGenerator<Thing, void> {
  for (let place: { cursor?: string } | null = {}; place !== null; ) {
    const { records, nextCursor }: Awaited<ReturnType<typeof readPage>> = await readPage(place);
    yield* records;
    place = nextCursor === null ? null : { cursor: nextCursor };
  }
}
