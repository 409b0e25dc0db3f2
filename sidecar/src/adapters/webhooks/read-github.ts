import type { z } from 'zod';
import type { OccurrenceStage } from '@incident-memory/contract';
import type { RawOccurrence } from '../../domain/occurrences/occurrence.ts';
import { fail, succeed, type Result } from '../../domain/result.ts';
import { plainProblem } from '../../platform/plain-problem.ts';
import {
  DeploymentBody,
  DeploymentStatusBody,
  PayloadWithService,
  PullRequestBody,
  PushBody,
  type Repository,
} from './github-payloads.ts';
import type { WebhookProblem } from './read-webhook.ts';

export interface GithubMapping {
  readonly service: string | null;
  readonly repositories: ReadonlyArray<{ readonly name: string; readonly service: string }>;
}

type Read = Result<RawOccurrence[], WebhookProblem>;

/**
 * What happened according to one webhook of GitHub; nothing for events that are no change. Each stage of a deployment
 * is an occurrence of its own, so that deliveries may come in any order. A push and the pull request that caused it
 * share the commit, and are one.
 */
export function readGithub(event: string, body: unknown, mapping: GithubMapping): Read {
  switch (event) {
    case 'deployment':
      return checked(DeploymentBody, body, (told) => deployment(told, 'planned', mapping));
    case 'deployment_status':
      return checked(DeploymentStatusBody, body, (told) => deploymentStatus(told, mapping));
    case 'push':
      return checked(PushBody, body, (told) => push(told, mapping));
    case 'pull_request':
      return checked(PullRequestBody, body, (told) => pullRequest(told, mapping));
    default:
      return succeed([]);
  }
}

/** `inactive` only says that a later deployment took its place. */
const STAGES: Readonly<Record<string, OccurrenceStage>> = {
  queued: 'planned',
  pending: 'planned',
  waiting: 'planned',
  in_progress: 'started',
  success: 'completed',
  failure: 'failed',
  error: 'failed',
};
const SHORT_SHA = 12;

function deploymentStatus(told: z.output<typeof DeploymentStatusBody>, mapping: GithubMapping): RawOccurrence[] {
  const { state, description, log_url, target_url, environment_url, created_at } = told.deployment_status;
  const stage = Object.hasOwn(STAGES, state) ? STAGES[state] : undefined;
  if (stage === undefined) {
    return [];
  }
  const isRollback = stage === 'completed' && /^roll-?back/i.test(told.deployment.task ?? '');
  return deployment(told, isRollback ? 'rolled-back' : stage, mapping).map((occurrence) => ({
    ...occurrence,
    at: timeOf(created_at) ?? occurrence.at,
    url: log_url || target_url || environment_url || null,
    details: [...occurrence.details, ...details({ status: description })],
  }));
}

function deployment(
  { repository, deployment: told, sender }: z.output<typeof DeploymentBody>,
  stage: OccurrenceStage,
  mapping: GithubMapping
): RawOccurrence[] {
  const version = told.ref && told.ref !== told.sha ? told.ref : told.sha.slice(0, SHORT_SHA);
  const where = told.environment ? ` to ${told.environment}` : '';
  return [
    {
      key: `github/${repository.full_name}/deployment/${told.id}/${stage}`,
      kind: 'deploy',
      stage,
      at: timeOf(told.created_at),
      service: serviceOf(repository, mapping, told.payload),
      title: `${repository.name} ${version}${where}`,
      before: null,
      after: version,
      actor: told.creator?.login ?? sender?.login ?? null,
      url: null,
      details: details({
        repository: repository.full_name,
        environment: told.environment,
        commit: told.sha,
        task: told.task === 'deploy' ? null : told.task,
        description: told.description,
      }),
    },
  ];
}

function push(told: z.output<typeof PushBody>, mapping: GithubMapping): RawOccurrence[] {
  const { repository, head_commit: commit } = told;
  if (told.deleted === true || !commit || told.ref !== `refs/heads/${repository.default_branch ?? ''}`) {
    return [];
  }
  // The commit's own time may be long ago; that of the push is when it reached the branch.
  const at = typeof repository.pushed_at === 'number' ? repository.pushed_at * 1000 : null;
  return [
    {
      ...merged(repository, told.after, mapping),
      at,
      title: `merged: ${commit.message.split('\n')[0] ?? ''}`,
      before: told.before.slice(0, SHORT_SHA),
      actor: told.sender?.login ?? null,
      url: told.compare || commit.url || null,
    },
  ];
}

function pullRequest(told: z.output<typeof PullRequestBody>, mapping: GithubMapping): RawOccurrence[] {
  const { repository, pull_request: request } = told;
  const isMerged = told.action === 'closed' && request.merged === true && request.merge_commit_sha;
  if (!isMerged || request.base.ref !== repository.default_branch) {
    return [];
  }
  return [
    {
      ...merged(repository, request.merge_commit_sha ?? '', mapping),
      at: timeOf(request.merged_at),
      title: `merged: ${request.title} (#${request.number})`,
      before: null,
      actor: request.merged_by?.login ?? request.user?.login ?? null,
      url: request.html_url || null,
    },
  ];
}

function merged(
  repository: Repository,
  sha: string,
  mapping: GithubMapping
): Omit<RawOccurrence, 'at' | 'title' | 'before' | 'actor' | 'url'> {
  return {
    key: `github/${repository.full_name}/commit/${sha}`,
    kind: 'deploy',
    stage: 'merged',
    service: serviceOf(repository, mapping, null),
    after: sha.slice(0, SHORT_SHA),
    details: details({ repository: repository.full_name, branch: repository.default_branch, commit: sha }),
  };
}

/** As configured for the repository or all of them, else as whoever deploys says, else the repository's name. */
function serviceOf(repository: Repository, mapping: GithubMapping, payload: unknown): string {
  const names = [repository.full_name.toLowerCase(), repository.name.toLowerCase()];
  const configured = mapping.repositories.find(({ name }) => names.includes(name.toLowerCase()));
  return configured?.service ?? mapping.service ?? payloadService(payload) ?? repository.name;
}

function payloadService(payload: unknown): string | null {
  const told = PayloadWithService.safeParse(payload);
  return told.success ? told.data.service : null;
}

function details(told: Readonly<Record<string, string | null | undefined>>): Array<readonly [string, string]> {
  return Object.entries(told).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function timeOf(text: string | null | undefined): number | null {
  return text ? Date.parse(text) : null;
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  read: (told: z.output<Schema>) => RawOccurrence[]
): Read {
  const parsed = schema.safeParse(body, { error: plainProblem });
  if (parsed.success) {
    return succeed(read(parsed.data));
  }
  const issue = parsed.error.issues[0];
  return fail({ problem: issue?.message ?? 'it does not fit', path: (issue?.path ?? []).map(String).join('.') });
}
