import { dotnetFaults } from '../../../test/support/stack-traces/faults/dotnet-faults.ts';
import { told, Vary, type Fault, type FaultLanguage } from '../../../test/support/stack-traces/faults/fault.ts';
import { goFaults } from '../../../test/support/stack-traces/faults/go-faults.ts';
import { jvmFaults } from '../../../test/support/stack-traces/faults/jvm-faults.ts';
import { nodeFaults } from '../../../test/support/stack-traces/faults/node-faults.ts';
import { pythonFaults } from '../../../test/support/stack-traces/faults/python-faults.ts';
import { seenTraces } from '../../../test/support/stack-traces/seen-traces.ts';
import { redact } from '../redaction/redact.ts';
import { readError } from './read-error.ts';

const MUTATED = 10_000;
/** With a fresh seed each run sees a part; over the runs all. */
const FRESH = Number(process.env['IM_FINGERPRINT_TRACES'] ?? 2000);
const LANGUAGES = [
  ['JVM', jvmFaults],
  ['Python', pythonFaults],
  ['Node', nodeFaults],
  ['Go', goFaults],
  ['.NET', dotnetFaults],
] as const;

const known = (text: string) => readError({ message: text, errorType: null, stack: null }).fingerprint;
/** As intake does it. */
const knownRedacted = (text: string) => known(redact(text));

/** The fingerprint of each fault, told once. */
function bases({ faults, print }: FaultLanguage, know: typeof known): ReadonlyMap<Fault, string | null> {
  return new Map(faults.map((fault, at) => [fault, know(print(fault, new Vary(1 + at)).lines.join('\n'))]));
}

/** Traces whose fingerprint is not that of their fault: the first few with their text. */
function strangers(
  language: FaultLanguage,
  { seed, count, know }: { seed: number; count: number; know: typeof known }
): string[] {
  const expected = bases(language, know);
  const found: string[] = [];
  for (let round = 0; round < count; round += 1) {
    const fault = language.faults[round % language.faults.length];
    const vary = new Vary(seed * 1_000_003 + round);
    const text = fault === undefined ? '' : told(language.print(fault, vary), vary);
    if (fault !== undefined && know(text) !== expected.get(fault)) {
      found.push(`${fault.name}\n${text}`);
    }
  }
  return found;
}

/** What changes of any text between two occurrences, deploys and senders. */
function changed(text: string, vary: Vary): string {
  const root = vary.root();
  return text
    .replaceAll('/srv/app', root)
    .replace(/((?:\.java|\.mjs|\.js|\.go|rules\.js):)\d+/g, (_, before: string) => `${before}${vary.line()}`)
    .replace(/", line \d+/g, () => `", line ${vary.line()}`)
    .replace(/(?<=lambda\$main\$)\d+|(?<=Trouble\$)\d+(?=\.)|(?<=\$Proxy)\d+/g, () => String(vary.below(90)))
    .replace(/\b[ABCDEZ]-\d+\b/g, () => vary.pick([vary.id(), `X-${vary.below(9999)}`]))
    .replace(/0x[0-9a-f]+/g, () => `0x${vary.hex(9)}`)
    .replace(/(?<=goroutine )\d+(?= \[)/g, () => String(vary.line()))
    .replace(/^( *(?:\| {1,3})?) {4}[~^ ]*\^[~^ ]*$/gm, (caret) =>
      vary.chance(0.5) ? caret : caret.replace('^', '~')
    );
}

describe('traces that were seen', () => {
  it.each((['jvm', 'python', 'node', 'go'] as const).map((language) => [language, seenTraces(language)] as const))(
    'of %s keep their fingerprint when lines, ids, counters and places change',
    (_, traces) => {
      for (const [name, text] of traces) {
        for (let round = 0; round < 25; round += 1) {
          const other = changed(text, new Vary(round));
          expect([name, round, other, known(other)]).toEqual([name, round, other, known(text)]);
        }
      }
    }
  );

  it('are the same fault when a thread, a future or reflection carried it', () => {
    const of = (name: string) => known(seenTraces('jvm').get(name) ?? '');
    expect(of('executor')).toBe(of('cause-and-suppressed'));
    expect(of('completion')).toBe(of('cause-and-suppressed'));
  });

  it('are the same fault when Go tells of a panic or of what recovered it, with its paths or without', () => {
    const of = (name: string) => known(seenTraces('go').get(name) ?? '');
    expect(of('recovered')).toBe(of('index'));
    expect(of('trimpath')).toBe(of('index'));
    expect(of('divide')).not.toBe(of('index'));
  });
});

describe.each(LANGUAGES)('faults of %s', (_, language) => {
  it('are forty or more, each with a fingerprint of its own', () => {
    const prints = bases(language, knownRedacted);
    const byPrint = new Map<string | null, string[]>();
    for (const [{ name }, print] of prints) {
      byPrint.set(print, [...(byPrint.get(print) ?? []), name]);
    }
    expect(language.faults.length).toBeGreaterThanOrEqual(40);
    expect([...byPrint.values()].filter((names) => names.length > 1)).toEqual([]);
    expect(byPrint.has(null)).toBe(false);
  });

  it('keep it, however they are told', () => {
    const found = strangers(language, { seed: 2, count: MUTATED, know: known });
    expect({ strangers: found.length, first: found.slice(0, 1) }).toEqual({ strangers: 0, first: [] });
  });

  it('keep it with a fresh seed, redacted', () => {
    const seed = Number(process.env['IM_SEED'] ?? Date.now() % 1_000_000);
    const found = strangers(language, { seed, count: FRESH, know: knownRedacted });
    // Told with the failure: IM_SEED repeats it.
    expect({ seed, strangers: found.length, first: found.slice(0, 1) }).toEqual({ seed, strangers: 0, first: [] });
  });
});
