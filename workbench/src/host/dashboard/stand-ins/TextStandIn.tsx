import { renderMarkdown } from '@grafana/data';
import { templates } from '../../services/start-services.ts';
import type { BodyProps } from '../body-props.ts';

/** Markdown of the dashboard file; renderMarkdown cleans what it makes. */
export function TextStandIn({ panel }: BodyProps) {
  const html = renderMarkdown(templates.replace(String(panel.options?.['content'] ?? '')));
  return <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />;
}
