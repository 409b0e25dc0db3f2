const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration as people say it: "40 s", "6 min", "2 h 5 min", "3 days". Never more than two units. */
export function sayDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE) {
    return `${Math.floor(length / SECOND)} s`;
  }
  if (length < HOUR) {
    return `${Math.floor(length / MINUTE)} min`;
  }
  if (length < DAY) {
    const minutes = Math.floor((length % HOUR) / MINUTE);
    return `${Math.floor(length / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  }
  const days = Math.floor(length / DAY);
  const hours = Math.floor((length % DAY) / HOUR);
  return `${days === 1 ? '1 day' : `${days} days`}${days < 3 && hours > 0 ? ` ${hours} h` : ''}`;
}

/** "6 min ago", "just now"; a time slightly ahead is a clock that differs, not the future. */
export function sayAgo(at: number, now: number): string {
  const past = now - at;
  if (past < -MINUTE) {
    return `in ${sayDuration(-past)}`;
  }
  return past < 5 * SECOND ? 'just now' : `${sayDuration(past)} ago`;
}
