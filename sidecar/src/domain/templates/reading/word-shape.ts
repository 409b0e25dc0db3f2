import { CHARACTER, characterClass, CODE, isHexCharacter, isLetter, isWordCharacter } from './character-classes.ts';
import type { MessageText } from './message-text.ts';
import { DIGITS_CODE, hashStep } from './token-hash.ts';

/** Longer words are no words. */
export const LONGEST_WORD = 64;
const LONGEST_NAME_NUMBER = 3;
const LONGEST_NAME_ENDING = 4;
const LEAST_HEX_LETTERS = 8;
/** With a digit in it. */
const LEAST_HEX_LENGTH = 6;

/** What a word is made of: read once, from left to right. */
export class WordShape {
  from = 0;
  end = 0;
  /** Digits count as one sign each run, so that eth0 and eth1 are one. */
  hash = 0;
  letters = 0;
  digits = 0;
  /** Runs of digits. */
  numbers = 0;
  slashes = 0;
  /** The end of an address with a scheme, or of a path with a drive; 0 for other words. */
  addressEnd = 0;
  private hexLetters = 0;
  private backslashes = 0;
  private dots = 0;
  private ats = 0;
  private otherJoints = 0;
  private colons = 0;
  /** Letters behind the last digit. */
  private ending = 0;
  private begin = 0;
  private last = 0;

  read(source: MessageText, from: number): void {
    const { text, limit } = source;
    let hash = 0;
    let hashBefore = 0;
    let letters = 0;
    let hexLetters = 0;
    let digits = 0;
    let numbers = 0;
    let ending = 0;
    let dots = 0;
    let slashes = 0;
    let backslashes = 0;
    let ats = 0;
    let otherJoints = 0;
    let colons = 0;
    let before = -1;
    let at = from;
    this.addressEnd = 0;
    for (; at < limit; at += 1) {
      const code = text.charCodeAt(at);
      const kind = characterClass(code);
      if (kind === CHARACTER.letter) {
        letters += 1;
        ending += 1;
        hexLetters += isHexCharacter(code) ? 1 : 0;
        hash = hashStep(hash, code);
      } else if (kind === CHARACTER.digit) {
        digits += 1;
        if (before !== CHARACTER.digit) {
          numbers += 1;
          ending = 0;
          hash = hashStep(hash, DIGITS_CODE);
        }
      } else if (kind === CHARACTER.joint) {
        if (at > from && code === text.charCodeAt(at + 1) && isRun(text, at)) {
          break;
        }
        dots += code === CODE.dot ? 1 : 0;
        slashes += code === CODE.slash ? 1 : 0;
        backslashes += code === CODE.backslash ? 1 : 0;
        ats += code === CODE.at ? 1 : 0;
        otherJoints += code === CODE.hyphen || code === CODE.underscore ? 0 : 1;
        hashBefore = hash;
        hash = hashStep(hash, code);
      } else if (kind === CHARACTER.colon) {
        if (source.isScheme(at) || source.isDrive(from, at)) {
          this.addressEnd = source.addressEnd(at);
          return;
        }
        if (!source.goesOnAfterColon(from, at, digits + colons)) {
          break;
        }
        colons += 1;
      } else if (source.isVariableText(at)) {
        // The text of a template is read again: `eth<*>` is what eth0 was.
        digits += 1;
        numbers += 1;
        ending = 0;
        hash = hashStep(hash, DIGITS_CODE);
        at += 2;
      } else if (code === CODE.singleQuote && before === CHARACTER.letter && isWordCharacter(text.charCodeAt(at + 1))) {
        hash = hashStep(hash, code);
      } else {
        break;
      }
      before = kind;
    }
    // A full stop is none of the word's.
    const endsWithDot = at > from + 1 && text.charCodeAt(at - 1) === CODE.dot;
    this.from = from;
    this.end = endsWithDot ? at - 1 : at;
    this.hash = endsWithDot ? hashBefore : hash;
    this.letters = letters;
    this.hexLetters = hexLetters;
    this.digits = digits;
    this.numbers = numbers;
    this.ending = ending;
    this.dots = endsWithDot ? dots - 1 : dots;
    this.slashes = slashes;
    this.backslashes = backslashes;
    this.ats = ats;
    this.otherJoints = endsWithDot ? otherJoints - 1 : otherJoints;
    this.colons = colons;
    this.begin = text.charCodeAt(from);
    this.last = text.charCodeAt(this.end - 1);
  }

  get length(): number {
    return this.end - this.from;
  }

  /** eth0, Worker-3, node17: a name and its number, and little else. */
  isName(): boolean {
    return (
      this.numbers === 1 &&
      this.digits <= LONGEST_NAME_NUMBER &&
      this.letters >= 2 &&
      this.ending <= LONGEST_NAME_ENDING &&
      this.ending < this.letters &&
      this.otherJoints === 0 &&
      this.colons === 0 &&
      !(this.hexLetters === this.letters && this.length >= LEAST_HEX_LENGTH) &&
      this.length <= LONGEST_WORD &&
      isLetter(this.begin)
    );
  }

  hasDots(): boolean {
    return this.dots > 0;
  }

  /** Letters and digits that change more often than in names, and nothing else: the padding behind is base64. */
  isEncoded(): boolean {
    return this.numbers >= 2 && this.otherJoints === 0;
  }

  /** Words without digits that are values: paths, mail addresses, hosts and packages, hexadecimal numbers. */
  isValueWithoutDigits(next: number, isFirst: boolean): boolean {
    const { begin, last, letters, length } = this;
    return (
      length > LONGEST_WORD ||
      this.slashes >= 2 ||
      (this.slashes === 1 && begin === CODE.slash && length > 1) ||
      this.backslashes >= 2 ||
      (this.ats === 1 && begin !== CODE.at && last !== CODE.at) ||
      // At the beginning of a message a dotted name tells who speaks.
      (this.dots >= 2 && !isFirst && next !== CODE.openRound) ||
      (letters === length && this.hexLetters === letters && letters >= LEAST_HEX_LETTERS)
    );
  }
}

/** Dots and the like that fill a line end a word; `xn--a` and `a//b` go on. */
function isRun(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === CODE.slash || code === CODE.backslash) {
    return false;
  }
  return (code !== CODE.hyphen && code !== CODE.underscore) || !isWordCharacter(text.charCodeAt(at + 2));
}
