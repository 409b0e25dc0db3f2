import { fakeTemplates } from '../testing/fakeTemplates';
import { interpolateNames } from './interpolateNames';

describe('interpolateNames', () => {
  const templates = fakeTemplates({ service: ['payment', 'a,b'], env: 'eu', all: '*', nothing: '' });

  it('keeps plain names', () => {
    expect(interpolateNames(['payment', 'user'], templates, {})).toEqual(['payment', 'user']);
  });

  it('opens a variable with several values, commas in names included', () => {
    expect(interpolateNames(['${service}'], templates, {})).toEqual(['payment', 'a,b']);
  });

  it('names each value once', () => {
    expect(interpolateNames(['payment', '$service'], templates, {})).toEqual(['payment', 'a,b']);
  });

  it('replaces a variable inside a name', () => {
    expect(interpolateNames(['payment-$env'], templates, {})).toEqual(['payment-eu']);
  });

  it('prefers the value of a repeated panel', () => {
    expect(interpolateNames(['$service'], templates, { service: { text: 'user', value: 'user' } })).toEqual(['user']);
  });

  it('takes * for everything, and an empty value for nothing chosen', () => {
    expect(interpolateNames(['$all', 'payment'], templates, {})).toEqual([]);
    expect(interpolateNames(['$nothing'], templates, {})).toEqual([]);
  });
});
