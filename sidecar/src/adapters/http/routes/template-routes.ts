import type { TemplateCounts } from '../../../domain/templates/template-counts.ts';
import type { TemplateStore, TemplateSummary } from '../../../ports/stores/signals/template-store.ts';
import type { Handlers } from '../call.ts';
import { presentTemplate } from '../present/present-template.ts';
import { inSteps, presentSteps, spanOf, stepsOf } from '../present/series-steps.ts';

/** What is asked of the store where a text narrows the answer afterwards. */
const SEARCHED = 2000;

export function templateRoutes({
  templates,
}: {
  templates: TemplateStore;
}): Pick<Handlers, 'listTemplates' | 'readTemplateRates'> {
  return {
    listTemplates: async ({ reader, query: { service, template, contains, limit, ...asked } }) => {
      const { from, to } = spanOf(asked);
      const which = { ...(service ? { services: service } : {}), ...(template ? { templates: template } : {}) };
      const wanted = contains?.toLowerCase();
      const found = await templates.summaries(reader.scope, {
        ...which,
        from,
        to,
        limit: wanted === undefined ? limit : SEARCHED,
      });
      const chosen = found
        .filter(({ text }) => wanted === undefined || text.toLowerCase().includes(wanted))
        .slice(0, limit);
      if (chosen.length === 0) {
        return { items: [] };
      }
      const before = await templates.summaries(reader.scope, {
        ...which,
        templates: idsOf(chosen),
        from: from - (to - from),
        to: from,
        limit: SEARCHED,
      });
      const earlier = new Map(before.map((summary) => [keyOf(summary), summary]));
      return { items: chosen.map((summary) => presentTemplate(summary, earlier.get(keyOf(summary)))) };
    },
    readTemplateRates: async ({ reader, query: { from, to, stepSeconds, service, template, limit } }) => {
      const steps = stepsOf({ from, to, stepSeconds }, limit);
      const which = { ...(service ? { services: service } : {}), ...(template ? { templates: template } : {}) };
      const span = { from: steps.from, to };
      const chosen = await templates.summaries(reader.scope, { ...which, ...span, limit });
      const texts = new Map(chosen.map((summary) => [keyOf(summary), summary.text]));
      const rows =
        chosen.length === 0
          ? []
          : await templates.counts(reader.scope, {
              ...which,
              ...span,
              // The same message stands in any number of services.
              services: [...new Set(chosen.map(({ service: of }) => of))],
              templates: idsOf(chosen),
              stepMs: steps.stepMs,
            });
      const seriesOf = ({ service: of, template: id }: TemplateCounts) => keyOf({ service: of, id });
      const shown = rows.filter((row) => texts.has(seriesOf(row)));
      const { at, series } = inSteps(shown, steps, seriesOf);
      return {
        ...presentSteps(steps),
        series: series.map(({ first, row }) => ({
          service: first.service,
          template: first.template,
          text: texts.get(seriesOf(first)) ?? '',
          at,
          lines: at.map((time) => row(time)?.lines ?? 0),
          errors: at.map((time) => row(time)?.errors ?? 0),
        })),
      };
    },
  };
}

function idsOf(summaries: readonly TemplateSummary[]): string[] {
  return [...new Set(summaries.map(({ id }) => id))];
}

function keyOf({ service, id }: Pick<TemplateSummary, 'service' | 'id'>): string {
  return `${service}\n${id}`;
}
