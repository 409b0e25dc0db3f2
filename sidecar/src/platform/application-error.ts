import { ERRORS, type ErrorBody, type ErrorCode } from '@incident-memory/contract';

interface Particulars {
  /** Fill `{name}` in the sentences of the catalogue. Never put payloads or secrets here. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** The key that does not fit, such as `services[2].name`. */
  readonly path?: string;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** A failure that a caller is told about; everything else that is thrown becomes IM_INTERNAL. */
export class ApplicationError extends Error {
  override readonly name = 'ApplicationError';
  readonly code: ErrorCode;
  readonly path: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  private readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, particulars: Particulars = {}) {
    super(fillIn(ERRORS[code].message, particulars.details ?? {}), { cause: particulars.cause });
    this.code = code;
    this.path = particulars.path;
    this.retryAfterSeconds = particulars.retryAfterSeconds;
    this.details = particulars.details ?? {};
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  toBody(requestId: string): ErrorBody {
    const { action, retryable } = ERRORS[this.code];
    return {
      error: {
        code: this.code,
        message: this.message,
        action: fillIn(action, this.details),
        ...(this.path === undefined ? {} : { path: this.path }),
        retryable,
        requestId,
      },
    };
  }
}

function fillIn(sentence: string, details: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}
