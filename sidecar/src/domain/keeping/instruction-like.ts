/**
 * Keeping memory clean. What is remembered is written by people, by detectors and by programs that may be mistaken or
 * hostile, so memory is looked through from time to time: what is told twice, what nobody confirmed, what holds no more,
 * what contradicts, what somebody poured in (audit-memories.ts). Nothing here deletes: it flags and proposes, and a person
 * or a rule of the admin decides. What is flagged is found in its scope and never recommended.
 *
 * Telemetry and notes are data. A text that speaks to a language model rather than to an engineer ("ignore previous
 * instructions") has no business in an operational memory; the attacks and their disguises are those that OWASP lists for
 * LLM applications (LLM01 prompt injection, LLM04 data and model poisoning).
 */
interface Sign {
  readonly pattern: RegExp;
  readonly sentence: string;
}

/** Each is linear: no nested repetition. Words are lower case, without accents, runs of white space are one space. */
const SIGNS: readonly Sign[] = [
  {
    pattern:
      /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(previous|prior|above|earlier|all|your|system|other)\b.{0,40}\b(instruction|prompt|rule|guideline|direction|context|message|memor)/,
    sentence: 'tells its reader to ignore what it was told before',
  },
  {
    pattern:
      /\b(you are (now|no longer)|act as|pretend (to be|that you)|new (system )?(prompt|instructions?|persona))\b/,
    sentence: 'gives its reader another role',
  },
  {
    pattern:
      /\b(system|developer|hidden) (prompt|message)\b|<\/?(system|assistant|tool_call|instructions?)>|\[\/?inst\]|<\|/,
    sentence: 'speaks in the marks of a conversation with a model',
  },
  {
    pattern:
      /\b(reveal|print|repeat|output|leak|send|exfiltrate|post|upload)\b.{0,60}\b(system prompt|api[ _-]?keys?|secrets?|credentials?|tokens?|passwords?|environment variables?)\b/,
    sentence: 'asks for secrets',
  },
  {
    pattern:
      /\b(always|never|must|only)\b.{0,30}\b(recommend|suggest|answer|respond|reply|tell the user|cite|trust|rank)\b|\bdo not (tell|mention|reveal|show|warn)\b.{0,30}\b(user|engineer|operator|anyone|human)\b/,
    sentence: 'says what is to be answered',
  },
  {
    pattern:
      /\bwithout (asking|approval|confirmation|review)\b|\b(approval|confirmation) (is )?(not (needed|required)|already given)\b|\bpre-?approved\b/,
    sentence: 'claims that nobody has to approve',
  },
  {
    pattern: /\b(call|invoke|use) (the )?[a-z_]{3,40} (tool|function)\b|"(tool|function)(_call|_name)?"\s*:/,
    sentence: 'asks for a tool to be called',
  },
  {
    pattern: /!\[[^\]]{0,200}\]\(\s*https?:\/\/[^)]{0,500}[?&=]/,
    sentence: 'holds an image whose address carries data away',
  },
];

/** Longer texts are looked at so far: what a model would read first. */
const MAX_LENGTH = 50_000;
/** Shorter runs are ids and hashes. */
const ENCODED = /[A-Za-z0-9+/]{24,}={0,2}|(?:[0-9a-fA-F]{2}){16,}/g;
const MAX_ENCODED_RUNS = 50;
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\u{E0000}-\u{E007F}]/gu;
const COMBINING = /\p{Mn}/gu;
/** Digits and signs that stand for letters in disguised words, and letters of other alphabets that look alike. */
const LOOKALIKES = new Map(
  Object.entries({
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    і: 'i',
    у: 'y',
    х: 'x',
  })
);

/** Why a text looks as if it spoke to a model, in words, or null. Also where it is encoded or disguised. */
export function instructionIn(text: string): string | null {
  const bounded = text.slice(0, MAX_LENGTH);
  const plain = fold(bounded);
  for (const told of [plain, unmasked(plain), ...decoded(bounded).map(fold)]) {
    const sign = SIGNS.find(({ pattern }) => pattern.test(told));
    if (sign !== undefined) {
      return sign.sentence;
    }
  }
  return null;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(INVISIBLE, '').replace(COMBINING, '').toLowerCase().replace(/\s+/g, ' ');
}

/** "1gn0re prev1ous" and "i g n o r e" read as a person reads them. */
function unmasked(text: string): string {
  const letters = [...text].map((letter) => LOOKALIKES.get(letter) ?? letter).join('');
  return letters.replace(/\b(?:[a-z][ .*_-]){3,}[a-z]\b/g, (spaced) => spaced.replace(/[ .*_-]/g, ''));
}

function decoded(text: string): string[] {
  const found: string[] = [];
  for (const [run] of [...text.matchAll(ENCODED)].slice(0, MAX_ENCODED_RUNS)) {
    for (const encoding of ['base64', 'hex'] as const) {
      const told = Buffer.from(run, encoding).toString('utf8');
      if (told.length >= 12 && isReadable(told)) {
        found.push(told);
      }
    }
  }
  return found;
}

function isReadable(text: string): boolean {
  const readable = text.match(/[\p{L}\p{N}\s.,:;!?'"()/-]/gu)?.length ?? 0;
  return readable >= text.length * 0.9;
}
