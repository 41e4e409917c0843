import type { Statements } from './statements.ts';

/** How an order ended. */
export type OrderOutcome = 'CONFIRMED' | 'CANCELLED';

/** What carts remember of orders that have ended. */
export interface SettledOrders {
  /** The first outcome counts. */
  readonly settleOrder: (orderId: string, outcome: OrderOutcome, now: Date) => Promise<void>;
  readonly outcomeOf: (orderId: string) => Promise<OrderOutcome | null>;
}

/** Remembers outcomes through these statements. */
export function createSettledOrders(statements: Statements): SettledOrders {
  return {
    settleOrder: async (orderId, outcome, now) => {
      await statements.$executeRaw`
        INSERT INTO settled_orders (order_id, outcome, settled_at)
        VALUES (${orderId}::uuid, ${outcome}, ${now})
        ON CONFLICT DO NOTHING`;
    },
    outcomeOf: async (orderId) => {
      const [settled] = await statements.$queryRaw<{ outcome: OrderOutcome }[]>`
        SELECT outcome FROM settled_orders WHERE order_id = ${orderId}::uuid`;
      return settled?.outcome ?? null;
    },
  };
}
