const nestedUnder = ['cause', 'meta', 'driverAdapterError', 'error'] as const;
const codeNames = ['code', 'originalCode', 'kind'] as const;

/** Every code found in an error and in what it wraps: pg names SQLSTATEs directly, Prisma hides them in `meta` and `cause`. */
export function errorCodes(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const fields = error as Record<string, unknown>;
  const own = codeNames.map((name) => fields[name]).filter((code) => typeof code === 'string');
  const nested = nestedUnder.flatMap((name) => errorCodes(fields[name], depth + 1));
  return [...own, ...nested];
}
