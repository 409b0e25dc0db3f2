/** A text written over several lines of source is one line of prose. */
export function prose(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
