/** Adds to a rank's share, so that the first is not half of all. */
const FLATTENED = 3;

/** So many things over so many ranks after Zipf, each with at least `least` where there are enough. */
export function shareOut(things: number, ranks: number, least: number): number[] {
  const base = Math.min(least, Math.floor(things / ranks));
  const weights = Array.from({ length: ranks }, (_, rank) => 1 / (rank + FLATTENED));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rest = things - base * ranks;
  const exact = weights.map((weight) => (rest * weight) / total);
  const shares = exact.map((share) => base + Math.floor(share));
  const missing = things - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, rank) => ({ rank, remainder: share - Math.floor(share) }))
    .sort((one, other) => other.remainder - one.remainder);
  for (const { rank } of byRemainder.slice(0, missing)) {
    shares[rank] = (shares[rank] ?? 0) + 1;
  }
  return shares;
}
