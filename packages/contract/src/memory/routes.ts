import type { z } from 'zod';
import { EmptyBody, IncidentParams } from '../incident.ts';
import { get, NoQuery } from '../route.ts';
import { page, PageQuery } from '../scalars.ts';
import {
  AttemptDoneBody,
  AttemptParams,
  BeginAttemptBody,
  CorrectBody,
  FeedbackBody,
  JudgeOutcomeBody,
  LinkBody,
  MemoryListQuery,
  MemoryLogQuery,
  MemoryParams,
  ReasonBody,
  RejectBody,
  RememberBody,
  UndoBody,
} from './acts.ts';
import { RecallAnswer, RecallBody } from './recall.ts';
import { Memory, MemoryEntry } from './record.ts';
import { RulesDryRun, RulesDryRunBody } from './rules.ts';

function act<Name extends string, Body extends z.ZodType>(name: Name, summary: string, body: Body) {
  return {
    method: 'POST',
    path: `/v1/memories/:memory/${name}` as const,
    role: 'Editor',
    summary,
    params: MemoryParams,
    body,
    answer: Memory,
    versioned: true,
  } as const;
}

function attempt<Name extends string, Body extends z.ZodType>(name: Name, summary: string, body: Body) {
  return {
    method: 'POST',
    path: `/v1/incidents/:incident/attempts/:attempt/${name}` as const,
    role: 'Editor',
    summary,
    params: AttemptParams,
    body,
    answer: Memory,
  } as const;
}

/** What is remembered, and what is recalled. */
export const MEMORY_ROUTES = {
  recall: {
    method: 'POST',
    path: '/v1/recall',
    role: 'Viewer',
    summary: 'What memory knows about a situation: seen before, what helped, what not to try',
    body: RecallBody,
    answer: RecallAnswer,
  },
  recallForIncident: {
    method: 'GET',
    path: '/v1/incidents/:incident/recall',
    role: 'Viewer',
    summary: 'What memory knows about an incident',
    params: IncidentParams,
    query: NoQuery,
    answer: RecallAnswer,
  },
  readIncidentMemory: {
    method: 'GET',
    path: '/v1/incidents/:incident/memory',
    role: 'Viewer',
    summary: 'What is remembered of this incident so far: attempts and their outcomes',
    params: IncidentParams,
    query: NoQuery,
    answer: Memory.nullable(),
  },
  beginAttempt: {
    method: 'POST',
    path: '/v1/incidents/:incident/attempts',
    role: 'Editor',
    summary: 'Say that a fix is being applied',
    params: IncidentParams,
    body: BeginAttemptBody,
    answer: Memory,
  },
  finishAttempt: attempt('done', 'Say that a fix is applied: its check begins', AttemptDoneBody),
  withdrawAttempt: attempt('withdraw', 'Say that a fix was not applied after all', EmptyBody),
  judgeAttempt: attempt('outcome', 'Say, or correct, what became of a fix', JudgeOutcomeBody),
  rejectSuggestion: {
    method: 'POST',
    path: '/v1/incidents/:incident/reject',
    role: 'Editor',
    summary: 'Refuse a suggestion with its reason: it is not made again here',
    params: IncidentParams,
    body: RejectBody,
    answer: Memory,
  },
  listMemories: get('/v1/memories', {
    summary: 'Memories that the reader may see',
    query: MemoryListQuery,
    answer: page(Memory),
  }),
  readMemory: {
    method: 'GET',
    path: '/v1/memories/:memory',
    role: 'Viewer',
    summary: 'One memory',
    params: MemoryParams,
    query: NoQuery,
    answer: Memory,
  },
  readMemoryHistory: {
    method: 'GET',
    path: '/v1/memories/:memory/history',
    role: 'Viewer',
    summary: 'Everything that happened to a memory, newest first',
    params: MemoryParams,
    query: PageQuery,
    answer: page(MemoryEntry),
  },
  listMemoryLog: get('/v1/memory/log', {
    summary: 'Everything that was remembered, suggested, refused, judged or forgotten, newest first',
    query: MemoryLogQuery,
    answer: page(MemoryEntry),
  }),
  dryRunRules: {
    method: 'POST',
    path: '/v1/memory/rules/dry-run',
    role: 'Viewer',
    summary: 'What rules would have remembered of past incidents; nothing is changed',
    body: RulesDryRunBody,
    answer: RulesDryRun,
  },
  remember: {
    method: 'POST',
    path: '/v1/memories',
    role: 'Editor',
    summary: 'Remember a note',
    body: RememberBody,
    answer: Memory,
  },
  correctMemory: act('correct', 'Correct what is remembered', CorrectBody),
  confirmMemory: act('confirm', 'Say that what is remembered is right', EmptyBody),
  staleMemory: act('stale', 'Say that it does not hold any more', ReasonBody),
  revalidateMemory: act('revalidate', 'Say that it holds (again)', ReasonBody),
  retireMemory: act('retire', 'Keep it, but recall it no more', ReasonBody),
  restoreMemory: act('restore', 'Recall it again', EmptyBody),
  linkMemory: act('link', 'Link it to another memory', LinkBody),
  unlinkMemory: act('unlink', 'Take a link back', LinkBody),
  rateMemory: act('feedback', 'Say whether recalling it helped or misled', FeedbackBody),
  undoMemory: act('undo', 'Take back what was done to it', UndoBody),
} as const;
