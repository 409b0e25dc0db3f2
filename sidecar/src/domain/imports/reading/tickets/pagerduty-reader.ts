import { type ImportProblem } from '@incident-memory/contract';
import { nothingRead, PLAIN_EPISODE, type Episode, type ImportReader, type ReadingOptions } from '../../episode.ts';
import { objectsIn } from '../tables/json-reader.ts';
import { firstLineOf, plainText, recordOf, serviceName, webLink } from '../plain-text.ts';
import { readTime } from '../read-time.ts';
import { severityOf } from '../severity-words.ts';

type Incident = Readonly<Record<string, unknown>>;

/**
 * Incidents of PagerDuty as `GET /incidents` answers them (https://developer.pagerduty.com/api-reference, "List
 * incidents"): `{incidents: [{id, incident_number, title, created_at, resolved_at, status, service: {summary}, urgency,
 * priority: {summary}, body: {details}, html_url, …}]}`. The CSV of its incident report is read as a table (csv-reader.ts).
 * Who was assigned or resolved it is left out: blame is nobody's memory.
 */
export const pagerdutyReader: ImportReader = {
  format: 'pagerduty-incidents',
  reads: ({ json }) => {
    const [first] = json === null ? [] : objectsIn(json.value);
    const incident = recordOf(first);
    return incident !== null && 'incident_number' in incident && 'created_at' in incident && 'service' in incident;
  },
  *read(file, options) {
    const records = objectsIn(file.json?.value);
    const problems: ImportProblem[] = [];
    const episodes: Episode[] = [];
    for (const [index, value] of records.entries()) {
      yield;
      const place = `record ${index + 1}`;
      const incident = recordOf(value);
      const read = incident === null ? 'it is not an object' : episodeOf(incident, { file: file.name, place }, options);
      if (typeof read === 'string') {
        problems.push({ file: file.name, place, problem: read });
      } else {
        episodes.push(read);
      }
    }
    return { ...nothingRead('pagerduty-incidents'), records: records.length, episodes, problems };
  },
};

function episodeOf(incident: Incident, at: Pick<Episode, 'file' | 'place'>, options: ReadingOptions): Episode | string {
  const summary = plainText(incident.summary).replace(/^\[#\d+\]\s*/, '');
  const title = firstLineOf(plainText(incident.title) || summary || plainText(incident.description));
  const started = readTime(incident.created_at, options);
  if (title === '' || !started.ok) {
    return started.ok ? 'it has no title' : started.problem;
  }
  const isOver = incident.status === undefined || incident.status === 'resolved';
  const ended = readTime(incident.resolved_at ?? incident.last_status_change_at, options);
  const details = detailsOf(recordOf(incident.body)?.details);
  const notes = Array.isArray(incident.notes)
    ? incident.notes.map((note) => plainText(recordOf(note)?.content ?? note)).filter(Boolean)
    : [];
  const id = plainText(incident.id) || plainText(incident.incident_number);
  const link = webLink(incident.html_url);
  return {
    ...PLAIN_EPISODE,
    ...at,
    ...{ title, link, startedAt: started.at },
    identity: JSON.stringify(link !== null ? ['link', link] : ['pagerduty', id]),
    text: [details, ...notes].filter((part) => part !== '' && part !== title).join('\n\n'),
    service: serviceName(incident.service) ?? options.service,
    severity: severityOf(plainText(incident.priority)) ?? severityOf(plainText(incident.urgency)),
    endedAt: isOver && ended.ok && ended.at >= started.at ? ended.at : null,
  };
}

/** A text, or an object that its integration sent: as lines. */
function detailsOf(details: unknown): string {
  const record = recordOf(details);
  return record === null
    ? plainText(details)
    : Object.entries(record)
        .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : plainText(value)}`)
        .join('\n');
}
