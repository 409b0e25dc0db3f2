/*
 * How well repeats are known in the demo's history (`evaluate duplicates`):
 *
 *   node sidecar/test/recall-quality/repeats-of-history.ts --seed 1 --write input.json
 *   npm run --silent evaluate -- duplicates --in input.json --out output.json
 *   node sidecar/test/recall-quality/repeats-of-history.ts --seed 1 --score output.json
 *
 * Each incident is told as it was known while it went on: its title, what was seen, its errors. Some are told again by
 * somebody else. Two items are of one kind where their signature is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { generateHistory } from '../../src/demo/history/generate-history.ts';

/** The history ends here, so that a seed gives the same items on any day. */
const NOW = Date.parse('2026-11-01T00:00:00Z');

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '152' },
    write: { type: 'string' },
    score: { type: 'string' },
  },
});
const history = generateHistory({ seed: Number(values.seed), count: Number(values.count), now: NOW });
const signatureOf = (incident: string) => history.truth.incidents.get(incident)?.signature;
const told = [
  ...history.incidents.map(({ id, title, symptoms, errors, service, startedAt }) => ({
    signature: signatureOf(id),
    item: {
      id,
      title,
      text: [...symptoms, ...errors.map(({ errorType, message }) => `${errorType}: ${message}`)].join('\n'),
      service,
      at: startedAt / 1000,
    },
  })),
  ...history.retellings.map(({ id, of, title, text, service, at }) => ({
    signature: signatureOf(of),
    item: { id, title, text, service, at: at / 1000 },
  })),
].sort((one, other) => one.item.at - other.item.at);

const Output = z.object({
  decisions: z.array(
    z.object({ id: z.string(), verdict: z.enum(['new', 'recurrence', 'review']), of: z.string().optional() })
  ),
});

function score(file: string): string {
  const said = new Map(Output.parse(JSON.parse(readFileSync(file, 'utf8'))).decisions.map((one) => [one.id, one]));
  const before = new Map<string | undefined, Set<string>>();
  let [repeats, right, wrong, toReview] = [0, 0, 0, 0];
  for (const { signature, item } of told) {
    const earlier = before.get(signature) ?? new Set();
    const decision = said.get(item.id);
    const isRight = earlier.has(decision?.of ?? '');
    repeats += earlier.size > 0 ? 1 : 0;
    right += decision?.verdict === 'recurrence' && isRight ? 1 : 0;
    wrong += decision?.verdict === 'recurrence' && !isRight ? 1 : 0;
    toReview += decision?.verdict === 'review' && isRight ? 1 : 0;
    before.set(signature, earlier.add(item.id));
  }
  const [precision, recall] = [right / (right + wrong), right / repeats];
  const f1 = (2 * precision * recall) / (precision + recall);
  const figures = { f1, precision, recall, 'found or in review': (right + toReview) / repeats };
  const shown = Object.entries(figures).map(([name, figure]) => `${name} ${figure.toFixed(3)}`);
  return `${told.length} items, ${repeats} repeats: ${shown.join(', ')}\n`;
}

if (values.write !== undefined) {
  writeFileSync(values.write, JSON.stringify({ items: told.map(({ item }) => item) }));
}
if (values.score !== undefined) {
  process.stdout.write(score(values.score));
}
