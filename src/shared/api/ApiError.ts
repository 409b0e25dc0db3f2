import { isFetchError } from '@grafana/runtime';
import { type ErrorBody, type ErrorCode } from '@incident-memory/contract';

/** What can go wrong on the way to the sidecar, beside the contract's own codes. */
export type WayErrorCode =
  | 'GRAFANA_UNREACHABLE'
  | 'SIDECAR_UNREACHABLE'
  | 'APP_NOT_CONFIGURED'
  | 'SIGNED_OUT'
  | 'GRAFANA_REFUSED'
  | 'UNEXPECTED_ANSWER';

const ON_THE_WAY: Record<WayErrorCode, { message: string; action: string; retryable: boolean }> = {
  GRAFANA_UNREACHABLE: {
    message: 'Grafana itself does not answer this browser.',
    action: 'Check the network and whether Grafana is running; this page tries again by itself.',
    retryable: true,
  },
  SIDECAR_UNREACHABLE: {
    message: 'Grafana cannot reach the Incident Memory sidecar, so nothing new can be shown.',
    action: 'Check that the sidecar is running and that the address in the app configuration is right.',
    retryable: true,
  },
  APP_NOT_CONFIGURED: {
    message: 'Grafana does not know yet where the Incident Memory sidecar is.',
    action: 'An admin enters its address and key in the app configuration, or provisions them by file.',
    retryable: false,
  },
  SIGNED_OUT: {
    message: 'Your Grafana session has ended, so nothing can be shown.',
    action: 'Sign in to Grafana again.',
    retryable: false,
  },
  GRAFANA_REFUSED: {
    message: 'Grafana does not let you use this part of Incident Memory.',
    action: 'Ask an admin of this Grafana organisation for access to the app.',
    retryable: false,
  },
  UNEXPECTED_ANSWER: {
    message: 'Something between this page and Incident Memory answered in a way that is not understood.',
    action: 'Try again; if it stays, tell an admin the status and the request id below.',
    retryable: true,
  },
};

interface ApiErrorFields {
  code: ErrorCode | WayErrorCode;
  message: string;
  action: string;
  status: number;
  retryable: boolean;
  path?: string;
  requestId: string | null;
}

/** Every failed call ends as one of these: what happened, what to do, and the id that finds it in the logs. */
export class ApiError extends Error {
  readonly code: ErrorCode | WayErrorCode;
  readonly action: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly path: string | undefined;
  readonly requestId: string | null;

  constructor(fields: ApiErrorFields) {
    super(fields.message);
    this.name = 'ApiError';
    this.code = fields.code;
    this.action = fields.action;
    this.status = fields.status;
    this.retryable = fields.retryable;
    this.path = fields.path;
    this.requestId = fields.requestId;
  }
}

/** True for an answer of the sidecar itself, with a code of the catalogue. */
function isErrorBody(data: unknown): data is ErrorBody {
  if (typeof data !== 'object' || data === null || !('error' in data)) {
    return false;
  }
  const error: unknown = data.error;
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error &&
    typeof error.message === 'string'
  );
}

function wayCode(status: number): WayErrorCode {
  switch (status) {
    case 0:
      return 'GRAFANA_UNREACHABLE';
    case 401:
      return 'SIGNED_OUT';
    case 403:
      return 'GRAFANA_REFUSED';
    case 404:
      return 'APP_NOT_CONFIGURED';
    case 502:
    case 503:
    case 504:
      return 'SIDECAR_UNREACHABLE';
    default:
      return 'UNEXPECTED_ANSWER';
  }
}

export function errorOnTheWay(status: number, requestId: string | null = null): ApiError {
  const code = wayCode(status);
  return new ApiError({ code, status, requestId, ...ON_THE_WAY[code] });
}

export function errorFromAnswer(status: number, data: unknown, requestId: string | null): ApiError {
  if (!isErrorBody(data)) {
    return errorOnTheWay(status, requestId);
  }
  return new ApiError({ ...data.error, status, requestId: data.error.requestId ?? requestId });
}

export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) {
    return thrown;
  }
  if (isFetchError(thrown)) {
    return errorFromAnswer(thrown.status, thrown.data, null);
  }
  return errorOnTheWay(0);
}
