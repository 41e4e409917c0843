export {
  type ClaimDependencies,
  type ClaimedKey,
  claimLeasedKey,
  type ClaimOutcome,
  judgeKey,
  leaseMs,
} from './claim-leased-key.ts';
export { fingerprint } from './fingerprint.ts';
export { keyReusedError, type KeyReused, type KeyUse, readIdempotencyKey, requestUnderWay } from './key.ts';
export type { KeyStatements, KeyTables, KeyTransaction } from './key-tables.ts';
export type { HeldKey, KeyScope, LeasedKey, LeasedKeys, NewLeasedKey } from './leased-keys.ts';
export { once, type OnceChange, onceEach } from './once.ts';
export { keptMs, keyPurge, purgeKeys } from './purge-keys.ts';
export { completeLeasedKeys, type CompletedKey, giveUpLeasedKey, sqlLeasedKeys } from './sql-leased-keys.ts';
