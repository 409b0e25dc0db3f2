/** Waits for a condition, not for a time: asks again every few milliseconds until it answers something. */
export async function until<Value>(
  what: string,
  condition: () => Promise<Value | null | undefined | false> | Value | null | undefined | false,
  withinMs = 10_000
): Promise<Value> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== undefined && value !== false) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} did not come about within ${withinMs} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
