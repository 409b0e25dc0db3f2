import { hurtsUsers, type Circumstances } from './harm.ts';

const WELL: Circumstances = {
  direction: 'above',
  isFailing: false,
  isCalled: true,
  livesOtherwise: false,
  tellsRequests: true,
  requestsAreTold: true,
};

describe('users are hurt', () => {
  it('by requests that fail or are slow', () => {
    expect(hurtsUsers('failure-ratio', WELL)).toBe(true);
    expect(hurtsUsers('latency', WELL)).toBe(true);
  });

  it('by a called service that is silent, not by a job, nor by a lost shipper of lines', () => {
    expect(hurtsUsers('silence', WELL)).toBe(true);
    expect(hurtsUsers('silence', { ...WELL, isCalled: false, tellsRequests: false })).toBe(false);
    expect(hurtsUsers('silence', { ...WELL, livesOtherwise: true })).toBe(false);
  });

  it('by traffic that is gone, not by more of it', () => {
    expect(hurtsUsers('traffic', { ...WELL, direction: 'below' })).toBe(true);
    expect(hurtsUsers('traffic', WELL)).toBe(false);
  });

  it('by error lines and messages only while requests fail', () => {
    for (const detector of ['error-count', 'new-message', 'message-surge'] as const) {
      expect(hurtsUsers(detector, WELL)).toBe(false);
      expect(hurtsUsers(detector, { ...WELL, isFailing: true })).toBe(true);
    }
  });

  it('never by a metric, however odd', () => {
    expect(hurtsUsers('metric', { ...WELL, isFailing: true })).toBe(false);
    expect(hurtsUsers('exhaustion', { ...WELL, isFailing: true })).toBe(false);
  });

  it('by error lines of a service that is called and tells no requests, not by those of a job', () => {
    expect(hurtsUsers('error-count', { ...WELL, tellsRequests: false })).toBe(true);
    expect(hurtsUsers('error-count', { ...WELL, tellsRequests: false, isCalled: false })).toBe(false);
  });

  it('as far as lines can tell where nobody tells requests', () => {
    const linesAlone = { ...WELL, tellsRequests: false, requestsAreTold: false, isCalled: false };
    expect(hurtsUsers('error-count', linesAlone)).toBe(true);
    expect(hurtsUsers('silence', linesAlone)).toBe(true);
  });
});
