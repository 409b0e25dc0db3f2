/** npm run verify: whether anything of what happened was changed or taken out. Ends with 1 where it was. */
import { askProduct, productAddress, readArguments } from '../ask-product.mjs';

const { url: given } = readArguments({}, 'npm run verify -- [--url http://127.0.0.1:4780]\n');
const url = productAddress(given);
const { streams, events, forgottenPayloads, sound, broken } = await askProduct(url, '/v1/memory/verify', {});

process.stdout.write(`${events} events in ${streams} streams, ${forgottenPayloads} of them with forgotten content\n`);
for (const { stream, sequence } of broken) {
  process.stdout.write(`  ${stream}: event ${sequence} is not as it was written\n`);
}
process.stdout.write(
  sound ? 'Every chain is sound.\n' : `${broken.length} chains are broken: compare with a back-up.\n`
);
process.exitCode = sound ? 0 : 1;
