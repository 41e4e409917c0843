import type { Messaging } from '@cartwright/messaging';
import type { Connection } from '@cartwright/graph';
import type { ParkedMessage, ParkedMessageState } from '../../domain/operations/parked-message.ts';
import type { StaffAction } from '../../domain/operations/staff-action.ts';
import { isId } from '../../domain/is-id.ts';
import type { Order } from '../../domain/order.ts';
import type { Transaction } from '../../repository/database.ts';
import type { ParkedMessages } from '../../repository/parked-messages.ts';
import type { StaffActions } from '../../repository/staff-actions.ts';
import type { WaitingOrders } from '../../repository/waiting-orders.ts';
import type { AdvanceDependencies } from '../advance-checkouts.ts';
import { instantPage, type PageArguments } from './instant-page.ts';
import { lagOfDomains, type DomainLag } from './messaging-lag.ts';
import {
  resolveParkedMessage,
  type ParkedMessageOutcome,
  type ParkedMessageRequestKind,
} from './resolve-parked-message.ts';
import type { StaffDependencies, StaffRequest } from './staff-request.ts';
import { steerCheckout, type CheckoutOutcome, type CheckoutRequestKind } from './steer-checkout.ts';

/** What staff see and do. */
export interface Operations {
  /** Latest first; of one state, or of all for null. */
  parkedMessages(state: ParkedMessageState | null, args: PageArguments): Promise<Connection<ParkedMessage>>;
  resolveParkedMessage(kind: ParkedMessageRequestKind, request: StaffRequest): Promise<ParkedMessageOutcome>;
  /** Orders whose checkout has waited in one step for longer than so many seconds, longest first. */
  stuckCheckouts(olderThanSeconds: number, args: PageArguments): Promise<Connection<Order>>;
  steerCheckout(kind: CheckoutRequestKind, request: StaffRequest): Promise<CheckoutOutcome>;
  /** Latest first; of one target, or of all for null. */
  staffActions(target: string | null, args: PageArguments): Promise<Connection<StaffAction>>;
  messagingLag(): Promise<DomainLag[]>;
}

/** What these need. */
export interface OperationsDependencies extends AdvanceDependencies, StaffDependencies {
  readonly messaging: Pick<Messaging<Transaction>, 'transact' | 'lag' | 'backlog'>;
  readonly parkedMessages: ParkedMessages;
  readonly staffActions: StaffActions;
  readonly waitingOrders: WaitingOrders;
}

const noTarget = '00000000-0000-0000-0000-000000000000';

/** Binds what staff see and do to what it needs. */
export function createOperations(dependencies: OperationsDependencies): Operations {
  const { parkedMessages, staffActions, waitingOrders, now } = dependencies;
  return {
    parkedMessages: (state, args) =>
      instantPage(args, {
        list: (slice) => parkedMessages.list(state, slice),
        count: () => parkedMessages.count(state),
        instantOf: ({ parkedAt }) => parkedAt,
      }),
    resolveParkedMessage: (kind, request) => resolveParkedMessage(dependencies, kind, request),
    stuckCheckouts: (olderThanSeconds, args) => {
      const startedBefore = new Date(now().getTime() - olderThanSeconds * 1000);
      return instantPage(args, {
        list: (slice) => waitingOrders.list(startedBefore, slice),
        count: () => waitingOrders.count(startedBefore),
        instantOf: ({ stepStartedAt }) => stepStartedAt,
      });
    },
    steerCheckout: (kind, request) => steerCheckout(dependencies, kind, request),
    staffActions: (asked, args) => {
      const target = asked === null || isId(asked) ? asked : noTarget;
      return instantPage(args, {
        list: (slice) => staffActions.list(target, slice),
        count: () => staffActions.count(target),
        instantOf: ({ at }) => at,
      });
    },
    messagingLag: () => readLag(dependencies),
  };
}

async function readLag({ messaging, parkedMessages }: OperationsDependencies): Promise<DomainLag[]> {
  const [own, backlog, parkedByDomain] = await Promise.all([
    messaging.lag(),
    messaging.backlog(),
    parkedMessages.openByDomain(),
  ]);
  return lagOfDomains({ own, backlog, parkedByDomain });
}
