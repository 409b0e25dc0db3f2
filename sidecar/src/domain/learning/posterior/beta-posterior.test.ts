import { betaBelow, betaOf, betaQuantile, meanOf, varianceOf } from './beta-posterior.ts';
import { logBeta } from './log-gamma.ts';

test('the incomplete beta function agrees with closed forms', () => {
  expect(betaBelow({ a: 1, b: 1 }, 0.3)).toBeCloseTo(0.3, 10);
  expect(betaBelow({ a: 4, b: 1 }, 0.3)).toBeCloseTo(0.3 ** 4, 10);
  expect(betaBelow({ a: 1, b: 7 }, 0.3)).toBeCloseTo(1 - 0.7 ** 7, 10);
  // P(X ≤ 2) of ten tries with .3 is .38278.
  expect(betaBelow({ a: 8, b: 3 }, 0.7)).toBeCloseTo(0.38278, 5);
  expect([betaBelow({ a: 2, b: 3 }, -1), betaBelow({ a: 2, b: 3 }, 2)]).toEqual([0, 1]);
});

test('a quantile undoes it, for weak and for strong beliefs', () => {
  for (const beta of [
    { a: 0.5, b: 0.5 },
    { a: 3, b: 9 },
    { a: 900, b: 30 },
    { a: 5000, b: 5000 },
  ]) {
    for (const probability of [0.025, 0.35, 0.5, 0.975]) {
      expect(betaBelow(beta, betaQuantile(beta, probability))).toBeCloseTo(probability, 1);
    }
  }
  expect(betaQuantile({ a: 1, b: 1 }, 0.2)).toBeCloseTo(0.2, 3);
});

test('a mixture is told with the mean and variance it has', () => {
  const beta = betaOf(0.3, 0.01);
  expect([meanOf(beta), varianceOf(beta)].map((value) => Number(value.toFixed(6)))).toEqual([0.3, 0.01]);
});

test('the logarithm of the beta function', () => {
  expect(Math.exp(logBeta(3, 4))).toBeCloseTo(1 / 60, 10);
  expect(Math.exp(logBeta(0.5, 0.5))).toBeCloseTo(Math.PI, 8);
});
