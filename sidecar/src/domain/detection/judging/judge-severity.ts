import type { IncidentKind, Severity } from '@incident-memory/contract';
import type { AffectedService } from '../../incidents/incident-record.ts';
import { worstSeverity } from '../../incidents/severities.ts';
import type { Alarm } from '../alarms/alarm.ts';
import type { DetectionSettings } from '../detection-settings.ts';
import { symptomOf } from '../grouping/symptoms.ts';
import type { ServiceHealth } from '../recovery/service-health.ts';

/** Ten times the rule's line and ten times usual: the service hardly does anything else than fail. */
const CRITICAL_TIMES_RULE = 10;
const FAR_ABOVE_USUAL = 10;

/** Half of the requests fail: for its users the service is down. One in ten is felt by everybody. */
const DOWN_SHARE = 0.5;
const FELT_SHARE = 0.1;
/** With fewer requests in the window half of them are too few people to wake one for at once. */
const BUSY_REQUESTS = 100;
/** A service that usually has this much to do in the window, and now nothing at all, is gone. */
const GONE_SHARE = 0.02;
/** So far above the line at which a detector speaks. */
const FAR_ABOVE_LINE = 5;
/** So many services that are hurt are as bad as a widespread incident, by whatever way it reached them. */
const MANY_SERVICES = 5;

export interface SeverityQuestion {
  readonly kind: IncidentKind;
  readonly services: readonly AffectedService[];
  /** Those that stand. */
  readonly alarms: readonly Pick<Alarm, 'service' | 'detector' | 'direction' | 'score' | 'hurts'>[];
  readonly settings: DetectionSettings;
  healthOf(service: string): ServiceHealth | null;
}

/**
 * How bad it looks. From counts of errors: widespread is critical, a single service is critical at ten times the rule
 * and ten times its usual, high at ten times its usual (or without any usual errors), else medium. From alarms: by the
 * share of requests that fail where there is traffic, by silence of a service that was busy, by how far above its line
 * an alarm is, and by how many services are hurt. The worst of it holds; what hurts nobody is low.
 */
export function judgeSeverity({ kind, services, alarms, settings, healthOf }: SeverityQuestion): Severity {
  if (kind === 'widespread') {
    return 'critical';
  }
  const hurting = alarms.filter(({ hurts }) => hurts);
  const hurt = new Set([
    ...hurting.map(({ service }) => service),
    ...services.filter(({ peakErrors }) => peakErrors >= settings.raisedErrors).map(({ service }) => service),
  ]);
  return worst([
    byErrors(services, settings),
    ...hurting.map((alarm) => byAlarm(alarm, healthOf(alarm.service))),
    hurt.size >= MANY_SERVICES ? 'critical' : hurt.size > 1 && kind === 'cascade' ? 'high' : 'low',
  ]);
}

/** Ten times. */
export function isFarAboveUsual({ peakErrors, usualErrors }: { peakErrors: number; usualErrors: number }): boolean {
  return peakErrors >= FAR_ABOVE_USUAL * usualErrors;
}

/** An incident does not get less bad while it lasts: that it does is what "errors stopped" says. */
export function worst(severities: readonly Severity[]): Severity {
  return severities.reduce(worstSeverity, 'low');
}

function byErrors(services: readonly AffectedService[], settings: DetectionSettings): Severity {
  const seen = services.filter(({ peakErrors }) => peakErrors > 0);
  const farAbove = seen.filter(({ peakErrors, baselineErrors }) =>
    isFarAboveUsual({ peakErrors, usualErrors: baselineErrors })
  );
  if (farAbove.some(({ peakErrors }) => peakErrors >= CRITICAL_TIMES_RULE * settings.burstErrors)) {
    return 'critical';
  }
  const line = settings.raisedErrors;
  if (farAbove.some(({ peakErrors }) => peakErrors >= line)) {
    return 'high';
  }
  return seen.some(({ peakErrors }) => peakErrors >= line) ? 'medium' : 'low';
}

function byAlarm(alarm: SeverityQuestion['alarms'][number], health: ServiceHealth | null): Severity {
  const far: Severity = alarm.score >= FAR_ABOVE_LINE ? 'high' : 'medium';
  switch (symptomOf(alarm)) {
    case 'failing':
      return worst([far, byFailures(health)]);
    case 'silent':
    case 'less-traffic':
      return worst([far, bySilence(health)]);
    case 'slow':
    case 'message':
    case 'strained':
      return far;
  }
}

function byFailures(health: ServiceHealth | null): Severity {
  const { failed, requests } = health?.success ?? { failed: 0, requests: 0 };
  if (requests < BUSY_REQUESTS) {
    return 'medium';
  }
  return failed >= DOWN_SHARE * requests ? 'critical' : failed >= FELT_SHARE * requests ? 'high' : 'medium';
}

function bySilence(health: ServiceHealth | null): Severity {
  const traffic = health?.traffic ?? null;
  return traffic !== null && traffic.low >= BUSY_REQUESTS && traffic.seen <= GONE_SHARE * traffic.low
    ? 'critical'
    : 'high';
}
