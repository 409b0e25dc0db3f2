/** What three people write about one thing: each finds the two others, among everything else that is remembered. */
export const connectionPhrases: readonly string[] = [
  'database connection timeout',
  'connection pool exhausted',
  'DB connection refused',
];
