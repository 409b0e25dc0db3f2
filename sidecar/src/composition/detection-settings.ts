import { DETECTION_DEFAULTS, type DetectionSettings } from '../domain/detection/detection-settings.ts';
import type { Configuration } from '../platform/configuration/schema.ts';

export function detectionSettings({ detection }: Configuration): DetectionSettings {
  const { windowSeconds, burstErrors, raisedErrors, raisedFactor, widespreadServices, allowedLatenessSeconds } =
    detection;
  return {
    ...DETECTION_DEFAULTS,
    windowSeconds,
    burstErrors,
    raisedErrors,
    raisedTimesUsual: raisedFactor,
    widespreadServices,
    allowedLatenessSeconds,
  };
}
