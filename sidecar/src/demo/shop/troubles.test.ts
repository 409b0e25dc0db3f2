import { shopRequest } from '../background.ts';
import { seededRandom } from '../seeded-random.ts';
import type { DemoService } from './services.ts';
import { troubleOf, Troubles, type LastingKind } from './troubles.ts';

const FROM = 1_000_000;
const TO = FROM + 600_000;

function told(kind: LastingKind, at: number, service: DemoService = 'database') {
  const troubles = new Troubles();
  troubles.begin(troubleOf(kind, service, { from: FROM, to: TO }));
  const random = seededRandom(5);
  const requests = Array.from({ length: 1500 }, () => shopRequest(random, at, troubles));
  const spans = requests.flatMap((request) => request.spans);
  const lines = requests.flatMap((request) => request.lines);
  const served = (name: DemoService) => spans.filter((span) => span.service === name && span.kind !== 'client');
  return {
    lines: (name: DemoService) => lines.filter((line) => line.service === name),
    errors: (name: DemoService) => lines.filter((line) => line.service === name && line.level === 'ERROR').length,
    failing: (name: DemoService) => served(name).filter(({ isError }) => isError).length / served(name).length,
    milliseconds: (name: DemoService) => {
      const took = served(name).map(({ startsAt, endsAt }) => endsAt - startsAt);
      return took.sort((one, other) => one - other)[Math.floor(took.length / 2)] ?? Number.NaN;
    },
    served,
  };
}

it('grows slowly: nearly well at first, unwell at the end', () => {
  const [first, last] = [told('slow', FROM + 10_000), told('slow', TO - 10_000)];
  expect(first.failing('database')).toBeLessThan(0.03);
  expect(last.failing('database')).toBeGreaterThan(0.2);
  expect(last.milliseconds('database')).toBeGreaterThan(4 * first.milliseconds('database'));
});

it('goes up the calls in a cascade, callers a moment later, and they write of whom they called', () => {
  const early = told('cascade', FROM + 5_000);
  const late = told('cascade', FROM + 30_000);
  expect(early.failing('database')).toBeGreaterThan(0.3);
  expect(early.errors('user')).toBeLessThan(20);
  expect(late.errors('user')).toBeGreaterThan(100);
  expect(late.failing('api-gateway')).toBeGreaterThan(0.3);
  expect(late.lines('user').some(({ message }) => message.startsWith('no answer from database'))).toBe(true);
});

it('falls silent without an error of anybody', () => {
  const { lines, served, errors } = told('silent', FROM + 60_000, 'notification');
  expect(lines('notification')).toEqual([]);
  expect(served('notification')).toEqual([]);
  expect(errors('user')).toBeLessThan(30);
});

it('flaps: on for a while, then off', () => {
  expect(told('flapping', FROM + 5_000).failing('database')).toBeGreaterThan(0.5);
  expect(told('flapping', FROM + 60_000).failing('database')).toBeLessThan(0.03);
});

it('fails for some after a deploy, until its end', () => {
  expect(told('after-deploy', FROM + 5_000).failing('database')).toBeCloseTo(0.12, 1);
  expect(told('after-deploy', TO + 5_000).failing('database')).toBeLessThan(0.03);
});
