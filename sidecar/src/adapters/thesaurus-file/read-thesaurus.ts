import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { fail, succeed, type Result } from '../../domain/result.ts';
import type { ConceptEntry } from '../../domain/recall/thesaurus/concept.ts';
import { phraseStems } from '../../domain/recall/thesaurus/concept-finder.ts';

const MOST_CONCEPTS = 5_000;
const MOST_PHRASES = 200;

const Phrase = z
  .string()
  .trim()
  .min(2)
  .max(120)
  .refine((phrase) => !/[|\n]/.test(phrase), 'one phrase an entry, without | and line breaks')
  .refine((phrase) => phraseStems(phrase).length > 0, 'it has no word that could be found');
const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'small letters, digits and hyphens');

/** The file of the administrator (docs/recall.md). */
const ThesaurusFile = z.strictObject({
  concepts: z
    .array(
      z.strictObject({
        id: Id,
        phrases: z.array(Phrase).min(1).max(MOST_PHRASES),
        together: z.array(z.array(Id).min(2).max(4)).max(50).default([]),
        broader: z.array(Id).max(10).default([]),
      })
    )
    .max(MOST_CONCEPTS),
});

export interface ThesaurusProblem {
  /** Like `concepts.3.phrases.0`; empty for the file as a whole. */
  readonly key: string;
  readonly problem: string;
  /** Where it stands in the file, from 1; null where that cannot be told. */
  readonly line?: number | null;
}

/**
 * Reads what an administrator adds: a concept of theirs, or phrases for one of ours. Every problem is told at once, each
 * with its key; ids that nothing defines are problems too, since a misspelt one would silently do nothing.
 */
export function readThesaurus(
  file: unknown,
  known: readonly ConceptEntry[]
): Result<ConceptEntry[], readonly ThesaurusProblem[]> {
  const { success, data, error } = ThesaurusFile.safeParse(file);
  if (!success) {
    return fail(error.issues.map(({ path, message }) => ({ key: path.map(String).join('.'), problem: message })));
  }
  const ids = new Set([...known, ...data.concepts].map(({ id }) => id));
  const problems = data.concepts.flatMap(({ together, broader }, index) => [
    ...unknownIds(together.flat(), ids).map((id) => problemOf(`concepts.${index}.together`, id)),
    ...unknownIds(broader, ids).map((id) => problemOf(`concepts.${index}.broader`, id)),
  ]);
  if (problems.length > 0) {
    return fail(problems);
  }
  return succeed(
    data.concepts.map(({ id, phrases, together, broader }) => ({
      id,
      phrases: phrases.join(' | '),
      together: together.map((rule) => rule.join(' + ')).join(' | '),
      broader: broader.join(' '),
    }))
  );
}

/** JSON or YAML; each problem with its line. A file that cannot be read or parsed is one problem, without a key. */
export function openThesaurusFile(
  file: string,
  known: readonly ConceptEntry[]
): Result<ConceptEntry[], readonly ThesaurusProblem[]> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return fail([
      { key: '', problem: `${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}` },
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line;
    return fail([{ key: '', problem: `${file} is not valid YAML (${broken.code})`, line }]);
  }
  const read = readThesaurus(document.toJS(), known);
  return read.ok ? read : fail(read.failure.map((one) => ({ ...one, line: lineOf(document, lines, one.key) })));
}

/** Of the entry, or where a part of it is missing, of what it would be a part of. */
function lineOf(document: Document, lines: LineCounter, key: string): number | null {
  const path = key === '' ? [] : key.split('.').map((name) => (/^\d+$/.test(name) ? Number(name) : name));
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range !== undefined && node.range !== null) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return null;
}

function unknownIds(wanted: readonly string[], ids: ReadonlySet<string>): string[] {
  return wanted.filter((id) => !ids.has(id));
}

function problemOf(key: string, id: string): ThesaurusProblem {
  return { key, problem: `there is no concept "${id}", neither in this file nor in the product` };
}
