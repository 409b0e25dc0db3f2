import { cutAt } from '../../domain/signals/service-names.ts';

/** What is kept of each text of a line, in UTF-16 units. */
const KEPT_LENGTH = { message: 8 * 1024, stack: 16 * 1024, errorType: 200 } as const;
/** Longer texts are cut before redaction already, far behind what is kept, so that no half secret is. */
const LOOKED_AT_LENGTH = 64 * 1024;
export const CUT_MARK = '… [cut]';

/** Redacted, and no longer than is kept. */
export function boundText(redact: (text: string) => string, text: string, kind: keyof typeof KEPT_LENGTH): string {
  const redacted = redact(cutAt(text, LOOKED_AT_LENGTH));
  const maxLength = KEPT_LENGTH[kind];
  return redacted.length <= maxLength ? redacted : cutAt(redacted, maxLength - CUT_MARK.length) + CUT_MARK;
}
