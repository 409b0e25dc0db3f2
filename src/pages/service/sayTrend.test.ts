import { sayTrend } from './sayTrend';

describe('how a message compares with the time before', () => {
  const known = { lines: 50, linesBefore: 50 };

  it('is new where others were heard before', () => {
    const fresh = { lines: 1, linesBefore: 0 };
    expect(sayTrend(fresh, [known, fresh])).toBe('new');
    expect(sayTrend(fresh, [fresh, fresh])).toBeNull();
  });

  it('is louder from three times on, and not by chance', () => {
    expect(sayTrend({ lines: 90, linesBefore: 30 }, [known])).toBe('3×');
    expect(sayTrend({ lines: 89, linesBefore: 30 }, [known])).toBeNull();
    expect(sayTrend({ lines: 9, linesBefore: 1 }, [known])).toBeNull();
  });
});
