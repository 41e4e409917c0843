import type { Client } from '@opensearch-project/opensearch';

/** What an engine that speaks OpenSearch's REST API is reached by. */
export interface OpenSearchOptions {
  /** Its address, with a name and a password where it asks for them. */
  readonly url: string;
  /** How long an answer may take. */
  readonly timeoutMs: number;
}

/** Gives the client of an engine; it is loaded when it is first asked for, since it is large and most shops need none. */
export type OpenSearchClient = () => Promise<Client>;

/** Opens a client that tries once: whoever searches has PostgreSQL, and whoever writes does so again. */
export function openSearchClient({ url, timeoutMs }: OpenSearchOptions): OpenSearchClient {
  let opened: Promise<Client> | undefined;
  return () => (opened ??= open());
  async function open(): Promise<Client> {
    const { Client: OpenSearch } = await import('@opensearch-project/opensearch');
    return new OpenSearch({ node: url, requestTimeout: timeoutMs, maxRetries: 0 });
  }
}
