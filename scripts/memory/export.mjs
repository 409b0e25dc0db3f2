/** npm run export: everything that you may see, into a file, or as one Markdown document a memory into a folder. */
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openProduct, productAddress, readArguments } from '../ask-product.mjs';

const USAGE =
  'npm run export -- [--to memory.json] [--url http://127.0.0.1:4780]\n' +
  'npm run export -- --format markdown --to folder [--url …]\n';
const {
  url: given,
  format,
  to,
} = readArguments({ format: { type: 'string', default: 'json' }, to: { type: 'string' } }, USAGE);
if (format !== 'json' && format !== 'markdown') {
  process.stderr.write(USAGE);
  process.exit(2);
}
/** Between documents; the same as in sidecar/src/domain/imports/reading/documents/markdown-reader.ts. */
const DOCUMENT_BREAK = '<!-- next memory -->';
const answer = await openProduct(productAddress(given), `/v1/memory/export?format=${format}`);

if (format === 'json' && to === undefined) {
  await pipeline(Readable.fromWeb(answer.body), process.stdout, { end: false });
} else if (format === 'json') {
  await pipeline(Readable.fromWeb(answer.body), createWriteStream(to));
  process.stdout.write(`Written to ${to}. It can be imported again: npm run import -- ${to}\n`);
} else {
  const folder = to ?? 'memories';
  mkdirSync(folder, { recursive: true });
  process.stdout.write(`${await writeDocuments(answer.body, folder)} documents written to ${folder}.\n`);
}

/** One document after the other, so that however many there are, one is in memory. */
async function writeDocuments(body, folder) {
  let rest = '';
  let written = 0;
  const keep = (document) => {
    const text = document.trim();
    if (text !== '') {
      writeFileSync(path.join(folder, nameOf(text)), `${text}\n`);
      written += 1;
    }
  };
  for await (const piece of Readable.fromWeb(body).setEncoding('utf8')) {
    const documents = `${rest}${piece}`.split(DOCUMENT_BREAK);
    rest = documents.pop() ?? '';
    documents.forEach(keep);
  }
  keep(rest);
  return written;
}

/** When, what, and the id that no other has. */
function nameOf(document) {
  const fact = (key) => new RegExp(`^${key}: "(.*)"$`, 'm').exec(document)?.[1] ?? '';
  const words = fact('title')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${fact('startedAt').slice(0, 10)}-${words || 'memory'}-${fact('id').replace(/[^a-z0-9_-]/g, '')}.md`;
}
