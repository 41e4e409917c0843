import { requireStaff } from '@cartwright/identity';
import type { Context } from '../../graphql.ts';
import type { StaffRequest } from '../../use-cases/operations/staff-request.ts';

/** What staff want done, from a mutation's input. @throws UNAUTHENTICATED, FORBIDDEN */
export function staffRequestOf(context: Context, target: string, reason: string): StaffRequest {
  const viewer = requireStaff(context);
  return { viewer, target, reason, traceparent: context.request.traceparent };
}
