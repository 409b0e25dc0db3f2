import { type AuditFinding, type AuditKind } from '@incident-memory/contract';

/** One thing to decide, about one memory or two of them. */
export interface ReviewItem {
  key: string;
  kind: AuditKind;
  sentence: string;
  recommendation: string;
  /** The older first. */
  memories: readonly string[];
}

/** These are about how two stand to each other; of all others each memory is decided by itself. */
const ABOUT_TWO: ReadonlySet<AuditKind> = new Set<AuditKind>(['duplicate', 'contradiction', 're-ingested']);

/** The gravest first, as the audit has them; of more than two that are alike the oldest and the newest are compared. */
export function reviewItems(findings: readonly AuditFinding[]): ReviewItem[] {
  return findings.flatMap(({ kind, memories, sentence, recommendation }) => {
    const groups = ABOUT_TWO.has(kind)
      ? [[...new Set([memories.at(-1), memories[0]])].filter((id) => id !== undefined)]
      : memories.map((id) => [id]);
    return groups.map((ids) => ({
      key: `${kind} ${ids.join(' ')}`,
      ...{ kind, sentence, recommendation, memories: ids },
    }));
  });
}
