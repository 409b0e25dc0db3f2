import { createHash } from 'node:crypto';

export const CLIENT_TOKEN = 'a-token-of-a-client';
export const VIEWER_TOKEN = 'a-token-of-a-client-that-reads';
export const PERSON_TOKEN = 'a-token-of-the-tool-of-ada';
export const FOREIGN_TOKEN = 'a-token-of-a-client-elsewhere';

const credential = (id: string, token: string, more: object = {}) => ({
  ...{ id, organisation: 1, kinds: ['memory'], role: 'Editor', ...more },
  sha256: createHash('sha256').update(token).digest('hex'),
});

/** One organisation with a program, a reader and a person's tool; and a program of another organisation. */
export const CLIENT_CREDENTIALS = [
  credential('helper', CLIENT_TOKEN),
  credential('reader', VIEWER_TOKEN, { role: 'Viewer' }),
  credential('ada-laptop', PERSON_TOKEN, { person: 'ada' }),
  credential('elsewhere', FOREIGN_TOKEN, { organisation: 2 }),
];
