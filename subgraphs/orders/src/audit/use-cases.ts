import type { Statements } from '@cartwright/database';
import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import { requireViewer, type Viewer, type ViewerContext } from '@cartwright/identity';
import { readInput, text, type ReadInput } from '@cartwright/input';
import type { SubgraphRequest } from '@cartwright/process';
import { z } from 'zod';
import type { Tables } from '../generated/tables.ts';
import type { NewStaffAction } from './record.ts';
import { countStaffActions, listStaffActions, type StaffAction, type TrailFilter } from './repository.ts';

/** What staff want done, to what, and why. */
export interface StaffRequest {
  readonly viewer: Viewer;
  /** The id of an order or of a parked message. */
  readonly target: string;
  readonly reason: string;
  readonly traceparent: string;
}

/** What staff want done, from a mutation's context and input. @throws UNAUTHENTICATED */
export function readStaffRequest(
  context: ViewerContext & { readonly request: Pick<SubgraphRequest, 'traceparent'> },
  { target, reason }: Pick<StaffRequest, 'target' | 'reason'>,
): StaffRequest {
  const viewer = requireViewer(context);
  return { viewer, target, reason, traceparent: context.request.traceparent };
}

/** What staff did, and why: where a reason is a must. */
export type ExplainedAction = NewStaffAction & Pick<StaffRequest, 'reason'>;

const reasonSchema = z.object({ reason: text(500) });

/** The entry of the audit trail for a request, or what is wrong with its reason. */
export function staffActionOf(
  { newId, now }: { readonly newId: () => string; readonly now: () => Date },
  action: NewStaffAction['action'],
  { viewer, target, reason }: StaffRequest,
): ReadInput<ExplainedAction> {
  const read = readInput(reasonSchema, { reason });
  if (read.kind === 'invalid-input') return read;
  return {
    kind: 'valid',
    value: { id: newId(), staffId: viewer.id, action, target, ...read.value, at: now() },
  };
}

/** Which part of the audit trail. */
export interface ReadTrailRequest {
  readonly filter: TrailFilter;
  readonly page: InstantPageArguments;
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** A page of the audit trail, latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readTrail(
  { db }: { readonly db: Statements<Tables> },
  { filter: wanted, page }: ReadTrailRequest,
): Promise<Connection<StaffAction>> {
  const { staffId } = wanted;
  const filter = staffId === null || isId(staffId) ? wanted : { ...wanted, staffId: nobody };
  return instantPage(page, {
    identity: ['staff actions', wanted.target, wanted.staffId, wanted.operations],
    list: (slice) => listStaffActions(db, filter, slice),
    count: () => countStaffActions(db, filter),
    instantOf: ({ at }) => at,
  });
}
