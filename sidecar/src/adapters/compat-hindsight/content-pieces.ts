import { ApplicationError } from '../../platform/application-error.ts';

/** What is found as a whole should be about one thing; longer content is kept in pieces, as Hindsight does itself. */
const PIECE_LENGTH = 8000;
const MAX_PIECES = 200;

/** Cut between paragraphs, else between lines, else between words, else where it must. */
export function piecesOf(content: string): string[] {
  const pieces: string[] = [];
  let rest = content.trim();
  while (rest.length > PIECE_LENGTH) {
    const head = rest.slice(0, PIECE_LENGTH);
    const cut = ['\n\n', '\n', ' '].map((gap) => head.lastIndexOf(gap)).find((at) => at > PIECE_LENGTH / 2);
    const end = cut ?? wholeLetters(head);
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
    if (pieces.length >= MAX_PIECES) {
      throw new ApplicationError('IM_REQUEST_TOO_LARGE', { details: { limitBytes: PIECE_LENGTH * MAX_PIECES } });
    }
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** Not between the halves of a pair. */
function wholeLetters(head: string): number {
  const last = head.charCodeAt(head.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? head.length - 1 : head.length;
}
