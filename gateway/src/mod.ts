export { createGateway, type Gateway, type GatewayOptions } from './app.ts';
export { readGatewayConfig, type GatewayConfig } from './config.ts';
export { redisClock } from './rate/redis-time.ts';
export type { ReloadOutcome } from './supergraph/supergraph-store.ts';
