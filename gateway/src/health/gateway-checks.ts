import type { ReadinessChecks } from '@cartwright/subgraph-kit';
import type { SupergraphStore } from '../supergraph/supergraph-store.ts';
import type { SubgraphTransport, SubgraphTransports } from '../transport/subgraph-transport.ts';

/**
 * What the gateway cannot work without: a supergraph, and one ready replica of each subgraph. Redis is not among it:
 * limits and persisted queries are kept in memory while it is away.
 */
export function gatewayChecks(store: SupergraphStore, transports: SubgraphTransports): ReadinessChecks {
  const checks: Record<string, () => unknown> = {
    supergraph: () => {
      if (store.current === undefined) throw new Error('not loaded');
    },
  };
  for (const [name, transport] of Object.entries(transports)) checks[name] = () => requireReady(transport);
  return checks;
}

async function requireReady(transport: SubgraphTransport): Promise<void> {
  if (!(await transport.ready())) throw new Error('no replica is ready');
}
