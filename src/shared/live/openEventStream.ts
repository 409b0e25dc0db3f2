import { config, getBackendSrv } from '@grafana/runtime';
import { type StreamMessage } from '@incident-memory/contract';
import { type Subscription } from 'rxjs';
import { errorFromAnswer, toApiError, type ApiError } from '../api/ApiError';
import { PROXY_PATH } from '../api/callSidecar';

export interface StreamListener {
  onMessage: (message: StreamMessage) => void;
  /** The stream has ended, by whose fault ever; it does not come back by itself. */
  onEnd: (error: ApiError) => void;
}

export type OpenStream = (listener: StreamListener) => { close: () => void };

const MESSAGE_TYPES: ReadonlySet<string> = new Set<StreamMessage['type']>(['hello', 'incident', 'alarm', 'tick']);

export function isStreamMessage(value: unknown): value is StreamMessage {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    MESSAGE_TYPES.has(value.type)
  );
}

/** Takes text as it arrives and gives the data of each complete server-sent event. */
export class EventStreamReader {
  private pending = '';

  read(piece: string): unknown[] {
    const blocks = (this.pending + piece).split(/\r?\n\r?\n/);
    this.pending = blocks.pop() ?? '';
    return blocks.flatMap((block) => {
      const data = block
        .split(/\r?\n/)
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice('data:'.length).trimStart())
        .join('\n');
      try {
        return data === '' ? [] : [JSON.parse(data)];
      } catch {
        // A newer sidecar may send what this page does not know; the next renewal shows what it meant.
        return [];
      }
    });
  }
}

/**
 * `chunked` goes past Grafana's request queue, so it also goes past what that adds: the sub-path Grafana may be
 * served under, and the organisation of this tab.
 */
export const openEventStream: OpenStream = ({ onMessage, onEnd }) => {
  const decoder = new TextDecoder();
  const reader = new EventStreamReader();
  const organisation = config.bootData?.user?.orgId;
  let refusal: { status: number; text: string } | null = null;
  const subscription: Subscription = getBackendSrv()
    .chunked({
      url: `${config.appSubUrl ?? ''}${PROXY_PATH}/v1/stream`,
      method: 'GET',
      headers: {
        Accept: 'text/event-stream',
        ...(organisation ? { 'X-Grafana-Org-Id': organisation } : {}),
      },
      showErrorAlert: false,
    })
    .subscribe({
      next: (answer) => {
        const text = answer.data === undefined ? '' : decoder.decode(answer.data, { stream: true });
        if (!answer.ok) {
          refusal = { status: answer.status, text: (refusal?.text ?? '') + text };
          return;
        }
        reader.read(text).filter(isStreamMessage).forEach(onMessage);
      },
      error: (thrown: unknown) => onEnd(toApiError(thrown)),
      complete: () =>
        onEnd(refusal === null ? toApiError(null) : errorFromAnswer(refusal.status, readJson(refusal.text), null)),
    });
  return { close: () => subscription.unsubscribe() };
};

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
