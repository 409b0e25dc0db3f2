import { fakeTemplates } from '../../datasource/testing/fakeTemplates';
import { interpolateNames } from './interpolateNames';

describe('interpolateNames', () => {
  const templates = fakeTemplates({ service: ['payment', 'a,b'], env: 'eu', all: '*', nothing: '' });
  const replace = (text: string, format: Function) => templates.replace(text, {}, format);

  it('keeps plain names', () => {
    expect(interpolateNames(['payment', 'user'], replace)).toEqual(['payment', 'user']);
  });

  it('opens a variable with several values, commas in names included', () => {
    expect(interpolateNames(['${service}'], replace)).toEqual(['payment', 'a,b']);
  });

  it('names each value once', () => {
    expect(interpolateNames(['payment', '$service'], replace)).toEqual(['payment', 'a,b']);
  });

  it('replaces a variable inside a name', () => {
    expect(interpolateNames(['payment-$env'], replace)).toEqual(['payment-eu']);
  });

  it('prefers the value of a repeated panel', () => {
    expect(
      interpolateNames(['$service'], (text, format) =>
        templates.replace(text, { service: { text: 'user', value: 'user' } }, format)
      )
    ).toEqual(['user']);
  });

  it('takes * for everything, and an empty value for nothing chosen', () => {
    expect(interpolateNames(['$all', 'payment'], replace)).toEqual([]);
    expect(interpolateNames(['$nothing'], replace)).toEqual([]);
  });
});
