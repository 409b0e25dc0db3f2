import { LINES_A_TRACE, SERVICES, type RealisticRequests } from './realistic-requests.ts';
import type { SidecarClient } from '../../chaos/sidecar-client.ts';

/** Each passes by every block there is: seconds, behind ten million lines. */
const MOST_SEARCHES = 20;
const STEP_MS = 10_000;

/** Whether all that was sent is counted, line by line, and found again where it is asked for; what is not, in words. */
export async function checkKept(client: SidecarClient, sent: RealisticRequests['sent']): Promise<string[]> {
  const span = {
    from: Math.floor(sent.from / STEP_MS) * STEP_MS,
    to: (Math.floor(sent.to / STEP_MS) + 1) * STEP_MS,
  };
  const findings: string[] = [];
  const counted = await countedLines(client, span);
  if (counted !== sent.lines) {
    findings.push(`${counted} lines are counted where ${sent.lines} were sent`);
  }
  const every = Math.max(1, Math.floor(sent.traces.length / MOST_SEARCHES));
  for (const trace of sent.traces.filter((_, index) => index % every === 0)) {
    const found = await client.linesOfTrace(trace, span);
    if (found.length !== LINES_A_TRACE) {
      findings.push(`${found.length} lines of trace ${trace} are found where ${LINES_A_TRACE} were sent`);
    }
  }
  return findings;
}

async function countedLines(client: SidecarClient, span: { from: number; to: number }): Promise<number> {
  let lines = 0;
  for (let service = 0; service < SERVICES; service += 1) {
    const { series } = await client.rates(`service-${service}`, span);
    lines += series.flatMap((one) => one.lines).reduce((sum, count) => sum + count, 0);
  }
  return lines;
}
