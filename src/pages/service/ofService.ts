/** A service in a span of time, epoch milliseconds: what every part of the page is about. */
export interface OfService {
  service: string;
  from: number;
  to: number;
}
