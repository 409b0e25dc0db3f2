import { OpenAiEmbeddings } from '../adapters/embedding-openai/openai-embeddings.ts';
import { PatientEmbeddings } from '../adapters/embedding-openai/patient-embeddings.ts';
import { openEmbeddingTable } from '../adapters/embedding-table/embedding-table.ts';
import { openThesaurusFile } from '../adapters/thesaurus-file/read-thesaurus.ts';
import { PRODUCT_CONCEPTS } from '../domain/recall/thesaurus/product-thesaurus.ts';
import { Thesaurus } from '../domain/recall/thesaurus/thesaurus.ts';
import { createRedactor, type Redactor } from '../domain/redaction/redact.ts';
import type { Configuration } from '../platform/configuration/schema.ts';
import { SettingRefused } from '../platform/configuration/setting-refused.ts';
import { createOutbound } from '../platform/outbound/outbound-http.ts';
import type { Embeddings } from '../ports/embeddings.ts';
import { TextReader } from '../usecases/recall/recall-text.ts';

export interface Reading {
  readonly reader: TextReader;
  close(): Promise<void>;
}

/** Throws SettingRefused where the file of the thesaurus cannot be used. */
export function buildReader(
  { thesaurusFile, embeddings }: Configuration['memory'],
  onModelChange: (told: { url: string; answers: boolean }) => void,
  redact: Redactor = createRedactor()
): Reading {
  const thesaurus = new Thesaurus([...PRODUCT_CONCEPTS, ...(thesaurusFile === null ? [] : conceptsIn(thesaurusFile))]);
  const table = openEmbeddingTable();
  const { url, model, dimensions, apiKey, caFile, deadlineMilliseconds, requestTimeoutSeconds } = embeddings;
  if (url === null || model === null || dimensions === null) {
    return { reader: new TextReader({ thesaurus, embeddings: table }), close: () => Promise.resolve() };
  }
  const outbound = createOutbound({ origins: [url], timeoutSeconds: requestTimeoutSeconds, caFile });
  const endpoint = new OpenAiEmbeddings(outbound, { baseUrl: url, model, dimensions, apiKey });
  return {
    reader: new TextReader({
      ...{ thesaurus, standIn: table, questionMilliseconds: deadlineMilliseconds },
      embeddings: new PatientEmbeddings(redacting(endpoint, redact), {
        onChange: (answers) => onModelChange({ url, answers }),
      }),
    }),
    close: () => outbound.close(),
  };
}

/** Memories are redacted when they are written; what people ask leaves no other way. */
function redacting(embeddings: Embeddings, redact: Redactor): Embeddings {
  return {
    key: embeddings.key,
    dimensions: embeddings.dimensions,
    embed: (texts, signal) => embeddings.embed(texts.map(redact), signal),
  };
}

function conceptsIn(file: string) {
  const read = openThesaurusFile(file, PRODUCT_CONCEPTS);
  if (read.ok) {
    return read.value;
  }
  const problems = read.failure.map(({ key, problem, line = null }) =>
    [...(line === null ? [] : [`line ${line}`]), ...(key === '' ? [] : [key]), problem].join(': ')
  );
  throw new SettingRefused(
    `memory.thesaurusFile (environment: IM_MEMORY_THESAURUS_FILE): ${file} cannot be used, so the sidecar does not start. ` +
      `Mend it or take the setting out; docs/recall.md explains the file.\n${problems.map((one) => `  ${one}`).join('\n')}`
  );
}
