/** The store cannot be opened, with a sentence for people: what is wrong, and what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Whatever else kept the store from opening, put into a sentence. */
export function refusalSentence(dataFolder: string, error: unknown): string {
  if (error instanceof Refusal) {
    return error.message;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return (
    `The store in the data folder ${dataFolder} cannot be opened: ${reason}. ` +
    'Check that this user may write there and that the disk has room; if so, restore the latest back-up.'
  );
}
