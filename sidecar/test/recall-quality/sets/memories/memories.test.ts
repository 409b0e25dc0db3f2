import { allMemories } from './all-memories.ts';
import { lookAlikes } from './look-alikes.ts';

const words = (text: string) => text.split(/\s+/).length;

describe('the remembered incidents', () => {
  it('are at least 200 of at least 25 services, each with an id, a title and a text of its own', () => {
    expect(allMemories.length).toBeGreaterThanOrEqual(200);
    expect(new Set(allMemories.map(({ service }) => service)).size).toBeGreaterThanOrEqual(25);
    for (const field of ['id', 'title', 'text'] as const) {
      expect(new Set(allMemories.map((memory) => memory[field])).size).toBe(allMemories.length);
    }
  });

  it('are told in 40 to 200 words', () => {
    expect(allMemories.filter(({ text }) => words(text) < 40 || words(text) > 200).map(({ id }) => id)).toEqual([]);
  });

  it('have tags', () => {
    expect(allMemories.filter(({ tags }) => tags.length === 0)).toEqual([]);
  });

  it('hold look-alikes, each in one couple', () => {
    const ids = new Set(allMemories.map(({ id }) => id));
    const coupled = lookAlikes.flat();
    expect(coupled.filter((id) => !ids.has(id))).toEqual([]);
    expect(new Set(coupled).size).toBe(coupled.length);
    expect(lookAlikes.length).toBeGreaterThanOrEqual(30);
  });
});
