import type { OutboundAnswer, OutboundRequest } from '../../platform/outbound/outbound-http.ts';
import { EmbeddingsUnavailable } from '../../ports/embeddings.ts';
import { OpenAiEmbeddings } from './openai-embeddings.ts';

const OPTIONS = { baseUrl: 'https://models.example/v1/', model: 'small', dimensions: 2, apiKey: 'a-key' };

function endpoint(answerOf: (input: string[]) => unknown, status = 200) {
  const asked: OutboundRequest[] = [];
  const ask = async (request: OutboundRequest): Promise<OutboundAnswer> => {
    asked.push(request);
    const answer = answerOf((request.body as { input: string[] }).input);
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return { status, text, bytes: text.length, retryAfter: null };
  };
  return { asked, embeddings: new OpenAiEmbeddings({ ask }, OPTIONS) };
}

/** As long as the text, in an order of its own: answers carry their index. */
const lengths = (input: string[]) => ({
  data: input.map((text, index) => ({ index, embedding: [text.length, 0] })).reverse(),
});

describe('an endpoint that speaks as OpenAI does', () => {
  it('is asked for the model with the key, and its vectors come back in order, of length 1', async () => {
    const { asked, embeddings } = endpoint((input) => ({
      data: input.map((text, index) => ({ index, embedding: text === 'up' ? [0, 5] : [3, 4] })).reverse(),
    }));
    const [first, second] = await embeddings.embed(['up', 'aside']);
    expect([...(first ?? [])]).toEqual([0, 1]);
    expect(second?.[0]).toBeCloseTo(0.6);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: 'https://models.example/v1/embeddings',
      headers: { authorization: 'Bearer a-key' },
      body: { model: 'small', input: ['up', 'aside'], dimensions: 2 },
    });
    expect(embeddings.key).toMatch(/^openai:[0-9a-f]{8}:small:2$/);
  });

  it('is asked for many texts in parts, cut to what models take, and never for an empty one', async () => {
    const { asked, embeddings } = endpoint(lengths);
    const vectors = await embeddings.embed([...Array.from({ length: 130 }, () => 'text'), ' ', 'x'.repeat(100_000)]);
    expect(vectors).toHaveLength(132);
    expect([...(vectors[130] ?? [])]).toEqual([0, 0]);
    expect(asked).toHaveLength(3);
    const inputs = asked.flatMap(({ body }) => (body as { input: string[] }).input);
    expect(Math.max(...inputs.map((text) => text.length))).toBeLessThan(30_000);
    expect(inputs).toHaveLength(131);
    expect(await embeddings.embed([])).toEqual([]);
  });

  it.each([
    ['an error', endpoint(() => ({ error: 'no' }), 500)],
    ['no JSON', endpoint(() => '<html>')],
    ['too few', endpoint((input) => ({ data: lengths(input).data.slice(1) }))],
    ['other dimensions', endpoint((input) => ({ data: input.map((_, index) => ({ index, embedding: [1, 2, 3] })) }))],
    ['something else', endpoint(() => ({ data: [{ index: -1, embedding: ['a'] }] }))],
  ])('that answers %s is unavailable', async (_, { embeddings }) => {
    await expect(embeddings.embed(['a', 'b'])).rejects.toThrow(EmbeddingsUnavailable);
  });

  it('that does not answer is unavailable', async () => {
    const embeddings = new OpenAiEmbeddings({ ask: () => Promise.reject(new Error('refused')) }, OPTIONS);
    await expect(embeddings.embed(['a'])).rejects.toThrow(EmbeddingsUnavailable);
  });
});
