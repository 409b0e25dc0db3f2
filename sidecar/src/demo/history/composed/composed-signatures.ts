import { pick, seededRandom } from '../../seeded-random.ts';
import { DEMO_SERVICES } from '../../shop/services.ts';
import type { CauseDefinition, FixAct, FixDefinition, SignatureDefinition } from '../catalogue/signature-definition.ts';
import type { Timed } from '../planning/clock-times.ts';
import { mixedSeed } from '../planning/history-options.ts';
import { composedFrames, composedNames, withNames, type ComposedNames } from './composed-names.ts';
import type { FailureMode, ModeCause } from './failure-mode.ts';
import { FAILURE_MODES } from './modes/failure-modes.ts';
import { ordinaryFix } from './ordinary-acts.ts';
import { TASKS, TEAMS } from './shop-parts.ts';

/** A prime that divides none of the numbers below: it visits every combination once before any comes again. */
const STRIDE = 7919;
const PARTS = 8;

/** Signatures without end, each of a mode and a piece of a service that no other has. */
export class ComposedSignatures {
  private readonly seed: number;
  private readonly combinations = FAILURE_MODES.length * DEMO_SERVICES.length * PARTS * TASKS.length;
  private index = 0;
  private readonly offset: number;

  constructor(seed: number) {
    this.seed = seed;
    this.offset = mixedSeed(seed, 3) % this.combinations;
  }

  /** The next one that nobody has. */
  take(): number {
    this.index += 1;
    return this.index - 1;
  }

  define(index: number): SignatureDefinition {
    const { mode, cause, ...of } = this.chosen(index);
    return compose(mode, composedNames(of), cause);
  }

  /** What is needed to say when it happens, without its words. */
  sketch(index: number): Timed {
    const { cause, part, task } = this.chosen(index);
    return { id: `${part} ${task}`, cause };
  }

  private chosen(index: number) {
    const place = (this.offset + (index % this.combinations) * STRIDE) % this.combinations;
    const round = Math.floor(index / this.combinations);
    let left = place;
    const draw = (size: number) => {
      const drawn = left % size;
      left = Math.floor(left / size);
      return drawn;
    };
    const mode = at(FAILURE_MODES, draw(FAILURE_MODES.length));
    const service = at(DEMO_SERVICES, draw(DEMO_SERVICES.length));
    const team = TEAMS[service];
    const part = at(team.parts, draw(PARTS));
    const task = at(TASKS, draw(TASKS.length));
    const cause = pick(seededRandom(mixedSeed(this.seed, 4, place, round)), mode.causes);
    return { mode, cause, service, team, part, task, round };
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) {
    throw new RangeError('there is nothing to take from');
  }
  return item;
}

function compose(mode: FailureMode, names: ComposedNames, modeCause: ModeCause): SignatureDefinition {
  const { service, team } = names;
  const fill = (text: string) => withNames(text, names);
  const fillAll = <Texts extends readonly string[]>(texts: Texts) => texts.map(fill) as unknown as Texts;
  const first = DEMO_SERVICES.indexOf(service) % mode.tellings.length;
  const tellings = [...mode.tellings.slice(first), ...mode.tellings.slice(0, first)].slice(0, 3);
  return {
    id: `${names.kebab}-${mode.id}${names.round === 0 ? '' : `-v${names.round + 1}`}`,
    service,
    alsoHits: [],
    failureClass: mode.failureClass,
    category: mode.category,
    severities: mode.severities,
    errors: [
      {
        language: team.language,
        errorType: mode.errorTypes[team.language],
        message: fill(mode.message),
        frames: composedFrames(names, mode.functions),
      },
    ],
    titles: fillAll(mode.titles),
    tellings: { [service]: fillAll(tellings) },
    causes: [causeOf(modeCause, fill)],
  };
}

function causeOf(cause: ModeCause, fill: (text: string) => string): CauseDefinition {
  const fillAll = <Texts extends readonly string[]>(texts: Texts) => texts.map(fill) as unknown as Texts;
  const actOf = (act: FixAct): FixAct => ({
    ...act,
    words: fillAll(act.words),
    target: fill(act.target),
    exact: fill(act.exact),
    ...(act.undo === undefined ? {} : { undo: fill(act.undo) }),
  });
  const cure: FixDefinition = { act: actOf(cause.cure), tempting: 0.35, cures: 0.92, otherwise: 'mitigated' };
  const { change } = cause;
  return {
    id: cause.id,
    class: cause.class,
    weight: 1,
    kinds: cause.kinds,
    words: fillAll(cause.words),
    signs: cause.signs.map(fill),
    ...(cause.context === undefined ? {} : { context: cause.context }),
    ...(change === undefined ? {} : { change: { ...change, title: fill(change.title), target: fill(change.target) } }),
    fixes: [
      cure,
      ...cause.alsoTried.map((act) => {
        const ordinary = ordinaryFix(act);
        return { ...ordinary, act: actOf(ordinary.act) };
      }),
    ],
    prevention: fillAll(cause.prevention),
  };
}
