import { cutAt } from '../../domain/signals/service-names.ts';
import { CUT_MARK, cutStack } from '../../domain/stack-traces/stack-trace.ts';

/** What is kept of each text of a line, in UTF-16 units. */
const KEPT_LENGTH = { message: 8 * 1024, stack: 16 * 1024, errorType: 200 } as const;
/** Longer texts are cut before redaction already, far behind what is kept, so that no half secret is. */
const LOOKED_AT_LENGTH = 64 * 1024;

/** Without secrets, and of a length that can be looked at. */
export function cleanText(redact: (text: string) => string, text: string): string {
  return redact(cutAt(text, LOOKED_AT_LENGTH));
}

/** No longer than is kept, with a mark where it was cut: at the end, of a stack in the middle. */
export function boundText(text: string, kind: keyof typeof KEPT_LENGTH): string {
  const maxLength = KEPT_LENGTH[kind];
  if (text.length <= maxLength) {
    return text;
  }
  return kind === 'stack' ? cutStack(text, maxLength) : cutAt(text, maxLength - CUT_MARK.length) + CUT_MARK;
}
