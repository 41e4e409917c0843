export { createDatabaseClock } from './database-clock.ts';
export { createSharedClock, type SharedClock } from './shared-clock.ts';
export { byKey, listByKey } from './by-key.ts';
export { baseConfigSchema, baseConfigShape, readConfig } from './config.ts';
export type { BaseConfig } from './config.ts';
export { ConfigError } from './config-error.ts';
export { readPage, toConnection } from './connection.ts';
export type { Connection, ConnectionArguments, ConnectionParts, Page, PageInfo } from './connection.ts';
export { countStatements } from './count-statements.ts';
export type { StatementCounter } from './count-statements.ts';
export { createSubgraph } from './create-subgraph.ts';
export type { Subgraph } from './create-subgraph.ts';
export { decodeCursor, encodeCursor } from './cursor.ts';
export { createPrisma, createPrismaAdapter } from './database.ts';
export type { DatabaseOptions, PrismaClientClass } from './database.ts';
export { fingerprint } from './fingerprint.ts';
export { badUserInput, graphqlError, httpStatusOfCode, isErrorCode } from './graphql-error.ts';
export type { ErrorCode } from './graphql-error.ts';
export { serveHealth } from './health-routes.ts';
export type { HealthOptions } from './health-routes.ts';
export { createHttpApp } from './http-app.ts';
export type { HttpAppOptions } from './http-app.ts';
export { createLogger } from './logger.ts';
export type { Logger, LoggerOptions } from './logger.ts';
export { maskError, maskedMessage } from './mask-error.ts';
export { fromMoneyInput, toMoney, toTaxedMoney } from './money-value.ts';
export type { MoneyValue, TaxedMoneyValue } from './money-value.ts';
export { checkReadiness } from './readiness.ts';
export type { CheckState, Readiness, ReadinessChecks } from './readiness.ts';
export { continueTrace, flatHeaders, requestIdFrom } from './request.ts';
export type { SubgraphRequest } from './request.ts';
export { requireSignature } from './require-signature.ts';
export type { SignaturePolicy } from './require-signature.ts';
export { runProcess } from './run-process.ts';
export type { ProcessOptions, Running } from './run-process.ts';
export { dateTimeScalar, decimalScalar, jsonScalar, scalars, urlScalar } from './scalars.ts';
export { signRequest, signatureHeader, verifySignature } from './signature.ts';
export type {
  ContextFactory,
  ContextInput,
  RouteTools,
  ServerConfig,
  SubgraphOptions,
} from './subgraph-options.ts';
export { createTokenVerifier, tokenIssuer } from './token-verifier.ts';
export type { TokenVerifier, TokenVerifierOptions } from './token-verifier.ts';
export { ownerIds, requireCustomer, requireStaff, requireViewer } from './viewer.ts';
export type { Role, Viewer, ViewerContext } from './viewer.ts';
