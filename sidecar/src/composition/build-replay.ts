import { FewAtOnce } from '../usecases/detectors/replay/few-at-once.ts';
import { PreviewDetector } from '../usecases/detectors/replay/preview-detector.ts';
import { ReadBand } from '../usecases/detectors/replay/read-band.ts';
import { ReadEvidence } from '../usecases/detectors/replay/read-evidence.ts';
import type { Core } from './core.ts';

export interface Replay {
  readonly preview: PreviewDetector;
  readonly bands: ReadBand;
  readonly evidence: ReadEvidence;
}

/** What is left of the time of an answer is for writing it down. */
const SHARE_OF_ANSWER = 0.8;
/** A page waits for it, and asks again. */
const SHARE_FOR_CHARTS = 0.3;
/** A page asks for four charts; more of one organisation at once would slow each other down. */
const CHARTS_AT_ONCE = { running: 2, waiting: 24 };
const HOUR_MS = 60 * 60_000;

/** Detectors over the stored past: for previews, bands and evidence. */
export function buildReplay({ stores, clock, configuration }: Core): Replay {
  const { requests, retention } = configuration;
  const parts = { stores, clock, fineMs: retention.fineHours * HOUR_MS };
  const charts = {
    ...parts,
    mostSeconds: requests.timeoutSeconds * SHARE_FOR_CHARTS,
    turns: new FewAtOnce(CHARTS_AT_ONCE),
  };
  return {
    preview: new PreviewDetector({ ...parts, mostSeconds: requests.timeoutSeconds * SHARE_OF_ANSWER }),
    bands: new ReadBand(charts),
    evidence: new ReadEvidence(charts),
  };
}
