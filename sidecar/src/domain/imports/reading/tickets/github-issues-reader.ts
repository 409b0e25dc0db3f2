import { type ImportProblem } from '@incident-memory/contract';
import { nothingRead, PLAIN_EPISODE, type Episode, type ImportReader, type ReadingOptions } from '../../episode.ts';
import { objectsIn } from '../tables/json-reader.ts';
import { sectionsOf, wordsOfSections } from '../documents/markdown-sections.ts';
import { firstLineOf, plainText, recordOf, webLink } from '../plain-text.ts';
import { readTime } from '../read-time.ts';
import { severityOf } from '../severity-words.ts';

type Issue = Readonly<Record<string, unknown>>;

/**
 * Issues of GitHub: what `gh issue list --json number,title,body,labels,state,createdAt,closedAt,url,comments` prints
 * (https://cli.github.com/manual/gh_issue_list) and what `GET /repos/{owner}/{repo}/issues` answers
 * (https://docs.github.com/en/rest/issues/issues), which lists pull requests too; those are left out. A body with
 * headings is read as a postmortem is.
 */
export const githubIssuesReader: ImportReader = {
  format: 'github-issues',
  reads: ({ json }) => {
    const [first] = json === null ? [] : objectsIn(json.value);
    const issue = recordOf(first);
    return (
      issue !== null && typeof issue.title === 'string' && typeof issue.number === 'number' && addressOf(issue) !== null
    );
  },
  *read(file, options) {
    const records = objectsIn(file.json?.value);
    const problems: ImportProblem[] = [];
    const episodes: Episode[] = [];
    let pulls = 0;
    for (const [index, value] of records.entries()) {
      yield;
      const place = `record ${index + 1}`;
      const issue = recordOf(value);
      if (issue === null) {
        problems.push({ file: file.name, place, problem: 'it is not an object' });
      } else if (issue.pull_request !== undefined && issue.pull_request !== null) {
        pulls += 1;
      } else {
        const read = episodeOf(issue, { file: file.name, place }, options);
        if (typeof read === 'string') {
          problems.push({ file: file.name, place, problem: read });
        } else {
          episodes.push(read);
        }
      }
    }
    return {
      ...nothingRead('github-issues'),
      ...{ records: records.length, episodes, problems },
      assumptions: pulls === 0 ? [] : [`${pulls} pull requests were left out: only issues tell of incidents`],
    };
  },
};

function episodeOf(issue: Issue, at: Pick<Episode, 'file' | 'place'>, options: ReadingOptions): Episode | string {
  const title = firstLineOf(plainText(issue.title));
  const started = readTime(issue.createdAt ?? issue.created_at, options);
  if (title === '' || !started.ok) {
    return title === '' ? 'it has no title' : started.ok ? '' : started.problem;
  }
  const ended = readTime(issue.closedAt ?? issue.closed_at, options);
  const labels = labelsOf(issue);
  const body = plainText(issue.body);
  const said = commentsOf(issue);
  const link = addressOf(issue);
  return {
    ...PLAIN_EPISODE,
    ...at,
    ...{ title, link, startedAt: started.at },
    identity: JSON.stringify(['link', link]),
    text: [body, ...said].filter((part) => part !== '').join('\n\n'),
    service: valueOfLabel(labels, SERVICE_LABEL) ?? options.service,
    severity: labels.map((label) => severityOf(label.replace(SEVERITY_LABEL, ''))).find((one) => one !== null) ?? null,
    endedAt: ended.ok && ended.at >= started.at ? ended.at : null,
    ...wordsOfSections(sectionsOf(body)),
    labels: labels.length === 0 ? {} : { 'github-labels': labels.join(', ').slice(0, 500) },
  };
}

const SERVICE_LABEL = /^(?:service|svc|component|app|application|system)\s*[:/=]\s*/i;
const SEVERITY_LABEL = /^(?:severity|sev|priority|prio)\s*[:/=]\s*/i;

function valueOfLabel(labels: readonly string[], prefix: RegExp): string | null {
  const label = labels.find((one) => prefix.test(one));
  return label === undefined ? null : label.replace(prefix, '').trim() || null;
}

/** `gh` gives names of objects, REST objects or names. */
function labelsOf({ labels }: Issue): string[] {
  return Array.isArray(labels) ? labels.map((label) => plainText(recordOf(label)?.name ?? label)).filter(Boolean) : [];
}

/** `gh` gives them whole; REST only their number. */
function commentsOf({ comments }: Issue): string[] {
  return Array.isArray(comments)
    ? comments.map((comment) => plainText(recordOf(comment)?.body)).filter((body) => body !== '')
    : [];
}

/** `url` of `gh` is the page; that of REST is the API, and its `html_url` the page. */
function addressOf(issue: Issue): string | null {
  const link = webLink(issue.html_url ?? issue.url);
  return link !== null && /\/issues\/\d+$/.test(link) ? link : null;
}
