import type { Visit } from './host';

interface Incident {
  readonly number: number;
  readonly service: string;
  readonly state: string;
  readonly detectedAt: string;
  readonly startedAt: string;
}
interface LogLine {
  readonly at: string;
  readonly level: string;
}
export type DemoService = 'api-gateway' | 'auth' | 'database' | 'payment' | 'notification' | 'user' | 'analytics';

const APPEARS_WITHIN_MS = 40_000;

/** Presses the button of the overview; the visit must be on that page. */
export async function breakService({ page }: Visit, service: DemoService): Promise<void> {
  await page.getByRole('button', { name: 'Break a service' }).click();
  const dialog = page.getByRole('dialog');
  if (service !== 'database') {
    await dialog.getByLabel('Service').click();
    await page.getByRole('option', { name: service }).click();
  }
  await dialog.getByRole('button', { name: `Break ${service}` }).click();
  await dialog.getByText(`${service} is unwell now`).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
}

/** The link to the open incident of the service on the page that is shown, as soon as it is there. */
export async function seeIncident({ page }: Visit, service: DemoService) {
  const link = page.getByRole('link', { name: new RegExp(`INC-\\d+.*${service}`) }).first();
  await link.waitFor({ timeout: APPEARS_WITHIN_MS });
  return link;
}

export async function openIncidents(visit: Visit, service?: DemoService): Promise<Incident[]> {
  const query = `?state=open,awaiting-confirmation${service === undefined ? '' : `&service=${service}`}`;
  return (await visit.api<{ items: Incident[] }>(`/incidents${query}`)).items;
}

/** When the line was said that made the hundredth error of the service since the moment. */
export async function crossingLineAt(visit: Visit, service: DemoService, since: number): Promise<number> {
  const query = `?service=${service}&level=error&from=${since}&to=${Date.now() + 60_000}&limit=200`;
  const { items } = await visit.api<{ items: LogLine[] }>(`/logs${query}`);
  const times = items.map(({ at }) => Date.parse(at)).sort((one, other) => one - other);
  const hundredth = times[99];
  if (hundredth === undefined) {
    throw new Error(`only ${times.length} error lines of ${service} are kept`);
  }
  return hundredth;
}
