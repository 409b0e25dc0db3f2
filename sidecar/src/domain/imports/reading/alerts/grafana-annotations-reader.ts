import { type ImportProblem } from '@incident-memory/contract';
import { nothingRead, PLAIN_EPISODE, type Episode, type ImportReader, type ReadingOptions } from '../../episode.ts';
import { serviceOfLabels, severityOfLabels } from './alert-labels.ts';
import { alertEpisodes, type AlertChange } from './alert-changes.ts';
import { objectsIn } from '../tables/json-reader.ts';
import { firstLineOf, plainText, recordOf, webLink } from '../plain-text.ts';
import { readTime } from '../read-time.ts';

type Annotation = Readonly<Record<string, unknown>>;

/**
 * Annotations of Grafana as `GET /api/annotations` answers them, and as people save that answer: those of alerts, which
 * are the history of alert states, and those that people drew. Read from Grafana 12.3: pkg/services/annotations/models.go
 * (ItemDTO) and pkg/services/ngalert/state/historian/annotation.go, where the text of an alert's annotation is made as
 * `title {label=value, …} - values` and its states are "Alerting", "Normal", "Pending", "Error", "NoData", with a reason
 * in brackets.
 */
export const grafanaAnnotationsReader: ImportReader = {
  format: 'grafana-annotations',
  reads: ({ json }) => {
    const [first] = json === null ? [] : objectsIn(json.value);
    const one = recordOf(first);
    return (
      one !== null &&
      typeof one.time === 'number' &&
      ('newState' in one || 'dashboardUID' in one || 'dashboardId' in one || ('id' in one && 'text' in one))
    );
  },
  *read(file, options) {
    const records = objectsIn(file.json?.value);
    const problems: ImportProblem[] = [];
    const changes: AlertChange[] = [];
    const drawn: Episode[] = [];
    for (const [index, value] of records.entries()) {
      yield;
      const place = `record ${index + 1}`;
      const annotation = recordOf(value);
      const at = readTime(annotation?.time, options);
      const text = plainText(annotation?.text);
      if (annotation === null || !at.ok || text === '') {
        const problem = annotation === null ? 'it is not an object' : at.ok ? 'it has no text' : at.problem;
        problems.push({ file: file.name, place, problem });
      } else if (plainText(annotation.newState) === '') {
        drawn.push(drawnEpisode(annotation, { file: file.name, place, text, startedAt: at.at }, options));
      } else {
        changes.push({
          place,
          at: at.at,
          from: plainText(annotation.prevState),
          to: plainText(annotation.newState),
          ...alertIn(annotation, text),
        });
      }
    }
    const alerts = alertEpisodes(changes, { file: file.name, options });
    return {
      ...nothingRead('grafana-annotations'),
      ...{
        records: records.length,
        episodes: [...alerts.episodes, ...drawn],
        problems,
        assumptions: alerts.assumptions,
      },
    };
  },
};

/** "HighLatency {service=payment, severity=critical} - B=1.2": title, labels; the value is of that moment alone. */
export function alertIn(annotation: Annotation, text: string): Pick<AlertChange, 'title' | 'labels' | 'rule' | 'link'> {
  const made = labelled(text);
  const title = firstLineOf(plainText(annotation.alertName) || (made?.title ?? '') || text);
  return {
    title,
    labels: labelsOf(made?.labels ?? ''),
    rule: plainText(annotation.alertId) || title,
    // Grafana tells no address; whoever asked it adds one.
    link: webLink(annotation.link),
  };
}

/** From the first brace to the last one that " - " follows; by places, since anybody may write an annotation. */
function labelled(text: string): { readonly title: string; readonly labels: string } | null {
  const open = text.indexOf('{');
  let close = text.lastIndexOf('}');
  while (close > open && !/^\}\s{0,3}-\s/.test(text.slice(close, close + 6))) {
    close = text.lastIndexOf('}', close - 1);
  }
  return open < 0 || close <= open
    ? null
    : { title: text.slice(0, open).trimEnd(), labels: text.slice(open + 1, close) };
}

function labelsOf(told: string): Record<string, string> {
  const pairs = told.split(/,\s*(?=[A-Za-z_][\w.-]*=)/).map((pair) => /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(pair.trim()));
  return Object.fromEntries(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']])));
}

function drawnEpisode(
  annotation: Annotation,
  at: Pick<Episode, 'file' | 'place' | 'text'> & { startedAt: number },
  options: ReadingOptions
): Episode {
  const ended = readTime(annotation.timeEnd, options);
  const tags = Array.isArray(annotation.tags) ? annotation.tags.map(plainText) : [];
  const labels = Object.fromEntries(
    tags
      .map((tag) => /^([\w.-]+)[:=](.+)$/.exec(tag))
      .flatMap((tag) => (tag === null ? [] : [[tag[1] ?? '', tag[2] ?? '']]))
  );
  const id = plainText(annotation.id);
  // Markup of the little editor is left out of the title only.
  const title = firstLineOf(at.text.replace(/<[^>]{0,200}>/g, ' ').replace(/ +/g, ' '));
  return {
    ...PLAIN_EPISODE,
    ...at,
    title: title === '' ? 'An annotation' : title,
    text: at.text === title ? '' : at.text,
    identity: JSON.stringify(['grafana-annotation', id, at.startedAt, id === '' ? at.text : '']),
    service: serviceOfLabels(labels, options),
    severity: severityOfLabels(labels),
    endedAt: ended.ok && ended.at > at.startedAt ? ended.at : null,
    link: webLink(annotation.link),
    labels: tags.length === 0 ? {} : { 'grafana-tags': tags.join(', ').slice(0, 500) },
  };
}
