import { APP, DASHBOARD } from './host';

export const STATES = ['loading', 'empty', 'failing', 'full'] as const;
export type State = (typeof STATES)[number];
const PANEL = '[data-testid="data-testid Panel header Active incidents"]';

/** Each page, the part of it that is ours, and a text by which each state is known to be there. */
interface There {
  readonly incident: number;
  readonly memory: string;
}
interface Scanned {
  readonly name: string;
  readonly path: (there: There) => string;
  readonly part: string;
  readonly shows: Readonly<Record<State, RegExp>>;
}
const hour = () => `from=${Date.now() - 3_600_000}&to=${Date.now()}`;
export const PAGES: readonly Scanned[] = [
  {
    name: 'Overview',
    path: () => `${APP}/overview`,
    part: 'main',
    shows: {
      loading: /Loading the overview/,
      empty: /Can I trust the quiet/,
      failing: /Could not load/,
      full: /INC-\d+/,
    },
  },
  {
    name: 'Live incidents',
    path: () => `${APP}/live`,
    part: 'main',
    shows: { loading: /Loading/, empty: /No |no incident|Nothing/, failing: /Could not load/, full: /INC-\d+/ },
  },
  {
    name: 'Incident',
    path: ({ incident }) => `${APP}/incidents/${incident}`,
    part: 'main',
    shows: { loading: /Loading/, empty: /There is no INC-/, failing: /Could not load/, full: /Why it opened/ },
  },
  {
    name: 'Memory, search',
    path: () => `${APP}/memory?q=connections%20not%20given%20back`,
    part: 'main',
    shows: {
      loading: /Loading what memory knows/,
      empty: /Nothing is remembered yet/,
      failing: /Could not load what memory knows/,
      full: /among \d+ memor/,
    },
  },
  {
    name: 'Memory, list',
    path: () => `${APP}/memory?tab=memories`,
    part: 'main',
    shows: {
      loading: /Loading the memories/,
      empty: /Nothing is remembered yet/,
      failing: /Could not load the memories/,
      full: /The pool of payment holds 80/,
    },
  },
  {
    name: 'Memory, log',
    path: () => `${APP}/memory?tab=log`,
    part: 'main',
    shows: {
      loading: /Loading the log/,
      empty: /Nothing has happened in memory yet/,
      failing: /Could not load the log/,
      full: /open the memory/,
    },
  },
  {
    name: 'Memory, to review',
    path: () => `${APP}/memory?tab=review`,
    part: 'main',
    shows: {
      loading: /Loading what is in doubt/,
      empty: /Nothing is left to decide/,
      failing: /Could not load what is in doubt/,
      full: /To review/,
    },
  },
  {
    name: 'Memory, quality',
    path: () => `${APP}/memory?tab=quality`,
    part: 'main',
    shows: {
      loading: /Loading the audit/,
      empty: /Nothing to look at/,
      failing: /Could not load the audit/,
      full: /What there is/,
    },
  },
  {
    name: 'Memory, rules',
    path: () => `${APP}/memory?tab=rules`,
    part: 'main',
    shows: {
      loading: /Loading what the rules did/,
      empty: /would be remembered/,
      failing: /Could not load what the rules did/,
      full: /would be remembered/,
    },
  },
  {
    name: 'Memory, imports',
    path: () => `${APP}/memory?tab=imports`,
    part: 'main',
    shows: {
      loading: /Loading the queue/,
      empty: /Nothing was imported yet/,
      failing: /Could not load the queue/,
      full: /Say what it was/,
    },
  },
  {
    name: 'Memory, forget',
    path: () => `${APP}/memory?tab=forget`,
    part: 'main',
    shows: {
      loading: /Loading what was forgotten/,
      empty: /Nothing was forgotten/,
      failing: /Could not load what was forgotten/,
      full: /Show what would be forgotten/,
    },
  },
  {
    name: 'A memory',
    path: ({ memory }) => `${APP}/memory/${memory}`,
    part: 'main',
    shows: {
      loading: /Loading the memory/,
      empty: /There is no such memory/,
      failing: /Could not load the memory/,
      full: /Its whole history/,
    },
  },
  {
    name: 'Findings',
    path: () => `${APP}/findings?show=all`,
    part: 'main',
    shows: {
      loading: /Loading the findings/,
      empty: /No detector has raised anything/,
      failing: /Could not load/,
      full: /× the line/,
    },
  },
  {
    name: 'Detectors',
    path: () => `${APP}/detectors`,
    part: 'main',
    shows: {
      loading: /Loading the detectors/,
      empty: /No incident was opened in this time/,
      failing: /Could not load the detectors/,
      full: /Confirmed against dismissed/,
    },
  },
  {
    name: 'A detector',
    path: () => `${APP}/detectors/error-count`,
    part: 'main',
    shows: {
      loading: /Loading the detector/,
      empty: /Nothing was replayed yet/,
      failing: /Could not load the detector/,
      full: /Nothing was replayed yet/,
    },
  },
  {
    name: 'Maintenance',
    path: () => `${APP}/maintenance?plan=new`,
    part: 'main',
    shows: {
      loading: /Loading what is planned/,
      empty: /Nothing is expected/,
      failing: /Could not load what is planned/,
      full: /It is meant for all services/,
    },
  },
  {
    name: 'Ask about this',
    path: () => `${APP}/ask?title=Errors&${hour()}`,
    part: 'main',
    shows: {
      loading: /Loading|Asking/,
      empty: /No incident was recorded|No service was recognised/,
      failing: /Could not/,
      full: /What this is understood to be about/,
    },
  },
  {
    name: 'Services',
    path: () => `${APP}/services`,
    part: 'main',
    shows: {
      loading: /Loading the services/,
      empty: /No service has spoken yet/,
      failing: /Could not load/,
      full: /api-gateway/,
    },
  },
  {
    name: 'A service',
    path: () => `${APP}/services/user`,
    part: 'main',
    shows: {
      loading: /Loading its messages/,
      empty: /No message in this time/,
      failing: /Could not load its messages/,
      full: /process\.memory\.usage/,
    },
  },
  {
    name: 'Logs',
    path: () => `${APP}/logs`,
    part: 'main',
    shows: { loading: /Loading the lines/, empty: /No line fits/, failing: /Could not load/, full: /api-gateway/ },
  },
  {
    name: 'Sources',
    path: () => `${APP}/sources`,
    part: 'main',
    shows: {
      loading: /Loading the sources/,
      empty: /No source of telemetry/,
      failing: /Could not load/,
      full: /Calling pairs/,
    },
  },
  {
    name: 'Settings',
    path: () => `${APP}/settings`,
    part: 'main',
    shows: { loading: /Loading/, empty: /What is configured/, failing: /Could not load/, full: /What is configured/ },
  },
  {
    name: 'App configuration',
    path: () => '/plugins/incidentmemory-app?page=configuration',
    part: 'main form',
    shows: { loading: /Shared key/, empty: /Shared key/, failing: /Shared key/, full: /Shared key/ },
  },
  {
    name: 'Active incidents panel',
    path: () => DASHBOARD,
    part: PANEL,
    shows: {
      loading: /Looking for incidents/,
      empty: /No |no incident|quiet/i,
      failing: /sidecar|store/i,
      full: /INC-\d+/,
    },
  },
];
