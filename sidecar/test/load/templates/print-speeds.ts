/** For the test: a process of its own, since a test runner's sandbox slows some of our code tenfold and a split not at all. */
import { benchHostileLines, benchKnownLines } from './bench-templates.ts';

const speeds = { known: benchKnownLines(3), hostile: benchHostileLines(20_000) };
process.stdout.write(`${JSON.stringify(speeds)}\n`);
