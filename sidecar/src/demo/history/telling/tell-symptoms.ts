import { pick, type Random } from '../../seeded-random.ts';
import type { DemoService } from '../../shop/services.ts';
import type { CauseDefinition, SignatureDefinition } from '../catalogue/signature-definition.ts';
import { fillIn, type Slots } from './fill-in.ts';
import { TEAM_VOICES } from './team-voices.ts';

const SECOND_SHARE = 0.65;
const SIGN_SHARE = 0.55;
const HURT_SHARE = 0.6;
const NOTICED_SHARE = 0.4;

export interface SymptomsOf {
  readonly signature: SignatureDefinition;
  readonly cause: CauseDefinition;
  readonly toldBy: DemoService;
  readonly service: DemoService;
  readonly slots: Slots;
}

/** What one team saw, in its own words: one to five sentences. */
export function tellSymptoms(random: Random, { signature, cause, toldBy, service, slots }: SymptomsOf): string[] {
  const own = signature.tellings[toldBy] ?? signature.tellings[service] ?? signature.tellings[signature.service] ?? [];
  const told = new Set<string>();
  if (own.length > 0) {
    told.add(pick(random, own));
    if (random() < SECOND_SHARE) {
      told.add(pick(random, own));
    }
  }
  if (cause.signs.length > 0 && random() < SIGN_SHARE) {
    told.add(pick(random, cause.signs));
  }
  const voice = TEAM_VOICES[toldBy];
  if (random() < HURT_SHARE) {
    told.add(pick(random, voice.hurts));
  }
  if (random() < NOTICED_SHARE) {
    told.add(pick(random, voice.noticed));
  }
  return [...told].map((text) => fillIn(random, text, slots));
}
