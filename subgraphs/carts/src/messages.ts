import type { MessageHandler } from '@cartwright/messaging';
import { onGuestClaimed } from './events/guest-claimed.ts';
import { onOrderCancelled } from './events/order-cancelled.ts';
import { onOrderConfirmed } from './events/order-confirmed.ts';
import { onOrderPlaced } from './events/order-placed.ts';
import { onStockChanged } from './events/stock-changed.ts';
import { onVariantChanged } from './events/variant-changed.ts';
import type { Transaction } from './repository/statements.ts';
import type { Dependencies } from './use-cases/dependencies.ts';

/** One handler for every message that carts takes; it sends none. */
export const consumes = (dependencies: Dependencies): MessageHandler<Transaction>[] => [
  onVariantChanged(dependencies.repository),
  onStockChanged(dependencies.repository),
  onOrderPlaced(dependencies),
  onOrderConfirmed(dependencies),
  onOrderCancelled(dependencies),
  onGuestClaimed(dependencies),
];
