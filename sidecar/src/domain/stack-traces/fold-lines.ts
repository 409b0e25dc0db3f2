import { LOG_LEVELS, type LogLevel } from '@incident-memory/contract';
import type { RawLine } from '../signals/raw-line.ts';
import { mayBeFrame, plainText, shapeOf } from './line-shape.ts';
import { TraceOfLines } from './trace-of-lines.ts';

/**
 * Senders that read a program's output line by line (Docker's json-file, rsyslog, a plain tail) send one record for each
 * line of a stack trace: one failure becomes forty lines, forty templates, forty errors. Here they become one again.
 *
 * Within one batch only. A line is acknowledged once it is on disk: one held back for what may follow would be
 * acknowledged and lost in a crash, or answered late, and one that is stored already cannot grow without being counted
 * twice. So a trace that the end of a batch parts becomes two lines: the first has type, message and the frames so far
 * (most often those that matter), the second is one line of frames in place of many. Two programs of one service that
 * fail in the same moment may have their frames mixed, unless trace ids tell them apart; nothing else can.
 *
 * Answers the lines with those of each trace joined by line breaks in the place of its first; the very array that came
 * where there was nothing to join.
 */
export function foldLines(lines: readonly RawLine[]): readonly RawLine[] {
  if (!lines.some(({ message, stack }) => stack === null && mayBeFrame(message))) {
    return lines;
  }
  const answer: Array<RawLine | null> = [...lines];
  for (const indices of byService(lines).values()) {
    const own = indices.map((index) => lines[index]).filter((line) => line !== undefined);
    for (const joined of tracesOf(own)) {
      const [head = 0] = joined;
      joined.forEach((at) => (answer[indices[at] ?? 0] = null));
      answer[indices[head] ?? 0] = merged(joined.map((at) => own[at]).filter((line) => line !== undefined));
    }
  }
  return answer.filter((line) => line !== null);
}

function byService(lines: readonly RawLine[]): ReadonlyMap<string | null, number[]> {
  const services = new Map<string | null, number[]>();
  lines.forEach(({ service }, index) => {
    const indices = services.get(service);
    if (indices === undefined) {
      services.set(service, [index]);
    } else {
      indices.push(index);
    }
  });
  return services;
}

function merged(lines: readonly RawLine[]): RawLine {
  const [head] = lines;
  if (head === undefined) {
    throw new Error('a trace without lines');
  }
  const level = lines.map((line) => line.level).reduce(moreSevere);
  const traceId = lines.find((line) => line.traceId !== null)?.traceId ?? null;
  return { ...head, level, traceId, message: lines.map(({ message }) => plainText(message)).join('\n') };
}

function moreSevere(one: LogLevel, other: LogLevel): LogLevel {
  return LOG_LEVELS.indexOf(one) >= LOG_LEVELS.indexOf(other) ? one : other;
}

/** Positions of the lines of each trace of more than one line. */
function tracesOf(lines: readonly RawLine[]): Array<readonly number[]> {
  const texts = lines.map(({ message }) => plainText(message));
  const shapes = texts.map(shapeOf);
  const traces: Array<readonly number[]> = [];
  const taken = new Set<number>();
  for (let at = 0; at < lines.length; at += 1) {
    if (!taken.has(at)) {
      const joined = new TraceOfLines({ lines, texts, shapes, taken }, at).join();
      if (joined.length > 1) {
        traces.push(joined);
        joined.forEach((one) => taken.add(one));
      }
    }
  }
  return traces;
}
