import { secretMark } from './secret-kinds.ts';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const END = '-----END ';
const DASHES = '-----';

/** From BEGIN to END, or to the end of the text where the END was cut off. */
export function redactPrivateKeys(text: string): string {
  let result = '';
  let from = 0;
  BEGIN.lastIndex = 0;
  for (let match = BEGIN.exec(text); match !== null; match = BEGIN.exec(text)) {
    const end = endOfKey(text, BEGIN.lastIndex);
    result += text.slice(from, match.index) + secretMark('private-key');
    from = end;
    BEGIN.lastIndex = end;
  }
  return from === 0 ? text : result + text.slice(from);
}

function endOfKey(text: string, from: number): number {
  const end = text.indexOf(END, from);
  if (end === -1) {
    return text.length;
  }
  const dashes = text.indexOf(DASHES, end + END.length);
  return dashes === -1 ? text.length : dashes + DASHES.length;
}
