import type { IncomingMessage } from 'node:http';
import {
  ORGANISATION_ROLES,
  ORGANISATIONS,
  PEOPLE,
  type Organisation,
  type OrganisationRole,
  type Person,
} from './people.ts';

/**
 * Who is asking. A cookie carries it, as in Grafana, so that every request of the plugin (event streams by plain
 * fetch included) is made by the same person. There is no password: the workbench listens on loopback only.
 */
export interface Session {
  readonly person: Person;
  readonly role: OrganisationRole;
  readonly organisation: Organisation;
  readonly theme: Theme;
}
export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

const COOKIE = 'workbench_session';
/** Query parameters that change the session; `theme` and `orgId` are Grafana's own, `as` and `role` ours. */
const SWITCHES = ['as', 'role', 'orgId', 'theme'] as const;
type Choice = Partial<Record<(typeof SWITCHES)[number], string>>;

export function readSession(request: IncomingMessage): Session {
  return settle(choiceOfCookie(request.headers.cookie));
}

/**
 * A page address such as `/d/x?as=vera&theme=light` changes the session: the answer is the cookie to set and the
 * address without the switches, or nothing where the address carries none.
 */
export function switchedBy(request: IncomingMessage, url: URL): { cookie: string; address: string } | undefined {
  const choice: Choice = {};
  const rest = new URLSearchParams(url.search);
  for (const key of SWITCHES) {
    const value = rest.get(key);
    if (value !== null) {
      choice[key] = value;
      rest.delete(key);
    }
  }
  if (Object.keys(choice).length === 0) {
    return undefined;
  }
  const merged = { ...choiceOfCookie(request.headers.cookie), ...choice };
  // Another person comes with a role of their own.
  if (choice.as !== undefined && choice.role === undefined) {
    delete merged.role;
  }
  const query = rest.toString();
  return {
    cookie: `${COOKIE}=${encodeURIComponent(new URLSearchParams(merged).toString())}; Path=/; SameSite=Strict; HttpOnly`,
    address: url.pathname + (query === '' ? '' : `?${query}`),
  };
}

function settle(choice: Choice): Session {
  const person = PEOPLE.find((one) => one.login === choice.as) ?? PEOPLE[0];
  return {
    person,
    role: ORGANISATION_ROLES.find((role) => role === choice.role) ?? person.role,
    organisation: ORGANISATIONS.find((one) => String(one.id) === choice.orgId) ?? ORGANISATIONS[0],
    theme: THEMES.find((theme) => theme === choice.theme) ?? 'dark',
  };
}

function choiceOfCookie(header: string | undefined): Choice {
  const pair = (header ?? '').split(/;\s*/).find((part) => part.startsWith(`${COOKIE}=`));
  if (pair === undefined) {
    return {};
  }
  try {
    const stored = new URLSearchParams(decodeURIComponent(pair.slice(COOKIE.length + 1)));
    return Object.fromEntries(SWITCHES.flatMap((key) => (stored.has(key) ? [[key, stored.get(key)]] : [])));
  } catch {
    return {};
  }
}
