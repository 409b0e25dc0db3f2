/**
 * When do two texts share a content word? Stricter than any search: inflected forms ("connect", "connection"), parts of
 * compounds ("timeout", "timed out"; "heap", "heapspace"), parts of identifiers in camel case, snake case or dotted
 * names, and numbers all count. What is left between two texts that share nothing by this test is meaning alone.
 *
 * The stemmer is deliberately a rough one, written for this check and nothing else: where it errs it calls two words
 * the same, and the pair has to be worded anew.
 */

/** Articles, pronouns, prepositions, conjunctions, auxiliaries: words that stand in any English sentence. */
const STOP_WORDS = new Set(
  `a about above across after again all also although always among an and another any anybody anyone anything are around
  as at be because been before behind being below between beyond both but by can cannot could did do does doing don done
  during each either ever every everybody everyone everything few for forever from further had has have having he her
  here him his how i if in into is it its itself just less let like many may me might mine more most much must my near
  neither never no nobody none nor not nothing now of off on once one only onto or other others our out over own per
  rather s same several she should since so some somebody someone something still such t than that the their them then
  there these they this those though through till to together too toward towards under until up upon us very was we were
  what when whenever where whether which while who whom whose why will with within without would yet you your`.split(
    /\s+/
  )
);

const IRREGULAR = new Map(
  Object.entries({
    ran: 'run',
    sent: 'send',
    resent: 'resend',
    lost: 'lose',
    loss: 'lose',
    broke: 'break',
    broken: 'break',
    held: 'hold',
    kept: 'keep',
    left: 'leave',
    went: 'go',
    gone: 'go',
    began: 'begin',
    wrote: 'write',
    written: 'write',
    took: 'take',
    taken: 'take',
    fell: 'fall',
    fallen: 'fall',
    froze: 'freeze',
    frozen: 'freeze',
    grew: 'grow',
    grown: 'grow',
    dead: 'die',
    died: 'die',
    dying: 'die',
    death: 'die',
    dies: 'die',
    full: 'fill',
    found: 'find',
    stuck: 'stick',
    slept: 'sleep',
    asleep: 'sleep',
    chose: 'choose',
    withdrawn: 'withdraw',
    came: 'come',
    gave: 'give',
    given: 'give',
    overloaded: 'load',
    unreachable: 'reach',
    unhealthy: 'health',
    healthy: 'health',
    unavailable: 'available',
    unauthorized: 'author',
    authorization: 'author',
    failure: 'fail',
  })
);

const ENDINGS = [
  'izations',
  'ization',
  'ations',
  'ation',
  'ments',
  'ment',
  'ings',
  'ing',
  'ions',
  'ion',
  'ness',
  'ally',
  'ably',
  'able',
  'ance',
  'ence',
  'ers',
  'er',
  'ors',
  'or',
  'ies',
  'ied',
  'ed',
  'es',
  'ly',
  'al',
  's',
  'e',
  'y',
];

/** Below so many letters a stem says too little to be looked for at the beginning or the end of a longer one. */
const FIRST_PART = 3;
const LAST_PART = 4;
/** Two stems that begin alike for so long are taken for forms of one word. */
const COMMON_BEGINNING = 6;

function stem(word: string): string {
  let rest = IRREGULAR.get(word) ?? word;
  for (;;) {
    const ending = ENDINGS.find((candidate) => rest.endsWith(candidate) && rest.length - candidate.length >= 3);
    if (ending === undefined) {
      break;
    }
    rest = rest.slice(0, -ending.length);
  }
  return rest.replace(/(.)\1$/, '$1');
}

/** The stems of the content words of a text. */
function contentStems(text: string): ReadonlySet<string> {
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z])([0-9])/g, '$1 $2')
    .replace(/([0-9])([A-Za-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return new Set(words.filter((word) => word !== '' && !STOP_WORDS.has(word)).map(stem));
}

function sameWord(one: string, other: string): boolean {
  if (one === other) {
    return true;
  }
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (/^[0-9]+$/.test(short)) {
    return false;
  }
  if ((short.length >= FIRST_PART && long.startsWith(short)) || (short.length >= LAST_PART && long.endsWith(short))) {
    return true;
  }
  return short.length >= COMMON_BEGINNING && short.slice(0, COMMON_BEGINNING) === long.slice(0, COMMON_BEGINNING);
}

/** The content words that two texts share, as "stem~stem": empty when only their meaning can tie them together. */
export function sharedContent(left: string, right: string): readonly string[] {
  const rights = [...contentStems(right)];
  return [...contentStems(left)].flatMap((one) =>
    rights.filter((other) => sameWord(one, other)).map((other) => `${one}~${other}`)
  );
}
