import { httpRefusal, type Logger } from '@cartwright/process';
import { rejection, type Rejection } from '../pipeline/operation-outcome.ts';

/** What comes of a request that failed before it was one for an operation. */
export function failedRequest(
  error: unknown,
  { id, logger }: { readonly id: string; readonly logger: Logger },
): Rejection {
  const { status, headers, errors } = httpRefusal(error, { id }, logger);
  return { ...rejection(errors), status, headers: new Map(Object.entries(headers)), isWellFormed: false };
}
