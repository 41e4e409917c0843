/**
 * Serialization failure and deadlock, and Prisma's names for both.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html, https://www.prisma.io/docs/orm/reference/error-reference
 */
const conflictCode = /^(40001|40P01|P2034|TransactionWriteConflict)$/;

/** Unreachable, broken or refused connections, shutdown, crash, overload, full and broken disks. Sources: as above. */
const outageCode =
  /^(ECONN\w+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|08\w{3}|57P0[1-5]|53\w{3}|58030|P1001|P1002|P1008|P1017|P2024|P2037|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;

/** Outages that pg, PostgreSQL and Prisma report without a code. */
const outageMessage =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|query read timeout|unable to start a transaction in the given time|server closed the connection|the database system is (?:starting up|shutting down)/i;

/** Whether a transaction failed because of a concurrent one, so that it can be retried. */
export function isWriteConflict(error: unknown): boolean {
  return wrappedIn(error).some(isConflict);
}

/** Whether a retry may succeed shortly: a write conflict or an outage, neither caused by the request itself. */
export function isTransient(error: unknown): boolean {
  return wrappedIn(error).some((one) => isOutage(one) || isConflict(one));
}

/** A statement, a wait for a lock or a transaction that ran into its time limit: the server is overloaded, or it is too much. */
const timeoutCode = /^(57014|55P03|25P03|P2028)$/;

/** Whether an error means that the operation is unavailable at the moment: it is transient, or ran into a time limit. */
export function isUnavailable(error: unknown): boolean {
  return isTransient(error) || isTimeLimit(error);
}

/** Whether a statement, a wait for a lock or a transaction ran into its time limit: nothing of it was stored. */
export function isTimeLimit(error: unknown): boolean {
  return wrappedIn(error).some((one) => codesOf(one).some((code) => timeoutCode.test(code)));
}

function isConflict(error: object): boolean {
  return codesOf(error).some((code) => conflictCode.test(code));
}

/** A server was unreachable or overloaded, whatever the request. */
function isOutage(error: object): boolean {
  const { message } = error as { message?: unknown };
  if (codesOf(error).some((code) => outageCode.test(code))) return true;
  return typeof message === 'string' && outageMessage.test(message);
}

/** pg has the SQLSTATE in `code`, Prisma's adapter in `originalCode` next to a `kind` of its own. */
function codesOf(error: object): string[] {
  const { code, originalCode, kind } = error as Record<string, unknown>;
  return [code, originalCode, kind].filter((one) => typeof one === 'string');
}

/** An error and everything that it wraps, in the ways of Prisma, its adapters, GraphQL and AggregateError. */
function wrappedIn(error: unknown): object[] {
  const found = new Set<object>();
  const pending = [error];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null || found.has(next)) continue;
    found.add(next);
    const {
      cause,
      originalError,
      errors,
      meta,
      driverAdapterError,
      error: inner,
    } = next as Record<string, unknown>;
    pending.push(cause, originalError, meta, driverAdapterError, inner);
    if (Array.isArray(errors)) pending.push(...(errors as unknown[]));
  }
  return [...found];
}
