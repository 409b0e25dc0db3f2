import { createHash } from 'node:crypto';
import type { Token } from './token-sequence.ts';

const DIGEST_LENGTH = 16;

/** Everything that no template of its own has room for. */
export const OTHER_TEMPLATE = { id: 'tpl_other', text: '(other)' } as const;

/**
 * The id tells the content: `tpl_` and the digest of the template's words, marks and variables, so that every process
 * gives the same one to the same template, whatever it saw before and in whatever order. Spaces do not count.
 * See docs/decisions/2026-11-21-template-ids.md.
 */
export function templateId(tokens: readonly Token[]): string {
  const form = tokens.map(({ text }) => text).join(' ');
  return `tpl_${createHash('sha256').update(form).digest('hex').slice(0, DIGEST_LENGTH)}`;
}
