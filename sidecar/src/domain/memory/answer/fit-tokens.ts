/** Some four letters of JSON are a token to most models; nobody needs it more exactly. */
const LETTERS_OF_TOKEN = 4;

/**
 * As much of the lists as fits, taken in their order of importance and each list from its best: what must not be tried
 * comes before what would merely be nice to know. What does not fit is left out whole, never cut.
 */
export function fitTokens<Lists extends { readonly [Name in keyof Lists]: readonly unknown[] }>(
  lists: Lists,
  { order, tokens }: { order: readonly (keyof Lists)[]; tokens: number }
): Lists {
  let left = tokens * LETTERS_OF_TOKEN;
  const fitted = new Map<keyof Lists, readonly unknown[]>();
  for (const name of order) {
    const kept = lists[name].filter((item) => {
      const length = JSON.stringify(item).length;
      const fits = length <= left;
      left -= fits ? length : 0;
      return fits;
    });
    fitted.set(name, kept);
  }
  return { ...lists, ...(Object.fromEntries(fitted) as Partial<Lists>) };
}
