/** The largest page of the interface; a test keeps it equal to the contract's. */
export const LIST_LIMIT = 200;

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export interface Collected<Item> {
  items: Item[];
  /** There is more than was asked for. */
  truncated: boolean;
}

/** Follows the cursor until there is nothing more or the wanted number is reached. */
export async function readPages<Item>(
  wanted: number,
  read: (page: { limit: number; cursor?: string }) => Promise<Page<Item>>
): Promise<Collected<Item>> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await read({ limit: Math.min(LIST_LIMIT, wanted - items.length), cursor });
    items.push(...page.items);
    if (page.nextCursor === null || page.items.length === 0) {
      return { items: items.slice(0, wanted), truncated: items.length > wanted };
    }
    if (items.length >= wanted) {
      return { items: items.slice(0, wanted), truncated: true };
    }
    cursor = page.nextCursor;
  }
}
