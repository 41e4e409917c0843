export { type BaseConfig, baseConfigSchema, baseConfigShape, readConfig } from './config.ts';
export { ConfigError } from './config-error.ts';
export { type HealthOptions, serveHealth } from './health-routes.ts';
export { createHttpApp, type HttpAppOptions } from './http-app.ts';
export { createLogger, type Logger, type LoggerOptions } from './logger.ts';
export { checkReadiness, type CheckState, type Readiness, type ReadinessChecks } from './readiness.ts';
export { continueTrace, flatHeaders, requestIdFrom, type SubgraphRequest } from './request.ts';
export { type ProcessOptions, type Running, runProcess } from './run-process.ts';
export { createSharedClock, type SharedClock } from './shared-clock.ts';
