import type { TemplateSummary as TemplateView } from '@incident-memory/contract';
import type { TemplateSummary } from '../../../domain/templates/summarise-templates.ts';
import { instant } from './present-incident.ts';

export function presentTemplate(summary: TemplateSummary, before: TemplateSummary | undefined): TemplateView {
  return {
    ...summary,
    linesBefore: before?.lines ?? 0,
    errorsBefore: before?.errors ?? 0,
    firstAt: instant(summary.firstAt),
    lastAt: instant(summary.lastAt),
  };
}
