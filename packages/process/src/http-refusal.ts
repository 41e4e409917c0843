import { httpStatusOfCode, isErrorCode, maskError } from '@cartwright/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from './logging/logger.ts';

/** What HTTP says of a request that failed, in GraphQL's error shape. */
export interface HttpRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly GraphQLFormattedError[];
}

/** What may be told of whatever a route, a hook or fastify itself has thrown. An internal error is logged and masked. */
export function httpRefusal(error: unknown, { id }: { readonly id: string }, logger: Logger): HttpRefusal {
  const ownStatus = clientErrorStatus(error);
  if (ownStatus !== undefined) return { status: ownStatus, headers: {}, errors: [badRequest(error)] };
  const masked = maskError(error, { id, logger: logger.child({ requestId: id }) });
  const head = headOf(error);
  const code = masked.extensions?.['code'];
  const status = head?.status ?? (isErrorCode(code) ? httpStatusOfCode[code] : 500);
  return { status, headers: Object.fromEntries(head?.headers ?? []), errors: [masked] };
}

/** The status of an error that fastify itself raises for a bad body: too large, not JSON, of another type. */
function clientErrorStatus(error: unknown): number | undefined {
  if (error instanceof GraphQLError || typeof error !== 'object' || error === null) return undefined;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  const isFromFastify = typeof code === 'string' && code.startsWith('FST_');
  const isBadJson = error instanceof SyntaxError;
  if (typeof statusCode !== 'number' || !(isFromFastify || isBadJson)) return undefined;
  return statusCode >= 400 && statusCode < 500 ? statusCode : undefined;
}

const sendJson = 'Send JSON, with "content-type: application/json".';

/** Fastify's words, but where they do not say what to do. */
function badRequest(error: unknown): GraphQLFormattedError {
  const { message, code } = error as { readonly message: string; readonly code?: unknown };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return badRequest({ message: sendJson });
  return { message, extensions: { code: 'BAD_REQUEST' } };
}

/** `extensions.http`, as Apollo Server has it: what HTTP is to say beyond the code. */
function headOf(
  error: unknown,
): { readonly status?: number; readonly headers?: Iterable<readonly [string, string]> } | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  return error.extensions['http'] as ReturnType<typeof headOf>;
}
