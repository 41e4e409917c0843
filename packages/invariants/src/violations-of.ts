import { auditChainViolations } from './rules/audit-chains.ts';
import { chargeViolations } from './rules/charges.ts';
import { compensationViolations } from './rules/compensation.ts';
import { erasureViolations } from './rules/erasures.ts';
import { flashOfferViolations } from './rules/flash-offers.ts';
import { keyViolations } from './rules/keys.ts';
import { messageViolations } from './rules/messages.ts';
import { moneyViolations } from './rules/money.ts';
import { notificationViolations } from './rules/notifications.ts';
import { observationViolations } from './rules/observations.ts';
import { orderViolations } from './rules/orders.ts';
import { parcelViolations } from './rules/parcels.ts';
import { priceViolations } from './rules/prices.ts';
import { reviewViolations } from './rules/reviews.ts';
import { stockViolations } from './rules/stock.ts';
import type { Snapshot } from './snapshot.ts';
import type { Moment, Violation } from './violation.ts';

const rules = [
  orderViolations,
  chargeViolations,
  stockViolations,
  compensationViolations,
  messageViolations,
  notificationViolations,
  observationViolations,
  keyViolations,
  moneyViolations,
  priceViolations,
  parcelViolations,
  reviewViolations,
  erasureViolations,
  auditChainViolations,
  flashOfferViolations,
];

/** All violations in a snapshot; at work, only of what must hold at every moment (safety). */
export function violationsOf(snapshot: Snapshot, moment: Moment): Violation[] {
  return rules.flatMap((rule) => rule(snapshot, moment));
}
