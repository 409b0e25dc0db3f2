import { type Overview } from '@incident-memory/contract';

export const CONFIDENCE_WORDS: Record<Overview['learningConfidence']['state'], string> = {
  'not-enough-history': 'Not enough history yet',
};
