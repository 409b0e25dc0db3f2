import { ERROR_CODES, ERRORS } from '@incident-memory/contract';
import { redact } from '../../domain/redaction/redact.ts';

describe('the sentences of the catalogue', () => {
  it.each(ERROR_CODES)('%s is no secret itself, so it is told as it is written', (code) => {
    expect(redact(ERRORS[code].message)).toBe(ERRORS[code].message);
  });
});
