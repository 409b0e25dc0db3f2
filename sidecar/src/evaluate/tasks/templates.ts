import { z } from 'zod';
import { readError } from '../../domain/fingerprints/read-error.ts';
import { createRedactor } from '../../domain/redaction/redact.ts';
import { MergedTemplates } from '../../domain/templates/merged-templates.ts';
import type { TemplateRecord } from '../../domain/templates/template-counts.ts';
import { DEFAULT_TEMPLATE_LIMITS } from '../../domain/templates/template-miner.ts';
import { boundText, cleanText } from '../../usecases/intake/bound-text.ts';
import { ServiceMiners } from '../../usecases/intake/service-miners.ts';
import { documentTask, type EvaluationOutcome } from '../evaluation-task.ts';

const SERVICE = 'evaluated';
const SERVICES: ReadonlySet<string> = new Set([SERVICE]);
/** As many as a collector sends at once: what changed is taken after each, as intake does. */
const LINES_AT_ONCE = 1000;

/**
 * Each line is one message of one service. It is cut, redacted and mined as intake does it. A line is counted under the
 * template that it had when it came and read under the one that this was merged into later, as the screens show it.
 */
export const templates = documentTask({
  schema: z.strictObject({ lines: z.array(z.string()) }),
  async evaluate({ lines }, { configuration }): Promise<EvaluationOutcome> {
    const { personal } = configuration.redaction;
    const redact = createRedactor(personal);
    const miners = new ServiceMiners({ known: async () => [] });
    const records = new Map<string, TemplateRecord>();
    const counted: string[] = [];
    const texts = new Map<string, string>();
    const began = performance.now();
    lines.forEach((line, index) => {
      const told = readError({ message: cleanText(redact, line), errorType: null, stack: null });
      const { id, text } = miners.learn(SERVICE, boundText(told.message, 'message'), 0);
      counted.push(id);
      texts.set(id, text);
      if ((index + 1) % LINES_AT_ONCE === 0 || index + 1 === lines.length) {
        for (const record of miners.takeChanges(SERVICES)) {
          records.set(record.id, record);
        }
      }
    });
    const seconds = (performance.now() - began) / 1000;
    const merged = new MergedTemplates(records.values());
    const assignments = counted.map((id) => merged.lastOf(id));
    const textOf = (id: string) => records.get(id)?.text ?? texts.get(id) ?? '';
    return {
      settings: { redaction: { personal }, limits: { ...DEFAULT_TEMPLATE_LIMITS, templates: miners.status().limit } },
      timing: { seconds, linesPerSecond: seconds > 0 ? Math.round(lines.length / seconds) : 0 },
      result: { templates: [...new Set(assignments)].map((id) => ({ id, template: textOf(id) })), assignments },
    };
  },
});
