export { ArrivingBody } from './arriving-body.ts';
export {
  type Background,
  createLoop,
  type Loop,
  type LoopOptions,
  type RoundResult,
} from './background-loop.ts';
export { type BaseConfig, baseConfigSchema, baseConfigShape, key, keys, readConfig } from './config.ts';
export { shopConfigShape } from './shop-config.ts';
export { ConfigError } from './config-error.ts';
export { type HealthOptions, isReady, serveHealth } from './health-routes.ts';
export { html, Html } from './html.ts';
export { entityTagOf, namesTag } from './entity-tag.ts';
export { createHttpApp, type HttpAppOptions } from './http-app.ts';
export { httpRefusal, type HttpRefusal } from './http-refusal.ts';
export { type Asked, interceptRequests } from './intercept-requests.ts';
export { bringsJson, isPlainlySent } from './plainly-sent.ts';
export { jsonReader } from './json-body.ts';
export { AdaptiveLimit, type AdaptiveLimitOptions } from './load/adaptive-limit.ts';
export { importanceIn, importances, priorityHeader, priorityOf, type Importance } from './load/importance.ts';
export { measureLoopWait } from './load/loop-wait.ts';
export { ShedLog } from './load/shed-log.ts';
export { openLogDestination } from './logging/log-destination.ts';
export { createLogger, type Logger, type LoggerOptions } from './logging/logger.ts';
export { answerRaw } from './raw-answer.ts';
export { Degraded, type Readiness, type ReadinessChecks } from './readiness.ts';
export {
  clientNetworkOf,
  continueTrace,
  flatHeaders,
  requestIdFrom,
  type SubgraphRequest,
} from './request.ts';
export { type ProcessOptions, type Running, runProcess } from './run-process.ts';
export { answerHeaders, pagePolicy, type PageAllowances } from './security-headers.ts';
export { createSharedClock, type SharedClock } from './shared-clock.ts';
export { boundWaitingAnswer } from './stalled-answers.ts';
export { createWorkLoop, type WorkLoopOptions } from './work-loop.ts';
export { unreadBytes } from './unread-bytes.ts';
