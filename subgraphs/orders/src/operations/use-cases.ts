import type { Statements, Transaction } from '@cartwright/database';
import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import { isOwn } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { Messaging } from '@cartwright/messaging';
import {
  recordOwnOrder,
  recordStaffAction,
  staffActionOf,
  type NewStaffAction,
  type StaffAction,
  type StaffRequest,
} from '../audit/door.ts';
import { advanceOrder, type AdvanceDependencies, type Fact } from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Order } from '../order/door.ts';
import { countOpenParked, countWaiting, listWaiting } from './repository.ts';
import { lagOfDomains, type DomainLag } from './rules.ts';

/** What looking after checkouts needs. */
export interface OperationsDependencies extends AdvanceDependencies {
  readonly db: Statements<Tables>;
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact' | 'report' | 'reports' | 'backlog'>;
  readonly newId: () => string;
}

/** Which stuck checkouts. */
export interface ListStuckRequest {
  readonly olderThanSeconds: number;
  readonly page: InstantPageArguments;
}

/** Orders whose checkout has waited in one step for that long, longest first. @throws BAD_USER_INPUT for a bad page */
export function listStuck(
  { db, now }: OperationsDependencies,
  { olderThanSeconds, page }: ListStuckRequest,
): Promise<Connection<Order>> {
  const startedBefore = new Date(now().getTime() - olderThanSeconds * 1000);
  return instantPage(page, {
    identity: ['stuck checkouts', olderThanSeconds],
    list: (slice) => listWaiting(db, startedBefore, slice),
    count: () => countWaiting(db, startedBefore),
    instantOf: ({ stepStartedAt }) => stepStartedAt,
  });
}

/** What waits between the domains, one entry for each: as each says when it is asked, orders from its own tables. */
export async function readLag({ db, messaging }: OperationsDependencies): Promise<DomainLag[]> {
  const [own, reports, backlog, parkedByDomain] = await Promise.all([
    messaging.report(),
    messaging.reports(),
    messaging.backlog(),
    countOpenParked(db),
  ]);
  return lagOfDomains({ reports: { ...reports, orders: own }, backlog, parkedByDomain });
}

/** How a request about a checkout can end. */
export type CheckoutOutcome =
  | { readonly kind: 'done'; readonly order: Order; readonly action: StaffAction }
  | { readonly kind: 'not-found' }
  /** It is who asks that placed the order; as its buyer they have `orderCancel`. */
  | { readonly kind: 'own' }
  | { readonly kind: 'not-possible'; readonly order: Order }
  | InvalidInput;

/** Has what a checkout waits for sent again, with its entry in the audit trail. */
export function redriveCheckout(
  dependencies: OperationsDependencies,
  request: StaffRequest,
): Promise<CheckoutOutcome> {
  const read = staffActionOf(dependencies, 'CHECKOUT_REDRIVE', request);
  if (read.kind === 'invalid-input') return Promise.resolve(read);
  return steer(dependencies, request, {
    action: read.value,
    fact: { type: 'deadline-passed', isForced: true },
  });
}

/** Cancels an order, with its entry in the audit trail. */
export function cancelCheckout(
  dependencies: OperationsDependencies,
  request: StaffRequest,
): Promise<CheckoutOutcome> {
  const read = staffActionOf(dependencies, 'CHECKOUT_CANCEL', request);
  if (read.kind === 'invalid-input') return Promise.resolve(read);
  return steer(dependencies, request, {
    action: read.value,
    fact: { type: 'cancel-requested', by: 'staff' },
  });
}

async function steer(
  dependencies: OperationsDependencies,
  { viewer, target: orderId, traceparent }: StaffRequest,
  { action: asked, fact }: { readonly action: NewStaffAction; readonly fact: Fact },
): Promise<CheckoutOutcome> {
  if (!isId(orderId)) return { kind: 'not-found' };
  return dependencies.messaging.transact(
    async (tx, send) => {
      let isTheirs = false as boolean;
      const factOf = ({ customerId }: Order) => {
        isTheirs = isOwn(viewer, customerId);
        return isTheirs ? undefined : fact;
      };
      const advanced = await advanceOrder(dependencies, tx, { orderId, factOf });
      if (isTheirs) {
        const permission = 'OPERATIONS_MANAGE';
        const { action, at } = asked;
        await recordOwnOrder({ tx, send }, { viewer, action, orderId, permission, at });
        return { kind: 'own' };
      }
      if (advanced === undefined) return { kind: 'not-found' };
      const { before, order, messages } = advanced;
      for (const message of messages) send(message);
      const isUnderWay = fact.type === 'cancel-requested' && before.step === 'cancelling';
      if (order === before && !isUnderWay) return { kind: 'not-possible', order };
      const states = { before: { status: before.status }, after: { status: order.status } };
      const action = await recordStaffAction({ tx, send }, { ...asked, ...states });
      return { kind: 'done', order, action };
    },
    { traceparent },
  );
}
