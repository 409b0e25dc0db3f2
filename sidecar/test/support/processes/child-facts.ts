/** What the child process writes, known to the tests that read it afterwards. */
export function childOrganisation(round: number | string): string {
  return `child-${round}:1`;
}

export const LINES_A_BATCH = 20;
