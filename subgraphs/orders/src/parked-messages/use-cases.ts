import type { Statements, Transaction } from '@cartwright/database';
import { message, type Domain, type OutgoingMessage } from '@cartwright/events';
import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { InvalidInput, ReadInput } from '@cartwright/input';
import { parkedMessageDiscard, parkedMessageReplay, type Messaging } from '@cartwright/messaging';
import {
  recordStaffAction,
  staffActionOf,
  type ExplainedAction,
  type StaffAction,
  type StaffRequest,
} from '../audit/door.ts';
import type { Tables } from '../generated/tables.ts';
import {
  countParkedMessages,
  listParkedMessages,
  markParkedMessage,
  type ParkedMessage,
} from './repository.ts';
import type { ParkedMessageState } from './rules.ts';

/** What looking after parked messages needs. */
export interface ParkedMessagesDependencies {
  readonly db: Statements<Tables>;
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** Which part of the list. */
export interface ListParkedRequest {
  /** Null for any. */
  readonly states: readonly ParkedMessageState[] | null;
  readonly page: InstantPageArguments;
}

/** A page of parked messages, latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function listParked(
  { db }: Pick<ParkedMessagesDependencies, 'db'>,
  { states, page }: ListParkedRequest,
): Promise<Connection<ParkedMessage>> {
  return instantPage(page, {
    identity: ['parked messages', states],
    list: (slice) => listParkedMessages(db, states, slice),
    count: () => countParkedMessages(db, states),
    instantOf: ({ parkedAt }) => parkedAt,
  });
}

/** How a request about a parked message can end. */
export type ParkedMessageOutcome =
  | { readonly kind: 'requested'; readonly parkedMessage: ParkedMessage; readonly action: StaffAction }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'resolved'; readonly parkedMessage: ParkedMessage }
  | InvalidInput;

/** Requests that the domain that keeps a parked message handles it again. */
export function replayParked(
  dependencies: ParkedMessagesDependencies,
  request: StaffRequest,
): Promise<ParkedMessageOutcome> {
  return resolveParked(dependencies, staffActionOf(dependencies, 'PARKED_MESSAGE_REPLAY', request), request);
}

/** Requests that the domain that keeps a parked message closes it without handling it. */
export function discardParked(
  dependencies: ParkedMessagesDependencies,
  request: StaffRequest,
): Promise<ParkedMessageOutcome> {
  return resolveParked(dependencies, staffActionOf(dependencies, 'PARKED_MESSAGE_DISCARD', request), request);
}

async function resolveParked(
  { messaging }: ParkedMessagesDependencies,
  read: ReadInput<ExplainedAction>,
  { target: id, traceparent }: StaffRequest,
): Promise<ParkedMessageOutcome> {
  if (read.kind === 'invalid-input') return read;
  const { value: asked } = read;
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact(
    async (tx, send) => {
      const state = asked.action === 'PARKED_MESSAGE_REPLAY' ? 'REPLAYING' : 'DISCARDING';
      const parkedMessage = await markParkedMessage(tx, id, state);
      if (parkedMessage === undefined) return { kind: 'not-found' };
      if (parkedMessage.state === 'RESOLVED') return { kind: 'resolved', parkedMessage };
      send(commandOf(parkedMessage, asked));
      const action = await recordStaffAction({ tx, send }, { ...asked, after: { state } });
      return { kind: 'requested', parkedMessage, action };
    },
    { traceparent },
  );
}

function commandOf(
  { id, domain }: ParkedMessage,
  { id: requestId, action, reason }: ExplainedAction,
): OutgoingMessage {
  const data = { domain: domain as Domain, parkedMessageId: id, requestId };
  return action === 'PARKED_MESSAGE_REPLAY'
    ? message(parkedMessageReplay, data)
    : message(parkedMessageDiscard, { ...data, reason });
}
