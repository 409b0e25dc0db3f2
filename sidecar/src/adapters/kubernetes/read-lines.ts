const NEW_LINE = 0x0a;

/**
 * The whole lines of a stream, those that arrived together as one portion. What stands behind the last line end when
 * the stream ends is half of a line, and left out: who watches asks again from the line before. Throws where a line is
 * longer than the bound.
 */
export async function* readLines(body: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  let restLength = 0;
  for await (const chunk of body) {
    const last = chunk.lastIndexOf(NEW_LINE);
    if (last === -1) {
      rest.push(chunk);
      restLength += chunk.length;
    } else {
      const whole = Buffer.concat([...rest, chunk.subarray(0, last)]);
      rest = [chunk.subarray(last + 1)];
      restLength = chunk.length - last - 1;
      const lines = whole.toString('utf8').split('\n');
      if (lines.some((line) => line.length > maxBytes)) {
        throw new Error(`a line is longer than ${maxBytes} bytes`);
      }
      yield lines.filter((line) => line.trim() !== '');
    }
    if (restLength > maxBytes) {
      throw new Error(`a line is longer than ${maxBytes} bytes`);
    }
  }
}
