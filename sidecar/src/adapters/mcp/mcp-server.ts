import { McpServer, type CallToolResult } from '@modelcontextprotocol/server';
import { roleAllows } from '@incident-memory/contract';
import type { z } from 'zod';
import { redact } from '../../domain/redaction/redact.ts';
import type { ApplicationError } from '../../platform/application-error.ts';
import type { Client } from '../../usecases/clients/client.ts';
import { fenced } from '../../usecases/clients/fence.ts';
import type { MemoryTools, ToolAnswer } from './memory-tools.ts';
import * as requests from './tool-requests.ts';

interface About {
  readonly client: Client;
  readonly tools: MemoryTools;
  readonly version: string;
  /** Random, for the marks around recorded text. */
  readonly mark: () => string;
  /** Every failure as the catalogue tells it. */
  readonly told: (error: unknown) => ApplicationError;
}

const READS = { readOnlyHint: true, openWorldHint: false } as const;
/** It adds to memory, and what it adds can be corrected by a person. */
const ADDS = { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false } as const;

/** The tools for one client: those that change something only for whom they would work. */
export function mcpServer({ client, tools, version, mark, told }: About): McpServer {
  const server = new McpServer(
    { name: 'incident-memory', title: 'Incident Memory', version },
    { capabilities: { tools: {} } }
  );
  const answered = async (ask: () => Promise<ToolAnswer>): Promise<CallToolResult> => {
    try {
      const { lines, structured } = await ask();
      return { content: [{ type: 'text', text: fenced(lines, mark()) }], structuredContent: structured };
    } catch (error) {
      const { code, message, action } = told(error).toBody('').error;
      return { isError: true, content: [{ type: 'text', text: redact(`${message} ${action} (${code})`) }] };
    }
  };
  const tool = <Schema extends z.ZodObject>(
    name: string,
    { description, input, annotations }: { description: string; input: Schema; annotations: object },
    run: (input: z.output<Schema>) => Promise<ToolAnswer>
  ): void => {
    const inputSchema: z.ZodObject = input;
    server.registerTool(name, { description, inputSchema, annotations }, (given) =>
      answered(() => run(input.parse(given)))
    );
  };
  tool(
    'recall',
    {
      description:
        'What is remembered of situations like this one: seen before, what helped, what not to try, with provenance.',
      input: requests.RecallInput,
      annotations: READS,
    },
    (input) => tools.recall(client, input)
  );
  tool(
    'do_not_try',
    {
      description: 'Fixes with a bad or mixed record in situations like this one, with their counts.',
      input: requests.DoNotTryInput,
      annotations: READS,
    },
    (input) => tools.doNotTry(client, input)
  );
  tool(
    'open_incidents',
    {
      description: 'Incidents that are under way, newest first.',
      input: requests.OpenIncidentsInput,
      annotations: READS,
    },
    (input) => tools.openIncidents(client, input)
  );
  tool(
    'incident_details',
    {
      description: 'One incident: how bad it is, what was tried so far, and what memory knows about it.',
      input: requests.IncidentInput,
      annotations: READS,
    },
    (input) => tools.incidentDetails(client, input)
  );
  if (roleAllows(client.role, 'Editor')) {
    tool(
      'record_outcome',
      {
        description:
          'Record what became of a fix that was applied in an incident, as the word of the person in charge. The same again for the same incident is one record; what was done a second time is told apart by its note.',
        input: requests.OutcomeInput,
        annotations: ADDS,
      },
      (input) => tools.recordOutcome(client, input)
    );
  }
  return server;
}
