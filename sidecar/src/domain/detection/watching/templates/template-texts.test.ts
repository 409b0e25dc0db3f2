import { PRODUCT_DETECTORS } from '../product-detectors.ts';
import { SignalWatch, type WatchContext } from '../signal-watch.ts';
import { TemplateTexts } from './template-texts.ts';

const START = Date.UTC(2026, 2, 2, 8);
const HOUR_BUCKETS = 360;
const context: WatchContext = { modeOf: () => 'live', heldBack: () => null };

/** An hour of a service, and then a message that it never wrote before. */
function live(watch: SignalWatch, { from, to }: { from: number; to: number }): void {
  for (let bucket = from; bucket < to; bucket += 1) {
    const at = START + bucket * 10_000;
    const isNew = bucket >= HOUR_BUCKETS + 10;
    const template = isNew ? 'tpl_new' : 'tpl_usual';
    watch.observe(
      {
        counts: [{ service: 'cart', at, lines: 20, errors: isNew ? 20 : 0, warnings: 0 }],
        templateCounts: [{ service: 'cart', template, at, lines: 20, errors: isNew ? 20 : 0 }],
        templates: bucket === HOUR_BUCKETS + 10 ? [{ id: 'tpl_new', text: 'no route to <*>', mergedInto: null }] : [],
      },
      { source: 'push', now: at + 12_000, whole: null }
    );
    watch.evaluate(at + 21_000, context);
  }
}

function sentenceOf(watch: SignalWatch): string | undefined {
  return watch.alarms.all().find(({ detector }) => detector === 'new-message')?.sentence;
}

describe('an alarm of a message', () => {
  it('says which message, also when it was learnt before a restart', () => {
    const watch = new SignalWatch({ makers: PRODUCT_DETECTORS });
    live(watch, { from: 0, to: HOUR_BUCKETS + 11 });
    const restarted = new SignalWatch({ makers: PRODUCT_DETECTORS });
    const saved = watch.saveService('cart');
    expect(saved !== null && restarted.restoreService(saved)).toBe(true);
    for (const one of [watch, restarted]) {
      live(one, { from: HOUR_BUCKETS + 11, to: HOUR_BUCKETS + 20 });
      expect(sentenceOf(one)).toMatch(
        /^an error message never seen before came [\d.]+ times in 1 min: “no route to <\*>”/
      );
    }
  });

  it('is shortened, in one line, and forgotten where too many are made up', () => {
    const texts = new TemplateTexts();
    texts.note([{ id: 'long', text: `at\n  ${'x'.repeat(200)}` }]);
    expect(texts.of('long')).toMatch(/^at x{76}…$/);
    texts.note(Array.from({ length: 20_000 }, (_, index) => ({ id: `tpl_${index}`, text: 'made up' })));
    expect([texts.of('long'), texts.of('tpl_19999')]).toEqual([null, 'made up']);
  });
});
