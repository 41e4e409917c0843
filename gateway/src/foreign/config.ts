import { randomBytes } from 'node:crypto';
import { domains } from '@cartwright/events';
import { readGatewayConfig, type GatewayConfig } from '../config.ts';

/** A supergraph that is not the store's, and where its subgraphs are. */
export interface ForeignSupergraph {
  readonly supergraphFile: string;
  /** Addresses of the replicas with their paths, by subgraph. */
  readonly subgraphUrls: Readonly<Record<string, readonly string[]>>;
  /** What requests are signed with; requests to any other subgraph are not signed. */
  readonly subgraphKeys: Readonly<Record<string, string>>;
  readonly port: number;
}

/** Where nothing listens: there is no Redis, and nobody signs in. */
const nowhere = '127.0.0.1:9';

/** The configuration of a gateway in front of it: that of development, in which limits are high and the schema is told. */
export function foreignConfig(
  { supergraphFile, subgraphUrls, subgraphKeys, port }: ForeignSupergraph,
  env: Readonly<Record<string, string | undefined>> = process.env,
): GatewayConfig {
  const key = randomBytes(24).toString('hex');
  const ofStore = domains.flatMap((domain) => [
    [`${domain.toUpperCase()}_URL`, `http://${nowhere}`],
    [`${domain.toUpperCase()}_KEY`, key],
  ]);
  const config = readGatewayConfig({
    PUBLIC_URL: `http://localhost:${port}`,
    JWKS_URL: `http://${nowhere}`,
    REDIS_URL: `redis://gateway:${key}@${nowhere}`,
    LOG_LEVEL: 'warn',
    ...(Object.fromEntries(ofStore) as Record<string, string>),
    ...env,
    PORT: String(port),
  });
  // What the gateway forwards besides GraphQL goes to subgraphs of the store, where nothing listens.
  return {
    ...config,
    supergraphFile,
    isOurs: false,
    subgraphUrls: { ...config.subgraphUrls, ...subgraphUrls },
    subgraphKeys,
  };
}
