import { Degraded, type ReadinessChecks } from '@cartwright/process';
import type { SupergraphStore } from '../supergraph/supergraph-store.ts';
import type { SubgraphTransport, SubgraphTransports } from '../transport/subgraph-transport.ts';

/** Subgraphs without which customers can still buy, so that their outage must not take the gateway out of service. */
const optionalSubgraphs = new Set(['notifications']);

/**
 * What the gateway cannot work without: a supergraph, and one ready replica of each subgraph that selling needs. Not
 * Redis: while it is unreachable, limits and persisted queries are kept in memory.
 */
export function gatewayChecks(store: SupergraphStore, transports: SubgraphTransports): ReadinessChecks {
  const supergraph = (): void => {
    if (store.current === undefined) throw new Error('not loaded');
  };
  return { supergraph, ...subgraphChecks(transports, (name) => !optionalSubgraphs.has(name)) };
}

/** Subgraphs whose outage is reported but does not make the gateway unready. */
export function toleratedChecks(transports: SubgraphTransports): ReadinessChecks {
  return subgraphChecks(transports, (name) => optionalSubgraphs.has(name));
}

function subgraphChecks(
  transports: SubgraphTransports,
  isIncluded: (name: string) => boolean,
): Record<string, () => Promise<void>> {
  const included = Object.entries(transports).filter(([name]) => isIncluded(name));
  return Object.fromEntries(included.map(([name, transport]) => [name, () => requireReady(transport)]));
}

async function requireReady(transport: SubgraphTransport): Promise<void> {
  const { isReady, degradedBy } = await transport.health();
  if (!isReady) throw new Error('no replica is ready');
  if (degradedBy !== undefined) throw new Degraded(degradedBy);
}
