import { createLogger } from './logger.ts';

function logged(error: Error): string {
  const lines: string[] = [];
  createLogger('info', { write: (line) => void lines.push(line) }).error({ err: error }, 'failed');
  return lines.join('');
}

describe('an error in the log', () => {
  it('tells its frames, and of its message only the beginning, however many lines it has', () => {
    const error = new Error(`could not read\n${'x'.repeat(400)}\nhunter2`);
    expect(logged(error)).toContain('could not read');
    expect(logged(error)).toContain('logger.test.ts');
    expect(logged(error)).not.toContain('hunter2');
  });

  it('whose cause is itself ends', () => {
    const error = new Error('round');
    error.cause = error;
    expect(logged(error).match(/"round"/g)).toHaveLength(6);
  });
});
