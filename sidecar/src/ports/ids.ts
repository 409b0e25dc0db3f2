/** New ids: a prefix that tells the kind (`inc_`, `evt_`, `log_`) and a UUIDv7, so that they sort by time. */
export interface Ids {
  next(prefix: 'inc' | 'evt' | 'log' | 'bat' | 'req' | 'mnt' | 'mem' | 'att' | 'fgt' | 'ses'): string;
  /** Random bytes as hex, for salts. */
  salt(): string;
}
