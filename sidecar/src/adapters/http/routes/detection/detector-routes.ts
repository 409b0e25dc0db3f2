import { DETECTOR_IDS, type Detector, type DetectorId } from '@incident-memory/contract';
import { DETECTOR_CATALOGUE } from '../../../../domain/detection/alarms/detector-catalogue.ts';
import type { Scope } from '../../../../domain/tenancy/scope.ts';
import type { KeptModes } from '../../../../usecases/detectors/kept-modes.ts';
import type { MeasureDetection, Measured } from '../../../../usecases/detectors/measure-detection.ts';
import type { Handlers } from '../../call.ts';
import { instant } from '../../present/present-incident.ts';

interface Dependencies {
  readonly modes: KeptModes;
  readonly measuring: MeasureDetection;
  readonly redact: (text: string) => string;
}

/** What the list of detectors shows where nobody asks for another time. */
const USUAL_DAYS = 30;

export function detectorRoutes({
  modes,
  measuring,
  redact,
}: Dependencies): Pick<Handlers, 'listDetectors' | 'setDetectorMode' | 'readDetectionQuality'> {
  const present = (scope: Scope, detector: DetectorId, measured: Measured): Detector => {
    const { name, what, isFixed } = DETECTOR_CATALOGUE[detector];
    const { changed, ...state } = modes.stateOf(scope, detector);
    return {
      ...{ id: detector, name, what, ...state },
      changed: changed === null ? null : { at: instant(changed.at), by: changed.by, reason: changed.reason },
      replayable: !isFixed,
      quality: measured.detectors[detector],
    };
  };
  const presentAll = (scope: Scope, measured: Measured): Detector[] =>
    DETECTOR_IDS.map((detector) => present(scope, detector, measured));

  return {
    listDetectors: async ({ reader, query: { days } }) => {
      await modes.refresh(reader.scope);
      const measured = await measuring.measure(reader.scope, days);
      return { days, items: presentAll(reader.scope, measured) };
    },
    setDetectorMode: async ({ reader, params: { detector }, body: { mode, reason } }) => {
      await modes.set(reader.scope, { detector, mode, reason: redact(reason), by: reader.login });
      return present(reader.scope, detector, await measuring.measure(reader.scope, USUAL_DAYS));
    },
    readDetectionQuality: async ({ reader, query: { days } }) => {
      await modes.refresh(reader.scope);
      const measured = await measuring.measure(reader.scope, days);
      const { from, to, incidents, detectionSeconds, mitigationSeconds, recoveries } = measured;
      return {
        ...{ days, from: instant(from), to: instant(to) },
        ...{ incidents, detectionSeconds, mitigationSeconds, recoveries },
        detectors: presentAll(reader.scope, measured),
      };
    },
  };
}
