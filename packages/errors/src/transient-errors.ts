/**
 * Serialization failure and deadlock, and Prisma's names for both.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html, https://www.prisma.io/docs/orm/reference/error-reference
 */
const conflictCode = /^(40001|40P01|P2034|TransactionWriteConflict)$/;

/** Unreachable, broken or refused connections, shutdown, crash, overload, full and broken disks. Sources: as above. */
const outageCode =
  /^(ECONN\w+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|08\w{3}|57P0[1-5]|53\w{3}|58030|P1001|P1002|P1008|P1017|P2024|P2037|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;

/** What pg, PostgreSQL and Prisma say without a code of its own. */
const outageMessage =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|unable to start a transaction in the given time|server closed the connection|the database system is (?:starting up|shutting down)/i;

/** Tells whether a transaction lost against another one, so that it may be run again. */
export function isWriteConflict(error: unknown): boolean {
  return wrappedIn(error).some(meansConflict);
}

/** Tells whether the same may succeed shortly, for reasons that have nothing to do with what was asked for. */
export function isTransient(error: unknown): boolean {
  return wrappedIn(error).some((one) => meansOutage(one) || meansConflict(one));
}

/**
 * Tells whether what was asked for cannot be done at the moment: beside what is transient, a transaction that Prisma gave
 * up, as after a time, where its server may stand still, or its work be too much.
 */
export function isUnavailable(error: unknown): boolean {
  return isTransient(error) || wrappedIn(error).some((one) => codesOf(one).includes('P2028'));
}

function meansConflict(error: object): boolean {
  return codesOf(error).some((code) => conflictCode.test(code));
}

/** A server was not reachable or had no room: nothing that the statement or the request is to blame for. */
function meansOutage(error: object): boolean {
  const { message } = error as { message?: unknown };
  if (codesOf(error).some((code) => outageCode.test(code))) return true;
  return typeof message === 'string' && outageMessage.test(message);
}

/** pg names SQLSTATEs in `code`, Prisma's adapter in `originalCode`, with a `kind` of its own. */
function codesOf(error: object): string[] {
  const { code, originalCode, kind } = error as Record<string, unknown>;
  return [code, originalCode, kind].filter((one) => typeof one === 'string');
}

/** An error with everything it wraps, the way Prisma, its adapters, GraphQL and AggregateError wrap. */
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
