import { redact } from '../../src/domain/redaction/redact.ts';
import { MergedTemplates } from '../../src/domain/templates/merged-templates.ts';
import type { TemplateRecord } from '../../src/domain/templates/template-counts.ts';
import { TemplateMiner } from '../../src/domain/templates/template-miner.ts';

const LINES_AT_ONCE = 500;

/** What a store keeps of what a miner tells. */
export class KeptTemplates {
  readonly records = new Map<string, TemplateRecord>();

  take(miner: TemplateMiner): void {
    const { templates, merges } = miner.takeChanges();
    for (const { id, text } of templates) {
      this.records.set(id, { id, text, mergedInto: null });
    }
    for (const { from, into, text } of merges) {
      this.records.set(from, { id: from, text, mergedInto: into });
    }
  }
}

export interface MinedLines {
  /** The template of each line, merges followed. */
  readonly ids: readonly string[];
  readonly kept: KeptTemplates;
}

/** Mines redacted lines in their order; before the line of `restartAt` a new process takes up what was kept. */
export function mineLines(lines: readonly string[], { restartAt = -1 } = {}): MinedLines {
  const kept = new KeptTemplates();
  let miner = new TemplateMiner();
  const counted = lines.map((line, index) => {
    if (index === restartAt) {
      kept.take(miner);
      miner = new TemplateMiner();
      miner.restore([...kept.records.values()]);
    }
    const { id } = miner.learn(redact(line));
    if (index % LINES_AT_ONCE === LINES_AT_ONCE - 1) {
      kept.take(miner);
    }
    return id;
  });
  kept.take(miner);
  const merged = new MergedTemplates(kept.records.values());
  return { ids: counted.map((id) => merged.lastOf(id)), kept };
}
