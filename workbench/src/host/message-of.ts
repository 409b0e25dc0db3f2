/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) {
    return error.message;
  }
  const shaped = error as { data?: { message?: unknown }; message?: unknown; statusText?: unknown } | undefined;
  const message = shaped?.data?.message ?? shaped?.message ?? shaped?.statusText;
  return typeof message === 'string' ? message : String(error);
}
