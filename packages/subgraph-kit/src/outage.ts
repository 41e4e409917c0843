const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];
/** https://www.prisma.io/docs/orm/reference/error-reference: unreachable, timed out, closed, no free connection, a conflict. */
const prismaCodes = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037'];
/** https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, a lost race, no room left, shutdown, crash, a broken disk. */
const postgresCode = /^(08\w{3}|40001|40P01|53\w{3}|57P0[1-3]|58030)$/;
const outageCodes = new Set([...networkCodes, ...prismaCodes]);
const adapterKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TooManyConnections',
  'SocketTimeout',
  'TransactionWriteConflict',
]);
const driverMessages =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|the database system is (starting up|shutting down)/;

/**
 * Tells whether an error, or what caused it, means that a database or service behind us is not reachable, has no room or
 * gave precedence to others time and again: the same may succeed shortly.
 */
export function isOutage(error: unknown): boolean {
  return causesOf(error).some(meansOutage);
}

function meansOutage(error: object): boolean {
  const { code, kind, originalCode, message } = error as Record<string, unknown>;
  if (typeof code === 'string' && (outageCodes.has(code) || postgresCode.test(code))) return true;
  if (typeof originalCode === 'string' && postgresCode.test(originalCode)) return true;
  if (typeof kind === 'string' && adapterKinds.has(kind)) return true;
  return typeof message === 'string' && driverMessages.test(message);
}

/** An error with everything it wraps, the way GraphQL, Prisma, its adapters and AggregateError wrap. */
function causesOf(error: unknown): object[] {
  const found = new Set<object>();
  const pending = [error];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null || found.has(next)) continue;
    found.add(next);
    const { cause, originalError, errors, meta, driverAdapterError } = next as Record<string, unknown>;
    pending.push(
      cause,
      originalError,
      meta,
      driverAdapterError,
      ...(Array.isArray(errors) ? (errors as unknown[]) : []),
    );
  }
  return [...found];
}
