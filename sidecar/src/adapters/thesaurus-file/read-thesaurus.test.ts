import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { analyseText } from '../../domain/recall/analysis/analyse-text.ts';
import { PRODUCT_CONCEPTS } from '../../domain/recall/thesaurus/product-thesaurus.ts';
import { Thesaurus } from '../../domain/recall/thesaurus/thesaurus.ts';
import { openThesaurusFile, readThesaurus } from './read-thesaurus.ts';

const found = (text: string, thesaurus: Thesaurus) => new Map(analyseText(text, thesaurus.finder).concepts);

describe("an administrator's file", () => {
  const concept = { id: 'gizmo-stuck', phrases: ['gizmo is stuck', 'der Gizmo hängt'], broader: ['no-answer'] };

  it('adds concepts, and phrases to those of the product', () => {
    const read = readThesaurus(
      { concepts: [concept, { id: 'disk-full', phrases: ['Platte voll'] }] },
      PRODUCT_CONCEPTS
    );
    const thesaurus = new Thesaurus([...PRODUCT_CONCEPTS, ...(read.ok ? read.value : [])]);
    expect(found('Der Gizmo hängt wieder', thesaurus).has('gizmo-stuck')).toBe(true);
    expect(found('die Platte ist voll, Platte voll', thesaurus).has('disk-full')).toBe(true);
    expect(found('no space left on device', thesaurus).has('disk-full')).toBe(true);
    expect(thesaurus.near('gizmo-stuck')).toContainEqual({ concept: 'no-answer', weight: 0.5 });
  });

  it.each([
    [{ concepts: [{ ...concept, id: 'Gizmo Stuck' }] }, 'concepts.0.id'],
    [{ concepts: [concept, { ...concept, phrases: [] }] }, 'concepts.1.phrases'],
    [{ concepts: [{ ...concept, phrases: ['ok then', '  '] }] }, 'concepts.0.phrases.1'],
    [{ concepts: [{ ...concept, phrases: ['the of'] }] }, 'concepts.0.phrases.0'],
    [{ concepts: [{ ...concept, broader: ['nowhere'] }] }, 'concepts.0.broader'],
    [{ concepts: [{ ...concept, together: [['disk', 'nowhere']] }] }, 'concepts.0.together'],
    [{ concepts: [{ ...concept, colour: 'red' }] }, 'concepts.0'],
    ['no object', ''],
  ])('is refused with the key of what is wrong: %j', (file, key) => {
    const read = readThesaurus(file, PRODUCT_CONCEPTS);
    expect(read).toMatchObject({
      ok: false,
      failure: expect.arrayContaining([{ key, problem: expect.any(String) as string }]) as unknown,
    });
  });

  it('comes as YAML or JSON, and says what is wrong with a file that is neither or not there', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'incident-memory-thesaurus-'));
    const file = path.join(folder, 'thesaurus.yaml');
    writeFileSync(file, 'concepts:\n  - id: gizmo-stuck\n    phrases: [gizmo is stuck]\n');
    expect(openThesaurusFile(file, PRODUCT_CONCEPTS)).toMatchObject({ ok: true, value: [{ id: 'gizmo-stuck' }] });
    writeFileSync(file, 'concepts: [');
    expect(openThesaurusFile(file, PRODUCT_CONCEPTS)).toMatchObject({ ok: false, failure: [{ key: '' }] });
    rmSync(folder, { recursive: true });
    expect(openThesaurusFile(file, PRODUCT_CONCEPTS)).toMatchObject({ ok: false, failure: [{ key: '' }] });
  });
});
