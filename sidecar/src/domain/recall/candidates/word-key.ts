/**
 * Candidates: what an index hands to the ranking, some hundreds for each question, of which a person sees five. Their
 * words were weighed as text once, and most of a question's time went into making and discarding strings. So a memory's
 * words are kept as numbers, ready to be compared, in one run of bytes that both stores keep beside the entry. The text
 * itself stays in the entry and is read only where somebody wants it.
 */

/**
 * The number that stands for a word: two multiplicative hashes (after FNV-1a of Fowler, Noll and Vo), mixed as
 * MurmurHash3 ends (Austin Appleby), 53 bits of them. Two words in a million share a number with a chance of one in
 * 18,000; then they are taken for one word. Stored: it never changes.
 */
export function wordKey(word: string): number {
  let low = 0x811c9dc5;
  let high = 0x3c6ef372;
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul((high << 5) ^ (high >>> 27) ^ code, 0x5bd1e995);
  }
  low = mixed(low ^ word.length);
  high = mixed(high ^ low);
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}

function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
