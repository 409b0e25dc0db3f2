/** What is read at a glance. */
const GLANCE_LETTERS = 90;

/**
 * A record up to the end of the clause in which a glance ends: how often it worked stands first, what else is known
 * can wait until someone asks. A semicolon within brackets ends nothing.
 */
export function firstClauses(sentence: string): string {
  let depth = 0;
  let end = 0;
  for (let place = 0; place < sentence.length; place++) {
    const letter = sentence.charAt(place);
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (letter === ';' && depth === 0) {
      if (place > GLANCE_LETTERS && end > 0) {
        return sentence.slice(0, end);
      }
      end = place;
    }
  }
  return sentence.length > GLANCE_LETTERS && end > 0 ? sentence.slice(0, end) : sentence;
}
