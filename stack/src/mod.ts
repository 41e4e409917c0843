export { domains, type Domain } from './domains.ts';
export { loadSecrets, type Secrets } from './secrets.ts';
export { freePort } from './services/free-port.ts';
export { startNats, type NatsOptions, type NatsService } from './services/nats.ts';
export { startPostgres, type PostgresOptions } from './services/postgres.ts';
export { startRedis, type RedisOptions } from './services/redis.ts';
export { type RunningService } from './services/running-service.ts';
export { waitUntil, type WaitOptions } from './services/wait-until.ts';
