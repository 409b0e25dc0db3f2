import type { SeriesSettings } from '../../src/domain/detection/series/series-settings.ts';

type Settings = Partial<SeriesSettings>;

/** The numbers that no reason settles, in the range in which they could be: what is chosen inside each fold. */
const FREE = {
  riseScales: [4, 4.5, 5, 5.5, 6],
  risePrior: [0.3, 0.4, 0.5],
  risePower: [0.3, 0.5, 0.7],
  recordShare: [0, 0.2, 0.3, 0.4],
} as const;

export function freeGrid(): Settings[] {
  return Object.entries(FREE).reduce<Settings[]>(
    (grid, [name, values]) => grid.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}]
  );
}

/**
 * A start that knows nothing of what was learnt: logarithms, no prominence, no budget, no confirmation of drops. From
 * here every number is chosen inside each fold, one after the other: also those that the defaults settle by a reason.
 */
export const NEUTRAL: Settings = {
  riseScales: 5,
  dropScales: 5,
  risePrior: 0.3,
  dropPrior: 0.3,
  risePower: 0,
  recordShare: 0,
  countOffset: 1,
  chanceDeviations: 0,
  zeroOffsetTimes: 1,
  endShare: 0.5,
  longestAlarmPoints: 24,
  budgetAlarms: 1e6,
  dropSeconds: 0,
};

export const EVERY_NUMBER: ReadonlyArray<readonly [keyof SeriesSettings, readonly number[]]> = [
  ['windowPoints', [84, 120, 168, 240]],
  ['learningPoints', [6, 12, 24]],
  ['priorPoints', [10, 30, 60]],
  ['tailShare', [0.1, 0.05, 0.03]],
  ['risePower', [0, 0.3, 0.5, 0.7, 1]],
  ['riseOffsetShare', [0.05, 0.1, 0.2, 0.4]],
  ['dropOffsetShare', [0.02, 0.05, 0.1, 0.2]],
  ['countOffset', [1, 3, 5]],
  ['chanceDeviations', [0, 5]],
  ['zeroOffsetTimes', [1, 3, 6]],
  ['risePrior', [0.2, 0.3, 0.4, 0.5, 0.6]],
  ['dropPrior', [0.1, 0.2, 0.3, 0.4]],
  ['riseScales', [4, 4.5, 5, 5.5, 6, 6.5, 7, 8]],
  ['dropScales', [4, 5, 6, 8, 10, 14]],
  ['recordShare', [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
  ['recordPoints', [300, 1000, 3000]],
  ['recordTimes', [1.5, 2, 3, 10]],
  ['budgetAlarms', [3, 4, 6, 8, 1e6]],
  ['endShare', [0.3, 0.5, 0.7, 1]],
  ['longestAlarmPoints', [12, 24, 72]],
  ['dropSeconds', [0, 180]],
];

/** What each part is worth: the defaults with one part taken out, the line then where it serves best without it. */
export const WITHOUT: ReadonlyArray<readonly [string, Settings]> = [
  ['prominence', { recordShare: 0 }],
  ['a bound on prominence', { recordTimes: 1e6 }],
  ['a budget', { budgetAlarms: 1e6 }],
  ['confirmation of drops', { dropSeconds: 0 }],
  ['drops at all', { dropScales: 1e6 }],
  ['roots: logarithms', { risePower: 0, riseScales: 4 }],
  ['roots: differences', { risePower: 1, riseScales: 7 }],
  ['a prior', { priorPoints: 0.001, riseScales: 7, dropScales: 14 }],
  ['a long window: 48', { windowPoints: 48 }],
  ['care for mostly zero', { zeroOffsetTimes: 0.1 }],
  ['chance of counts', { chanceDeviations: 0 }],
  ['an alarm that lasts', { longestAlarmPoints: 1 }],
  ['an end before the line', { endShare: 1 }],
];
