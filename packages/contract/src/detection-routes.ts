import { z } from 'zod';
import {
  Alarm,
  AlarmPage,
  AlarmParams,
  AlarmQuery,
  Band,
  BandQuery,
  ConfirmAlarmBody,
  DetectionQuality,
  Detector,
  DetectorModeBody,
  DetectorParams,
  DetectorsAnswer,
  DismissAlarmBody,
  MaintenanceAnswer,
  MaintenanceBody,
  MaintenanceParams,
  MaintenanceQuery,
  MaintenanceWindow,
  PreviewAnswer,
  PreviewBody,
} from './detection.ts';
import { EmptyBody } from './incident.ts';
import { get, type Route } from './route.ts';

function judge<Name extends string, Body extends z.ZodType>(name: Name, summary: string, body: Body) {
  return {
    method: 'POST',
    path: `/v1/alarms/:alarm/${name}` as const,
    role: 'Editor',
    summary,
    params: AlarmParams,
    body,
    answer: Alarm,
  } as const;
}

/** Detectors, what they raised, what is expected, and how far they are believed. */
export const DETECTION_ROUTES = {
  listAlarms: get('/v1/alarms', {
    summary: 'What detectors raised: findings, what would have fired, what is in incidents',
    query: AlarmQuery,
    answer: AlarmPage,
  }),
  confirmAlarm: judge('confirm', 'Say that the alarm was right', ConfirmAlarmBody),
  dismissAlarm: judge('dismiss', 'Say that the alarm was wrong', DismissAlarmBody),
  reopenAlarm: judge('undo', 'Take the verdict on an alarm back', EmptyBody),
  listDetectors: get('/v1/detectors', {
    summary: 'Detectors with their modes and how far they were right',
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(30) }),
    answer: DetectorsAnswer,
  }),
  setDetectorMode: {
    method: 'POST',
    path: '/v1/detectors/:detector/mode',
    role: 'Admin',
    summary: 'Switch a detector off, on trial, or live',
    params: DetectorParams,
    body: DetectorModeBody,
    answer: Detector,
  },
  previewDetector: {
    method: 'POST',
    path: '/v1/detectors/preview',
    role: 'Editor',
    summary: 'Replay a detector over the past and compare with what really happened',
    body: PreviewBody,
    answer: PreviewAnswer,
  },
  readBand: get('/v1/bands', {
    summary: 'A signal of a service with what was usual at the time',
    query: BandQuery,
    answer: Band,
  }),
  readDetectionQuality: get('/v1/detection/quality', {
    summary: 'How well detection did in production',
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(30) }),
    answer: DetectionQuality,
  }),
  listMaintenance: get('/v1/maintenance', {
    summary: 'Times in which something is expected',
    query: MaintenanceQuery,
    answer: MaintenanceAnswer,
  }),
  planMaintenance: {
    method: 'POST',
    path: '/v1/maintenance',
    role: 'Editor',
    summary: 'Say that something is expected',
    body: MaintenanceBody,
    answer: MaintenanceWindow,
  },
  endMaintenance: {
    method: 'POST',
    path: '/v1/maintenance/:window/end',
    role: 'Editor',
    summary: 'End it now, or call it off',
    params: MaintenanceParams,
    body: EmptyBody,
    answer: MaintenanceWindow,
  },
} as const satisfies Record<string, Route>;
