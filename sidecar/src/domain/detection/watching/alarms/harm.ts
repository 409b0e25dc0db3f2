import type { DetectorId } from '@incident-memory/contract';

/*
 * Whom does it hurt? A page is for users who are hurt now, everything else is a finding for the morning (Ewaschuk, "My
 * Philosophy on Alerting", 2013: symptoms, not causes). Users are hurt where their requests fail or are slow, or where a
 * service that is called says nothing or is asked nothing any more. More traffic than usual and an odd metric never hurt
 * by themselves. Nor do a burst of error lines or of a message: retries succeed, jobs are repeated; they do where requests
 * of the same service fail beyond their usual share at the same time.
 *
 * A service whose lines stopped while its requests or metrics go on has lost its log shipper, which hurts nobody yet;
 * where its requests stop while its lines go on, nobody reaches it any more.
 *
 * Of a service that is called but tells no requests itself (a mailer behind a queue), nobody can know whether they fail,
 * and where no service of the organisation tells any, of none. There its error lines stand for them, since missing an
 * outage costs more than looking at a finding; but what only stands for something must be clearly beyond its line, or
 * last. What nobody calls, where calls are seen, is known to be a job.
 */
export interface Circumstances {
  readonly direction: 'above' | 'below';
  /** Requests of the service fail beyond their usual share. */
  readonly isFailing: boolean;
  /** It serves requests, or others are seen to call it. */
  readonly isCalled: boolean;
  /** Its requests or metrics go on while its lines do not; or its lines while it is hardly ever asked. */
  readonly livesOtherwise: boolean;
  /** It tells requests itself: whether they fail is known. */
  readonly tellsRequests: boolean;
  /** Some service of the organisation tells requests. */
  readonly requestsAreTold: boolean;
}

/** How sure the alarm is of itself. */
export interface Evidence {
  readonly score: number;
  readonly standsMs: number;
}

/** A quarter above a line that is exp(-18): exp(-22.5), beyond what any of thousands of series does in a year. */
const CLEAR_SCORE = 1.25;
/** Alarms end after two calm minutes: longer than that, it goes on. */
const LASTS_MS = 180_000;

export function hurtsUsers(detector: DetectorId, circumstances: Circumstances, evidence: Evidence): boolean {
  const { direction, isFailing, isCalled, livesOtherwise, tellsRequests, requestsAreTold } = circumstances;
  const linesAreAll = !tellsRequests && (isCalled || !requestsAreTold);
  switch (detector) {
    case 'failure-ratio':
    case 'latency':
      return true;
    case 'silence':
      return !livesOtherwise && (isCalled || !requestsAreTold);
    case 'traffic':
      return direction === 'below';
    case 'error-count':
      return isFailing || (linesAreAll && (evidence.score >= CLEAR_SCORE || evidence.standsMs >= LASTS_MS));
    case 'new-message':
    case 'message-surge':
      return isFailing;
    default:
      return false;
  }
}
