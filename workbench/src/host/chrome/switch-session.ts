interface Switches {
  as?: string;
  role?: string;
  orgId?: string;
  theme?: string;
}

/** The server keeps the session: the same page is asked for again with the switch in its address. */
export function switchSession(switches: Switches): void {
  const address = new URL(window.location.href);
  for (const [key, value] of Object.entries(switches) as Array<[string, string]>) {
    address.searchParams.set(key, value);
  }
  window.location.assign(address);
}
