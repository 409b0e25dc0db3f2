import type { DetectorId } from '@incident-memory/contract';
import { hurtsUsers, type Circumstances, type Evidence } from './harm.ts';

const WELL: Circumstances = {
  direction: 'above',
  isFailing: false,
  isCalled: true,
  livesOtherwise: false,
  tellsRequests: true,
  requestsAreTold: true,
};

function hurts(detector: DetectorId, circumstances: Circumstances, given: Partial<Evidence> = {}): boolean {
  return hurtsUsers(detector, circumstances, { score: 2, standsMs: 0, ...given });
}

describe('users are hurt', () => {
  it('by requests that fail or are slow', () => {
    expect(hurts('failure-ratio', WELL)).toBe(true);
    expect(hurts('latency', WELL)).toBe(true);
  });

  it('by a called service that is silent, not by a job, nor by a lost shipper of lines', () => {
    expect(hurts('silence', WELL)).toBe(true);
    expect(hurts('silence', { ...WELL, isCalled: false, tellsRequests: false })).toBe(false);
    expect(hurts('silence', { ...WELL, livesOtherwise: true })).toBe(false);
  });

  it('by traffic that is gone, not by more of it', () => {
    expect(hurts('traffic', { ...WELL, direction: 'below' })).toBe(true);
    expect(hurts('traffic', WELL)).toBe(false);
  });

  it('by error lines and messages only while requests fail', () => {
    for (const detector of ['error-count', 'new-message', 'message-surge'] as const) {
      expect(hurts(detector, WELL)).toBe(false);
      expect(hurts(detector, { ...WELL, isFailing: true })).toBe(true);
    }
  });

  it('never by a metric, however odd', () => {
    expect(hurts('metric', { ...WELL, isFailing: true })).toBe(false);
    expect(hurts('exhaustion', { ...WELL, isFailing: true })).toBe(false);
  });

  it('by error lines of a service that is called and tells no requests, not by those of a job', () => {
    expect(hurts('error-count', { ...WELL, tellsRequests: false })).toBe(true);
    expect(hurts('error-count', { ...WELL, tellsRequests: false, isCalled: false })).toBe(false);
  });

  it('by error lines that stand for requests only where they are clear, or last', () => {
    const unknown = { ...WELL, tellsRequests: false };
    expect(hurts('error-count', unknown, { score: 1.1 })).toBe(false);
    expect(hurts('error-count', unknown, { score: 1.1, standsMs: 180_000 })).toBe(true);
    expect(hurts('failure-ratio', WELL, { score: 1 })).toBe(true);
  });

  it('as far as lines can tell where nobody tells requests', () => {
    const linesAlone = { ...WELL, tellsRequests: false, requestsAreTold: false, isCalled: false };
    expect(hurts('error-count', linesAlone)).toBe(true);
    expect(hurts('silence', linesAlone)).toBe(true);
  });
});
