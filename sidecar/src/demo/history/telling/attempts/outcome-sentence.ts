import type { Outcome } from '@incident-memory/contract';
import { pick, type Random } from '../../../seeded-random.ts';
import type { FixDefinition } from '../../catalogue/signature-definition.ts';
import { HOUR_MS } from '../../planning/history-options.ts';
import { fillIn, type Slots } from '../fill-in.ts';

const SENTENCES: Readonly<Record<Outcome, readonly string[]>> = {
  cured: [
    'Errors were back at their usual level {took} minutes later and stayed there.',
    'Curve came down within {took} minutes, nothing since.',
    'Over after {took} minutes; traffic and success ratio in their band.',
    'That was it: clean after {took} minutes.',
    'First clean minute after {took} minutes, watched for an hour.',
    'Success ratio normal again {took} minutes later, on every pod.',
    'Errors to zero in {took} minutes, alert resolved by itself.',
    'The backlog was gone {took} minutes later and new work went through.',
    'Latency and errors both normal after {took} minutes.',
    'Callers confirmed after {took} minutes that all is well.',
    'Held: no error of this kind since.',
    'Recovered in {took} minutes, and stayed so through the next peak.',
  ],
  mitigated: [
    'Better by about {percent} %, not gone.',
    'Took the edge off within {took} minutes; a rest of errors remained.',
    'Users stopped noticing, we did not.',
    'Half of it gone; enough to breathe.',
    'The worst was over, a background of errors stayed until the next day.',
  ],
  temporary: [
    'Quiet for a while, then the same again.',
    'Helped for a few minutes.',
    'Looked cured, came back.',
    'Bought us some minutes, no more.',
    'A short dip in the curve, then the old level.',
    'Fine until load was back on it.',
    'Clean start, same end.',
    'Gone after {took} minutes, and back before anybody had written it down.',
  ],
  'no-effect': [
    'No change in the curve.',
    'Did nothing in {took} minutes.',
    'Errors went on as before.',
    'Not a dent.',
    'Nothing moved.',
    'Same rate, same pods, same message.',
    'Could as well have left it.',
  ],
  'got-worse-after': [
    'Errors doubled within {took} minutes of it.',
    'Worse right after; taken back.',
    'Made it an outage: undone after {took} minutes.',
    'The queue in front grew faster than before.',
    'It spread to the callers {took} minutes later.',
  ],
  unattributed: [
    'It ended in the same minutes in which something else was changed; nobody can say what did it.',
    'Recovered {took} minutes later, but a release went out at the same time.',
    'Over, though traffic had halved by then as well.',
  ],
};

export function outcomeSentence(
  random: Random,
  of: { outcome: Outcome; fix: FixDefinition; stale: boolean; slots: Slots; minutes: number }
): string {
  const { outcome, fix, stale, slots } = of;
  const own =
    stale && fix.act.stale !== undefined
      ? [fix.act.stale.words]
      : outcome === 'cured'
        ? fix.worked
        : outcome === fix.otherwise
          ? fix.failed
          : undefined;
  const text = pick(random, own ?? SENTENCES[outcome]).replace(/\{took\} minutes/, took(of.minutes));
  return fillIn(random, text, slots);
}

function took(minutes: number): string {
  const rounded = Math.max(1, Math.round(minutes));
  return rounded === 1 ? 'one minute' : `${rounded} minutes`;
}

/** Of what seemed to cure it, when it was back some days later. */
export function relapseSentence(random: Random, milliseconds: number): string {
  const hours = Math.round(milliseconds / HOUR_MS);
  const after = hours < 36 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
  return pick(random, [
    `Looked cured; the same again ${after} later.`,
    `Quiet for ${after}, then it was back.`,
    `Held for ${after}.`,
  ]);
}
