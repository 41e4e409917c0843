import { errorMessage } from './error-message.ts';

const nestedUnder = ['cause', 'meta', 'driverAdapterError', 'error'] as const;
const codeNames = ['code', 'originalCode', 'kind'] as const;

/** Serialization failure and deadlock, and Prisma's names for both. Source: PostgreSQL, appendix A; Prisma's error reference. */
const conflictCode = /^(40001|40P01|P2034|TransactionWriteConflict)$/;

/** Connection, shutdown, crash, overload and full disks, and Prisma's names for them. Source: as above. */
const outageCode =
  /^(ECONN\w+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|08\w{3}|57P0[1-5]|53\w{3}|58030|P1001|P1002|P1008|P1017|P2024|P2037|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;

/** What pg and Prisma say without a code. */
const outageMessage =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|unable to start a transaction in the given time|server closed the connection/i;

/** Tells whether a transaction lost against another one, so that it may be run again. */
export function isWriteConflict(error: unknown): boolean {
  return codesOf(error).some((code) => conflictCode.test(code));
}

/** Tells whether the database could not be reached or had no room: nothing that the statement is to blame for. */
export function isOutage(error: unknown): boolean {
  return codesOf(error).some((code) => outageCode.test(code)) || outageMessage.test(errorMessage(error));
}

/** Every code in an error and in what it wraps: pg names SQLSTATEs directly, Prisma hides them in `meta` and `cause`. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const fields = error as Record<string, unknown>;
  const own = codeNames.map((name) => fields[name]).filter((code) => typeof code === 'string');
  return [...own, ...nestedUnder.flatMap((name) => codesOf(fields[name], depth + 1))];
}
