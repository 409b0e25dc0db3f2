/*
 * Words that only make a question of what was seen. No memory says "what helped when", so that to a score they are the
 * rarest words of all, and a question in good manners would find less than one of three words.
 */
const SOMEBODY = '(?:i|we|you|they|one|anyone|anybody|someone|somebody|people)';
const MENDED =
  '(?:fix(?:ed)?|solved?|handled?|deal(?:t)? with|resolved?|repair(?:ed)?|mitigated?|get rid of|got rid of)';
const SEEN = `(?:seen?|saw|had|have|met|known?|encountered|run into|${MENDED})`;
const FOLLOWING = '(?: (?:when|where|if|about|with|for|of|against|that|this before))?';

const ASKING: readonly RegExp[] = [
  `how (?:do|did|can|could|should|would) ${SOMEBODY} ${MENDED}${FOLLOWING}`,
  `how (?:to|was|were|is) (?:it |this |that )?${MENDED}${FOLLOWING}`,
  `(?:can|could|would) ${SOMEBODY} (?:please )?(?:tell|show|remind|help)(?: (?:me|us))?${FOLLOWING}`,
  `(?:please )?(?:tell|show|remind) (?:me|us)${FOLLOWING}`,
  `(?:have|has|had|did|do|does) ${SOMEBODY}(?: ever| already)? ${SEEN}(?: (?:this|it|something like this))?${FOLLOWING}`,
  `(?:do|does) ${SOMEBODY} (?:know|remember)${FOLLOWING}`,
  `what (?:has |had )?(?:helped|worked|fixed it|cured it)(?: (?:the )?last time)?${FOLLOWING}`,
  `what (?:did|can|could|should|would|do) ${SOMEBODY} (?:do|try|tried|find|check|change)(?: (?:the )?last time)?${FOLLOWING}`,
  `what (?:was|were|is) (?:done|tried|found|the (?:root )?(?:cause|fix|solution|reason|remedy))${FOLLOWING}`,
  `what(?:'s| is) (?:going on|wrong)${FOLLOWING}`,
  'the last time|last time|any ideas?|any hints?',
].map((phrase) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrase})(?![\\p{L}\\p{N}])`, 'giu'));

/** Longer texts are told, not asked: a log, a postmortem. */
const LONGEST_QUESTION = 4_000;

/** What a question tells of the trouble itself; the whole of it where nothing else is said. */
export function withoutAsking(question: string): string {
  if (question.length > LONGEST_QUESTION) {
    return question;
  }
  const told = ASKING.reduce((text, phrase) => text.replace(phrase, ' '), question);
  return /[\p{L}\p{N}]/u.test(told) ? told : question;
}
