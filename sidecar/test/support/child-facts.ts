/** What the child process writes, known to the tests that read it afterwards. */
export const CHILD_ORGANISATION = 'child:1';
export const LINES_A_BATCH = 20;
