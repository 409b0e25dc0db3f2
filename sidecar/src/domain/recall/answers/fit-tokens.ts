/** Of English and of code alike, some four characters make a token; other scripts make more of theirs. */
const CHARACTERS_OF_TOKEN = 4;
const WIDE = /[^\u0000-\u024f]/gu;

export interface FittedItems<Item> {
  readonly items: readonly Item[];
  readonly tokens: number;
  /** How many were left out, or the last one cut. */
  readonly left: number;
}

export interface FittedText<Item> {
  readonly textOf: (item: Item) => string;
  /** The item with its text cut to so many characters; null where a part of it says nothing. */
  readonly cut: (item: Item, characters: number) => Item | null;
}

/** What is cut shorter than this helps nobody. */
const SHORTEST_CUT_TOKENS = 40;

/** An estimate that rather says too much: nobody knows the reader's tokenizer. */
export function tokensOf(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return Math.ceil((text.length - wide) / CHARACTERS_OF_TOKEN) + wide;
}

/**
 * As many as fit, in their order: the best is never given up for two that are worse and shorter. The first one that
 * does not fit is cut, if enough of it is left, and ends the list. The budget is never passed.
 */
export function fitTokens<Item>(
  items: readonly Item[],
  budget: number,
  { textOf, cut }: FittedText<Item>
): FittedItems<Item> {
  const fitted: Item[] = [];
  let tokens = 0;
  for (const item of items) {
    const text = textOf(item);
    const needed = tokensOf(text);
    if (tokens + needed <= budget) {
      fitted.push(item);
      tokens += needed;
      continue;
    }
    const room = budget - tokens;
    const part = room < SHORTEST_CUT_TOKENS ? null : cut(item, charactersFor(text, room));
    const cost = part === null ? 0 : tokensOf(textOf(part));
    if (part !== null && cost <= room) {
      fitted.push(part);
      tokens += cost;
    }
    break;
  }
  return { items: fitted, tokens, left: items.length - fitted.length };
}

/** So many characters of the text as make at most so many tokens, ending at a word where one ends near. */
function charactersFor(text: string, tokens: number): number {
  let end = Math.min(text.length, tokens * CHARACTERS_OF_TOKEN);
  while (end > 0 && tokensOf(text.slice(0, end)) > tokens) {
    end = Math.floor(end * 0.9);
  }
  const word = text.lastIndexOf(' ', end);
  return word > end * 0.8 ? word : end;
}
