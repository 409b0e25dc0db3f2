import { isCertainlyWorse, judgeFixedSeeds, judgeFreshSeed } from './judge-figures.ts';
import { productAnswers, productAnswersHere } from './product-answers.ts';
import { betaPerFix, ratePerFix, runningShare } from './simulation/baselines.ts';
import { FAMILIES } from './simulation/families.ts';
import { isAsk } from './simulation/learning-stream.ts';
import { readYear, type Reader } from './simulation/reader.ts';
import { scoreYear, skill } from './simulation/score-year.ts';
import { simulateYear, type SimulatedYear } from './simulation/simulate-year.ts';

function baselines(year: SimulatedYear) {
  const of = (reader: Reader) => scoreYear(year, readYear(year.stream, reader));
  return { share: of(runningShare()), rate: of(ratePerFix()), beta: of(betaPerFix()) };
}

async function scored(year: SimulatedYear, read = productAnswersHere) {
  const answers = await read(year);
  return { answers, product: scoreYear(year, answers), ...baselines(year) };
}

/** One year is read by the command as a process of its own, the others by the same task in this one: it costs less. */
jest.setTimeout(300_000);

describe('learning, over simulated years of which the truth is known', () => {
  test('keeps its aims on seeds 1 and 2', async () => {
    const years = [];
    for (const seed of [1, 2]) {
      years.push(await scored(simulateYear({ seed }), seed === 1 ? productAnswers : productAnswersHere));
    }
    expect(judgeFixedSeeds(years)).toEqual([]);
    // What the command says of itself is what is found from outside.
    for (const { answers, product, share } of years) {
      expect(answers.brier).toBeCloseTo(product.brier, 10);
      expect(answers.brierSkill).toBeCloseTo(skill(product.brier, share.brier), 10);
      expect(answers.expectedCalibrationError).toBeCloseTo(product.calibrationError, 10);
    }
  });

  test('is not certainly off them on a seed that nobody has seen', async () => {
    const seed = Math.floor(Math.random() * 1e9);
    expect({ seed, complaints: judgeFreshSeed(await scored(simulateYear({ seed }))) }).toEqual({
      seed,
      complaints: [],
    });
  });

  test('is nowhere certainly worse than a baseline, and better on the whole, whatever the world is like', async () => {
    const gains: number[] = [];
    for (const [name, family] of Object.entries(FAMILIES)) {
      const { product, rate, beta } = await scored(simulateYear({ seed: 21, family, attempts: 1500 }));
      expect({ name, worse: [rate, beta].filter((other) => isCertainlyWorse(product, other)) }).toEqual({
        name,
        worse: [],
      });
      gains.push(skill(product.brier, rate.brier), skill(product.brier, beta.brier));
    }
    expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(0.04);
  });

  test('the gate fails for those who know only the rates, or only the share', () => {
    const years = [1, 2].map((seed) => baselines(simulateYear({ seed })));
    expect(judgeFixedSeeds(years.map((year) => ({ ...year, product: year.rate }))).join()).toContain('calibration');
    const complaints = years.flatMap((year) => judgeFreshSeed({ ...year, product: year.share }));
    expect(complaints.join()).toContain('no chance');
    expect(complaints.join()).toContain('the better first');
  });

  test('says nothing from what comes later: a stream that is cut off has the same answers', async () => {
    const { stream } = simulateYear({ seed: 5, attempts: 300 });
    const whole = await productAnswersHere({ stream });
    const cut = await productAnswersHere({ stream: stream.slice(0, 200) });
    expect(cut.predictions).toEqual(whole.predictions.filter(({ index }) => index < 200));
    expect(cut.rankings).toEqual(whole.rankings.filter(({ index }) => index < 200));
  });

  test('having been shown, refused or left unattributed changes nothing', async () => {
    const { stream } = simulateYear({ seed: 6, attempts: 300 });
    const bare = stream.filter((entry) => isAsk(entry) || ['worked', 'failed', 'worsened'].includes(entry.outcome));
    const unseen = bare.map((entry) => (isAsk(entry) ? entry : { ...entry, shownRank: 1 }));
    const probabilities = async (of: typeof stream) =>
      (await productAnswersHere({ stream: of })).predictions.map(({ probability }) => probability);
    const [without, all] = [await probabilities(unseen), await probabilities(stream)];
    expect(without).toEqual(all.map((probability) => expect.closeTo(probability, 9) as number));
  });
});
