import { OTHER_SERVICES } from './service-names.ts';
import { ServiceRegister } from './service-register.ts';

const plain = (text: string) => text;

describe('the names of an organisation', () => {
  it('are bounded for a day', () => {
    const register = new ServiceRegister({ maxServices: 2, redact: plain });
    expect(['a', 'b', 'c', 'a'].map((name) => register.nameOf(name, 0))).toEqual(['a', 'b', OTHER_SERVICES, 'a']);
    expect(register.nameOf('c', 24 * 60 * 60 * 1000)).toBe('c');
  });

  it('are redacted and cut, and long ones are not remembered whole', () => {
    const seen: number[] = [];
    const redact = (text: string) => {
      seen.push(text.length);
      return text;
    };
    const register = new ServiceRegister({ maxServices: 10, redact });
    const long = 'x'.repeat(100_000);
    expect(register.nameOf(`${long}1`, 0)).toHaveLength(200);
    // What differs only behind the cut is found as the one that is remembered.
    expect(register.nameOf(`${long}2`, 0)).toHaveLength(200);
    expect(seen).toEqual([1000]);
  });
});
