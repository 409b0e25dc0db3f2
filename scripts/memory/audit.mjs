/** npm run audit: what should be looked at in memory, as plain text. */
import { askProduct, productAddress, readArguments } from '../ask-product.mjs';

const { url: given } = readArguments({}, 'npm run audit -- [--url http://127.0.0.1:4780]\n');
const url = productAddress(given);
const { at, memories, lookedAt, tally, expiring, findings } = await askProduct(url, '/v1/memory/audit');

const lines = [
  `${memories} memories at ${at}${lookedAt < memories ? `; the newest ${lookedAt} were compared` : ''}`,
  '',
];
for (const { category, provenance, active, retired, stale } of tally) {
  lines.push(`  ${category}, ${provenance}: ${active} active, ${retired} retired, ${stale} stale`);
}
if (expiring.memories > 0) {
  const categories = expiring.categories.map(({ category, memories: some }) => `${some} of ${category}`).join(', ');
  const more = expiring.isMore ? 'more than ' : '';
  lines.push('', `In ${expiring.withinDays} days ${more}${expiring.memories} expire for good: ${categories}.`);
}
lines.push('', findings.length === 0 ? 'Nothing to look at.' : `${findings.length} to look at:`);
for (const { kind, sentence, recommendation, memories: named } of findings) {
  lines.push(
    '',
    `${kind}: ${sentence}`,
    `  ${recommendation}`,
    `  ${named.slice(0, 3).join(' ')}${named.length > 3 ? ' …' : ''}`
  );
}
process.stdout.write(`${lines.join('\n')}\n`);
