import type { EvaluationTask } from '../evaluation-task.ts';
import { detect } from './detect.ts';
import { duplicates } from './duplicates.ts';
import { learning } from './learning.ts';
import { recall } from './recall.ts';
import { templates } from './templates.ts';

/** By the name that stands on the command line. */
export const TASKS: Readonly<Record<string, EvaluationTask>> = { detect, duplicates, learning, recall, templates };
