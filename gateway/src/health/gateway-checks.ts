import type { ReadinessChecks } from '@cartwright/process';
import type { SupergraphStore } from '../supergraph/supergraph-store.ts';
import type { SubgraphTransport, SubgraphTransports } from '../transport/subgraph-transport.ts';

/** Subgraphs without which people can still buy: a gateway that is taken out of service for them would sell nothing. */
const dispensable = new Set(['notifications']);

/**
 * What the gateway cannot work without: a supergraph, and one ready replica of each subgraph that selling needs. Redis is
 * not among it: limits and persisted queries are kept in memory while it is away.
 */
export function gatewayChecks(store: SupergraphStore, transports: SubgraphTransports): ReadinessChecks {
  const supergraph = (): void => {
    if (store.current === undefined) throw new Error('not loaded');
  };
  return { supergraph, ...subgraphChecks(transports, (name) => !dispensable.has(name)) };
}

/** What is told of, and no reason to send nobody to this gateway. */
export function toleratedChecks(transports: SubgraphTransports): ReadinessChecks {
  return subgraphChecks(transports, (name) => dispensable.has(name));
}

function subgraphChecks(
  transports: SubgraphTransports,
  isMeant: (name: string) => boolean,
): Record<string, () => Promise<void>> {
  const meant = Object.entries(transports).filter(([name]) => isMeant(name));
  return Object.fromEntries(meant.map(([name, transport]) => [name, () => requireReady(transport)]));
}

async function requireReady(transport: SubgraphTransport): Promise<void> {
  if (!(await transport.ready())) throw new Error('no replica is ready');
}
