import { nameServices } from './name-services.ts';

const KNOWN = ['api-gateway', 'auth', 'payment'];

function asked(title: string, ...series: Array<{ name: string; labels?: Record<string, string> }>) {
  return { title, spikeSeries: null, series: series.map(({ name, labels = {} }) => ({ name, labels, points: [] })) };
}

describe('the services that a question is about', () => {
  it('stand in the labels first', () => {
    const question = asked('Errors of auth', { name: 'x', labels: { service_name: 'payment' } });
    expect(nameServices(KNOWN, question)).toMatchObject({
      services: ['payment'],
      how: 'from the labels of the series',
    });
  });

  it('stand in the name of the series next', () => {
    expect(nameServices(KNOWN, asked('Errors', { name: 'payment errors' })).services).toEqual(['payment']);
  });

  it('stand in the title last', () => {
    expect(nameServices(KNOWN, asked('Errors of API-Gateway', { name: 'A' })).services).toEqual(['api-gateway']);
  });

  it('are those of the series with the spike, where there is one', () => {
    const question = { ...asked('All', { name: 'auth' }, { name: 'payment' }), spikeSeries: 'payment' };
    expect(nameServices(KNOWN, question).services).toEqual(['payment']);
  });

  it('are none where a name is only part of another word', () => {
    const { services, how } = nameServices(KNOWN, asked('Authors and prepayments', { name: 'A' }));
    expect(services).toEqual([]);
    expect(how).toContain('no known service');
  });

  it('are none that nobody knows', () => {
    expect(nameServices(KNOWN, asked('x', { name: 'y', labels: { service: 'billing' } })).services).toEqual([]);
  });
});
