import { z } from 'zod';

interface ErrorEntry {
  readonly status: number;
  readonly retryable: boolean;
  /** What happened and what it means. `{name}` is filled from the error's details. */
  readonly message: string;
  /** What to do. */
  readonly action: string;
}

/**
 * Every error that leaves the product, in one place. `docs/errors.md` is kept equal to it by a test.
 * Towards Grafana there is no 401: Grafana would end the user's session (see IM_PROXY_KEY_REJECTED).
 */
export const ERRORS = {
  IM_REQUEST_INVALID: {
    status: 400,
    retryable: false,
    message: 'The request has a value that does not fit: {problem}. Nothing was stored.',
    action: 'Correct the value at the given path and send the request again.',
  },
  IM_REQUEST_MALFORMED: {
    status: 400,
    retryable: false,
    message: 'The request body could not be read: {problem}. Nothing was stored.',
    action: 'Send well-formed content of the announced type.',
  },
  IM_REQUEST_TOO_LARGE: {
    status: 413,
    retryable: false,
    message: 'The request is larger than the {limitBytes} bytes that are taken. Nothing was stored.',
    action: 'Send smaller batches, or raise the limit in the configuration.',
  },
  IM_REQUEST_TOO_MANY: {
    status: 413,
    retryable: false,
    message: 'The request holds more than the {limit} documents that are taken at once. Nothing was stored.',
    action: 'Send smaller batches.',
  },
  IM_REQUEST_MEDIA_TYPE: {
    status: 415,
    retryable: false,
    message: 'Content of this type or encoding is not taken here. Nothing was stored.',
    action: 'Send one of: {accepted}.',
  },
  IM_REQUEST_METHOD: {
    status: 405,
    retryable: false,
    message: 'This address does not take this method.',
    action: 'Use one of: {allowed}.',
  },
  IM_ROUTE_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is nothing at this address.',
    action:
      'Check the address. GET /v1/openapi.json lists those of the API; machines send to /intake/… on a port of its own.',
  },
  IM_COMPATIBILITY_NOT_OFFERED: {
    status: 404,
    retryable: false,
    message: 'Documents are taken here as Elasticsearch takes them; nothing else of it is offered.',
    action: 'Send to _bulk, _doc or _create, and switch off in the sender what asks for more.',
  },
  IM_CLIENT_CALL_NOT_OFFERED: {
    status: 501,
    retryable: false,
    message: 'This product does not offer this call of {client}. Nothing was changed.',
    action: 'See docs/clients.md for the calls that are answered, and for what to use instead.',
  },
  IM_CLIENT_NOTE_OF_OTHERS: {
    status: 403,
    retryable: false,
    message:
      'Clients change only what clients wrote; this was written by people or by the product. Nothing was changed.',
    action: 'Correct it on the Memory page, or through /v1/memories.',
  },
  IM_CLIENT_IS_NO_PERSON: {
    status: 403,
    retryable: false,
    message:
      'An outcome is proof, so it is taken from people alone, and this token belongs to a program. Nothing was recorded.',
    action: 'Record it in Grafana, or use the token of a tool whose credential names its person (docs/clients.md).',
  },
  IM_ORIGIN_REJECTED: {
    status: 403,
    retryable: false,
    message: 'The request comes from a web page, or reaches this machine under a foreign name. Nothing was done.',
    action: 'Call from a program, at the address and name that the sidecar listens on.',
  },
  IM_SESSION_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is no such session of yours.',
    action: 'Ask without a session to begin a new one; sessions are kept for 30 days, and belong to whoever asked.',
  },
  IM_PROXY_KEY_REJECTED: {
    status: 502,
    retryable: false,
    message: 'Grafana and Incident Memory do not share the same key, so nothing can be shown.',
    action: 'An admin sets the same key as apiKey in the app settings of Grafana and as IM_SHARED_KEY of the sidecar.',
  },
  IM_PROXY_CONTEXT_MISSING: {
    status: 502,
    retryable: false,
    message: 'Grafana did not say who is asking, so nothing can be shown.',
    action: 'Reach the sidecar through the app in Grafana, with dataproxy.send_user_header left as it is.',
  },
  IM_CREDENTIAL_REJECTED: {
    status: 401,
    retryable: false,
    message: 'The sender has no credential that is known here. Nothing was stored.',
    action: 'Use a credential of the configuration under machineCredentials, for this kind of intake.',
  },
  IM_SIGNATURE_REJECTED: {
    status: 401,
    retryable: false,
    message: 'The signature of the webhook does not fit: {problem}. Nothing was stored.',
    action: 'Set the same secret where the webhook is made and in the configuration, and keep both clocks right.',
  },
  IM_ROLE_INSUFFICIENT: {
    status: 403,
    retryable: false,
    message: 'This takes the role {required}. Nothing was changed.',
    action: 'Ask an admin of this Grafana organisation, or someone with that role.',
  },
  IM_INCIDENT_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is no such incident that you may see.',
    action: 'Look for it under Live incidents; it may belong to another organisation or team.',
  },
  IM_INCIDENT_TRANSITION_REFUSED: {
    status: 409,
    retryable: false,
    message: 'An incident that is {state} cannot be changed by "{action}". Nothing was changed.',
    action: 'Reload the incident; someone may have acted a moment ago.',
  },
  IM_INCIDENT_SPLIT_REFUSED: {
    status: 409,
    retryable: false,
    message: 'Nothing was split off: {problem}.',
    action: 'Name services of this incident, or all alarms of a service, and leave at least one service in it.',
  },
  IM_INCIDENT_MERGE_REFUSED: {
    status: 409,
    retryable: false,
    message: 'Nothing was merged: {problem}.',
    action: 'Merge two different incidents that are both under way and visible to the same people.',
  },
  IM_INCIDENT_UNMERGE_REFUSED: {
    status: 409,
    retryable: false,
    message: 'The merge was not taken back: {problem}.',
    action: 'Reload both incidents, and take back or merge first what stands in the way.',
  },
  IM_ALARM_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is no such alarm. Nothing was changed.',
    action: 'Look for it under Findings; it may have expired, or belong to another organisation.',
  },
  IM_DETECTOR_FIXED_BY_FILE: {
    status: 409,
    retryable: false,
    message: 'The configuration file says that {detector} is {mode}. Nothing was changed.',
    action: 'Change detection.detectors.{detector} in the file and start the sidecar again, or remove it there.',
  },
  IM_DETECTOR_NEEDED: {
    status: 409,
    retryable: false,
    message: 'Alerts of others are always believed: {detector} stays live. Nothing was changed.',
    action: 'Mute the alert where it is made, or stop sending it here.',
  },
  IM_MAINTENANCE_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is no such maintenance window. Nothing was changed.',
    action: 'Look for it under Detectors; it may have been over for long, or belong to another organisation.',
  },
  IM_MAINTENANCE_FIXED_BY_FILE: {
    status: 409,
    retryable: false,
    message: 'The configuration file plans this maintenance window. It goes on.',
    action: 'Change detection.maintenance in the file and start the sidecar again.',
  },
  IM_MAINTENANCE_TOO_MANY: {
    status: 409,
    retryable: false,
    message: 'There are {limit} maintenance windows that are not over, as many as are kept. Nothing was planned.',
    action: 'End those that are no longer needed, or plan what comes every week in the configuration file.',
  },
  IM_MEMORY_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is no such memory that you may see.',
    action: 'Look for it on the Memory page; it may belong to another organisation or team, or have been forgotten.',
  },
  IM_IMPORT_UNREADABLE: {
    status: 400,
    retryable: false,
    message: 'Nothing of this can be imported: {problem}. Nothing was stored.',
    action: 'See docs/imports.md for what is read from which format, and look at the preview first.',
  },
  IM_IMPORT_TOO_MANY: {
    status: 413,
    retryable: false,
    message: 'The files hold more than the {limit} records that are taken at once. Nothing was stored.',
    action: 'Send the files in several requests, or a shorter time; what is sent twice is imported once.',
  },
  IM_IMPORT_SIGNATURE_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is no such imported signature that you may see.',
    action: 'Reload the queue; its memories may have been forgotten a moment ago.',
  },
  IM_IMPORT_NO_GRAFANA: {
    status: 409,
    retryable: false,
    message: 'No Grafana with a service account is configured for this organisation. Nothing was imported.',
    action: 'An admin adds it under grafana in the configuration file; or import a file of its annotations.',
  },
  IM_FORGETTING_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is no such act of forgetting.',
    action: 'Look at the list of what was forgotten (GET /v1/memory/proofs).',
  },
  IM_FORGET_HELD: {
    status: 409,
    retryable: false,
    message: 'Some of this is under legal hold: {memories}. Nothing was forgotten.',
    action: 'Release the hold first, or leave these out.',
  },
  IM_FORGET_UNDER_WAY: {
    status: 409,
    retryable: false,
    message: '{incident} is still under way, and would be written again. Nothing was forgotten.',
    action: 'Close or dismiss it first.',
  },
  IM_MEMORY_OFF: {
    status: 409,
    retryable: false,
    message: 'Memory is switched off, so nothing is remembered. Incidents and detection go on.',
    action: 'An admin switches it on with memory.enabled in the configuration and starts the sidecar again.',
  },
  IM_MEMORY_TRANSITION_REFUSED: {
    status: 409,
    retryable: false,
    message: 'The memory is {state}, where "{action}" does not apply. Nothing was changed.',
    action: 'Reload the memory; somebody may have been faster.',
  },
  IM_MEMORY_UNDO_REFUSED: {
    status: 409,
    retryable: false,
    message: 'This cannot be taken back: {problem}. Nothing was changed.',
    action: 'Look at the history of the memory: what can be taken back says so there.',
  },
  IM_MEMORY_CATEGORY_UNKNOWN: {
    status: 400,
    retryable: false,
    message: 'There is no category "{category}". Nothing was stored.',
    action: 'Use one of: {categories}; or add it to memory.categories in the configuration.',
  },
  IM_ATTEMPT_UNKNOWN: {
    status: 404,
    retryable: false,
    message: 'There is no such attempt in this incident.',
    action: 'Reload the incident: what was begun may have been taken back.',
  },
  IM_ATTEMPT_TRANSITION_REFUSED: {
    status: 409,
    retryable: false,
    message: 'The attempt is {state}, where "{action}" does not apply. Nothing was changed.',
    action: 'Reload the incident; somebody may have been faster.',
  },
  IM_VERSION_CONFLICT: {
    status: 409,
    retryable: true,
    message: 'It changed since you looked at it. Nothing was changed.',
    action: 'Reload it and decide again.',
  },
  IM_IDEMPOTENCY_MISMATCH: {
    status: 422,
    retryable: false,
    message: 'This idempotency key was used for another request. Nothing was changed.',
    action: 'Use a new key for a new request.',
  },
  IM_DEMO_OFF: {
    status: 409,
    retryable: false,
    message: 'The demo is not running, so nothing was injected.',
    action: 'Start the product with its demo, or set demo.enabled in the configuration.',
  },
  IM_REPLAY_BUSY: {
    status: 503,
    retryable: true,
    message: 'Looking at the past again would take too long now: the range is long, or others are asking too.',
    action: 'Ask for a shorter time range or fewer services, or try again in a moment.',
  },
  IM_INTAKE_BUSY: {
    status: 429,
    retryable: true,
    message: 'More is coming in than can be stored right now. This batch was not taken.',
    action: 'Send it again after the time in Retry-After; the usual senders do so by themselves.',
  },
  IM_SPOOL_FULL: {
    status: 503,
    retryable: true,
    message: 'The store is away and the spool on disk is full. This batch was not taken.',
    action: 'Bring the store back, or give the spool more room; send again after Retry-After.',
  },
  IM_STORE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: 'The store does not answer. What was acknowledged is safe; nothing of this request was stored.',
    action: 'Try again in a moment; if it stays, see "The store is away" in docs/operations.md.',
  },
  IM_TELEMETRY_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: 'The log source does not answer: {problem}.',
    action: 'Check its address and credential with the test button under Settings.',
  },
  IM_SHUTTING_DOWN: {
    status: 503,
    retryable: true,
    message: 'The sidecar is stopping and takes no new requests.',
    action: 'Try again in a moment.',
  },
  IM_TIMEOUT: {
    status: 503,
    retryable: true,
    message: 'The answer took longer than {seconds} s and was given up.',
    action: 'Ask for a shorter time range, or try again.',
  },
  IM_INTERNAL: {
    status: 500,
    retryable: false,
    message: 'Something went wrong in Incident Memory itself. Detection goes on.',
    action: 'Report it with the request id; the log of the sidecar has the cause under that id.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

export const ErrorBody = z.strictObject({
  error: z.strictObject({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    action: z.string(),
    path: z.string().optional(),
    retryable: z.boolean(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
