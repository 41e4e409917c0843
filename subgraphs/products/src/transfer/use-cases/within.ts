import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { Refusal } from '../rules/failure.ts';
import { messagesOf } from '../rules/outcome-messages.ts';

/** A transaction, with what use cases need that are to be parts of it. */
export interface Within extends Pick<Parts, 'messaging' | 'newId' | 'now'> {
  readonly tx: Transaction<Tables>;
}

/** What has use cases run in a transaction that is open already, so that they end with it. */
export function within(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  tx: Transaction<Tables>,
  send: Send,
): Within {
  return { tx, newId, now, messaging: { ...messaging, transact: (work) => work(tx, send) } };
}

/** An outcome that is one of the good ones. @throws Refusal for any other */
export function expected<Outcome extends { readonly kind: string }, Good extends Outcome['kind']>(
  outcome: Outcome,
  good: Good,
): Extract<Outcome, { readonly kind: Good }> {
  if (outcome.kind === good) return outcome as Extract<Outcome, { readonly kind: Good }>;
  throw new Refusal(...messagesOf(outcome));
}
