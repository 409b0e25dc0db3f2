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
 * outage costs more than looking at a finding. What nobody calls, where calls are seen, is known to be a job.
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

export function hurtsUsers(detector: DetectorId, circumstances: Circumstances): boolean {
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
      return isFailing || linesAreAll;
    case 'new-message':
    case 'message-surge':
      return isFailing;
    default:
      return false;
  }
}
