import { isUnfiltered, readFilters, toQuery } from './filters';
import { sayModes } from '../../shared/alarms/sayModes';

const read = (search: string) => readFilters(new URLSearchParams(search));

describe('what an address asks for', () => {
  it('is the inbox, of any time, when it asks for nothing', () => {
    expect(toQuery(read(''))).toEqual({ show: 'inbox', limit: 50 });
    expect(isUnfiltered(read('show=all'))).toBe(true);
  });

  it('is every filter at once', () => {
    const filters = read('show=trial&detector=latency,silence&service=payment&firing=false&from=5&to=9');
    expect(toQuery(filters)).toEqual({
      show: 'trial',
      detector: ['latency', 'silence'],
      service: ['payment'],
      firing: 'false',
      from: 5,
      to: 9,
      limit: 50,
    });
    expect(isUnfiltered(filters)).toBe(false);
    expect(read('since=24h').since).toBe('24h');
  });

  it('leaves out what it says wrongly', () => {
    const wrong = read('show=toString&detector=nonsense&firing=maybe&since=9y&from=9&to=5');
    expect(toQuery(wrong)).toEqual({ show: 'inbox', limit: 50 });
    expect(wrong.since).toBeNull();
  });
});

it('says how many detectors could have said something', () => {
  const modes = (...of: Array<'off' | 'trial' | 'live'>) => of.map((mode) => ({ mode }));
  expect(sayModes(modes('trial', 'trial', 'live', 'off'))).toBe('2 detectors are on trial, 1 is live, and 1 is off.');
  expect(sayModes(modes('trial', 'live', 'live'))).toBe('1 detector is on trial, 2 are live.');
});
