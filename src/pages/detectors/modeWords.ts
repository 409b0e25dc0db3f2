import { type DetectorMode } from '@incident-memory/contract';
import { type BadgeColor, type IconName } from '@grafana/ui';

interface ModeWords {
  text: string;
  meaning: string;
  color: BadgeColor;
  icon: IconName;
}

export const MODE_WORDS: Record<DetectorMode, ModeWords> = {
  off: {
    text: 'Off',
    meaning: 'It notices nothing. What it alone could see is missed.',
    color: 'darkgrey',
    icon: 'minus-circle',
  },
  trial: {
    text: 'Trial',
    meaning: 'It watches. What it raises becomes a finding and pages nobody.',
    color: 'blue',
    icon: 'eye',
  },
  live: {
    text: 'Live',
    meaning: 'What it raises, and hurts, opens incidents.',
    color: 'green',
    icon: 'bolt',
  },
};

export const MODES: readonly DetectorMode[] = ['off', 'trial', 'live'];

/** As in "Latency is on trial now". */
export const MODE_STATES: Record<DetectorMode, string> = { off: 'off', trial: 'on trial', live: 'live' };
