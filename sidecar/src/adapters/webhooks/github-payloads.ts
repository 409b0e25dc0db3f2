import { z } from 'zod';
import { readJson } from '../../platform/strict-json.ts';

/** GitHub goes on adding keys, so unknown ones are no error; what we read is checked. */
const Text = z.string().max(20_000);
const Optional = Text.nullish();
const Time = z.iso.datetime({ offset: true }).nullish();
const Login = z.object({ login: Text }).nullish();

const RepositoryBody = z.object({
  name: Text.min(1),
  full_name: Text.min(1),
  default_branch: Optional,
  /** In a push the time of the push in seconds, elsewhere a text. */
  pushed_at: z.union([z.number(), z.string()]).nullish(),
});

export type Repository = z.output<typeof RepositoryBody>;

const Deployment = z.object({
  id: z.number().int(),
  sha: Text,
  ref: Optional,
  task: Optional,
  environment: Optional,
  description: Optional,
  created_at: Time,
  creator: Login,
  payload: z.unknown().optional(),
});

export const DeploymentBody = z.object({ repository: RepositoryBody, deployment: Deployment, sender: Login });
export const DeploymentStatusBody = DeploymentBody.extend({
  deployment_status: z.object({
    state: Text,
    description: Optional,
    log_url: Optional,
    target_url: Optional,
    environment_url: Optional,
    created_at: Time,
  }),
});
export const PushBody = z.object({
  repository: RepositoryBody,
  ref: Text,
  before: Text,
  after: Text,
  deleted: z.boolean().nullish(),
  compare: Optional,
  head_commit: z.object({ message: Text, url: Optional }).nullish(),
  sender: Login,
});
export const PullRequestBody = z.object({
  action: Text,
  repository: RepositoryBody,
  pull_request: z.object({
    number: z.number().int(),
    title: Text,
    html_url: Optional,
    merged: z.boolean().nullish(),
    merged_at: Time,
    merge_commit_sha: Optional,
    base: z.object({ ref: Text }),
    user: Login,
    merged_by: Login,
  }),
});

/** What the caller of the API gave to a deployment: an object, or JSON in a text, or nothing. */
export const PayloadWithService = z.preprocess(
  (payload) => {
    const read = typeof payload === 'string' ? readJson(payload) : null;
    return read?.ok === true ? read.value : payload;
  },
  z.object({ service: z.string().trim().min(1) })
);
