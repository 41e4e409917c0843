import type { Mutation } from '@cartwright/mutations';

const src = 'subgraphs/orders/src';
const checkout = `${src}/checkout/rules`;
const idempotency = 'packages/idempotency/src';

/** Faults in the saga and in placing orders. */
export const ordersMutations: readonly Mutation[] = [
  {
    name: 'no compensation: stock is not released',
    file: `${checkout}/cancelling.ts`,
    replace: "...(holdsStock(checkout) ? [{ type: 'release-stock', reason } as const] : []),",
    by: '',
  },
  {
    name: 'no compensation: the payment is not cancelled',
    file: `${checkout}/cancelling.ts`,
    replace: "...(holdsMoney(checkout) ? [{ type: 'cancel-payment', paymentId, reason } as const] : []),",
    by: '',
  },
  {
    name: 'a cancellation does not wait for its confirmations',
    file: `${checkout}/cancelling.ts`,
    replace: '  if (holdsStock(progress.checkout) || holdsMoney(progress.checkout)) return progress;\n',
    by: '',
  },
  {
    name: 'a cancellation does not wait for the money',
    file: `${checkout}/cancelling.ts`,
    replace: 'if (holdsStock(progress.checkout) || holdsMoney(progress.checkout)) return progress;',
    by: 'if (holdsStock(progress.checkout)) return progress;',
  },
  {
    name: 'compensations are requested only once',
    file: `${checkout}/cancelling.ts`,
    replace: 'return progress.redrive(...compensations(progress));',
    by: 'return progress;',
    harmlessBecause: 'a command is never lost, so that asking again is a second net',
  },
  {
    name: 'an authorised payment counts as none when the order is cancelled',
    file: `${checkout}/holdings.ts`,
    replace: "return !['none', 'declined', 'voided', 'refunded'].includes(payment);",
    by: "return !['none', 'declined', 'voided', 'refunded', 'requested', 'authorized'].includes(payment);",
  },
  {
    name: 'stock that is sold is not given back',
    file: `${checkout}/holdings.ts`,
    replace: "return stock === 'requested' || stock === 'reserved' || stock === 'committed';",
    by: "return stock === 'requested' || stock === 'reserved';",
  },
  {
    name: 'stock that is asked for counts as none',
    file: `${checkout}/holdings.ts`,
    replace: "return stock === 'requested' || stock === 'reserved' || stock === 'committed';",
    by: "return stock === 'reserved' || stock === 'committed';",
  },
  {
    name: 'the cart of an order that could not be placed stays frozen',
    file: `${src}/placing/use-cases.ts`,
    replace: 'if (await orders.abandon(tx, claimed)) send(message(orderAbandoned, { orderId }));',
    by: 'if (await orders.abandon(tx, claimed)) void [send, orderAbandoned, orderId];',
  },
  {
    name: 'no deadline',
    file: `${checkout}/policy.ts`,
    replace: '  return giveUp !== null && giveUp < redrive ? giveUp : redrive;',
    by: '  return giveUp !== null && giveUp < redrive && step(checkout) ? giveUp : null;\n}\n\nfunction step(_checkout: Checkout): boolean {\n  return false;',
  },
  {
    name: 'an action that the buyer does not take is awaited for ever',
    file: `${checkout}/policy.ts`,
    replace: '  if (isUpToPeople(checkout)) return giveUp;',
    by: '  if (isUpToPeople(checkout)) return null;',
  },
  {
    name: 'confirmed before the money is taken',
    file: `${checkout}/capturing.ts`,
    replace:
      "  return progress.with({ payment: 'capture-requested' }).enter('capturing', { type: 'capture-payment' });",
    by: '  return confirm(progress);',
  },
  {
    name: 'a capture that fails confirms the order',
    file: `${checkout}/capturing.ts`,
    replace: `      return cancel(
        progress.record('PAYMENT_CAPTURE_FAILED', { payment: 'authorized' }, fact.reason),
        'PAYMENT_FAILED',
        fact.reason,
      );`,
    by: "      return confirm(progress.record('PAYMENT_CAPTURED', { payment: 'captured' }));",
  },
  {
    name: 'an expired reservation is not noticed',
    file: `${checkout}/committing.ts`,
    replace: "return cancel(progress.record('STOCK_COMMIT_REFUSED'), 'RESERVATION_EXPIRED');",
    by: "return capture(progress.record('STOCK_COMMITTED', { stock: 'committed' }));",
    harmlessBecause: 'orders learns of the expiry before the commit is refused',
  },
  {
    name: 'a decline is ignored',
    file: `${checkout}/authorizing.ts`,
    replace: '      return declined(progress, fact);',
    by: '      return progress;',
  },
  {
    name: 'another payment begins before the one that is open is undone',
    file: `${checkout}/retrying-payment.ts`,
    replace: `  return progress
    .record('PAYMENT_RETRIED', { nextPayment: attempt })
    .enter('replacing-payment', undoing(progress));`,
    by: "  return beginPayment(progress.record('PAYMENT_RETRIED').sending(undoing(progress)), attempt);",
  },
  {
    name: 'the payment that makes way for another is not undone',
    file: `${checkout}/retrying-payment.ts`,
    replace: ".enter('replacing-payment', undoing(progress));",
    by: ".enter('replacing-payment').with({ deadlineAt: progress.checkout.payUntil });",
  },
  {
    name: 'what a replaced payment answers is taken for the next one',
    file: `${checkout}/advance.ts`,
    replace: "return 'paymentId' in fact && fact.paymentId !== paymentId",
    by: "return 'paymentId' in fact && fact.paymentId === paymentId && step === 'reserving'",
    harmlessBecause:
      'an earlier payment has said all before the next begins, unless it was declined while it was undone',
  },
  {
    name: 'money that arrives by an earlier payment is kept',
    file: `${checkout}/hand-back.ts`,
    replace:
      "  return progress.sending({ type: 'cancel-payment', paymentId, reason: 'The order is paid in another way.' });",
    by: '  return progress;',
    harmlessBecause:
      'an earlier payment was declined or undone before the next began, and payments keeps to that',
  },
  {
    name: 'an order that is cancelled while its payment is replaced forgets the payment',
    file: `${checkout}/holdings.ts`,
    replace: "export function holdsMoney({ payment }: Pick<Checkout, 'payment'>): boolean {\n",
    by: "export function holdsMoney({ payment, step }: Pick<Checkout, 'payment'> & { step?: string }): boolean {\n  if (step === 'replacing-payment') return false;\n",
    harmlessBecause: 'the undoing of that payment is under way, and its answer is still waited for',
  },
  {
    name: 'a declined payment is awaited for ever',
    file: `${checkout}/awaiting-payment-retry.ts`,
    replace: '  if (giveUp !== null && progress.now < giveUp) return progress;\n',
    by: '  if (giveUp !== null) return progress.with({ deadlineAt: null });\n',
  },
  {
    name: 'a declined payment leaves the stock reserved when its time is up',
    file: `${checkout}/awaiting-payment-retry.ts`,
    replace: "  return cancel(progress.record('STEP_TIMED_OUT'), 'PAYMENT_DECLINED', notTriedAgain);",
    by: "  return cancel(progress.with({ stock: 'released' }).record('STEP_TIMED_OUT'), 'PAYMENT_DECLINED', notTriedAgain);",
  },
  {
    name: 'the next payment has the id of the one before',
    file: `${checkout}/retrying-payment.ts`,
    replace: '      ...attempt,\n',
    by: '      ...attempt,\n      paymentId: progress.checkout.paymentId,\n',
  },
  {
    name: 'the next payment is charged to the method of the one before',
    file: `${checkout}/retrying-payment.ts`,
    replace: '      ...attempt,\n',
    by: '      paymentId: attempt.paymentId,\n',
  },
  {
    name: 'the next payment is recorded and never asked for',
    file: `${checkout}/retrying-payment.ts`,
    replace: ".enter('authorizing', { type: 'authorize-payment' });",
    by: ".enter('authorizing');",
  },
  {
    name: 'a payment is tried again once for each time that it is asked for',
    file: `${src}/checkout/use-cases/retry-payment.ts`,
    replace: '          replay: ({ retriedOrderId }) => replay(dependencies, retriedOrderId, tx),\n',
    by: '          replay: () => Promise.resolve(undefined),\n',
  },
  {
    name: 'out of stock is ignored',
    file: `${checkout}/reserving.ts`,
    replace:
      "return cancel(progress.record('STOCK_REFUSED', { stock: 'refused' }), fact.reason ?? 'OUT_OF_STOCK');",
    by: "return progress.record('STOCK_RESERVED', { stock: 'reserved', payment: 'requested', reservationExpiresAt: progress.now }).enter('authorizing', { type: 'authorize-payment' });",
  },
  {
    name: 'the version does not rise',
    file: `${checkout}/progress.ts`,
    replace: 'version: this.checkout.version + 1 };',
    by: 'version: Math.max(1, this.checkout.version) };',
  },
  {
    name: 'commands are sent and the checkout is not saved',
    file: `${src}/checkout/use-cases/advance-checkouts.ts`,
    replace: '  const last = await storeBatch(checkouts, batch);\n  return messages.map',
    by: '  const last = await storeBatch({ ...checkouts, save: () => Promise.resolve() }, batch);\n  return messages.map',
  },
  {
    name: 'the second fact of a batch forgets the first',
    file: `${src}/checkout/use-cases/checkout-batch.ts`,
    replace: '    this.#orders.set(orderId, next);\n',
    by: '    if (!this.#timelines.has(orderId)) this.#orders.set(orderId, next);\n',
  },
  {
    name: 'the sweeper always believes that there is more',
    file: `${src}/checkout/use-cases/sweep-checkouts.ts`,
    replace: 'hasMore: length === batchSize };',
    by: 'hasMore: true };',
  },
  {
    name: 'the sweeper sends and does not save',
    file: `${src}/checkout/use-cases/sweep-checkouts.ts`,
    replace: `    for (const order of due) for (const message of carryOn(dependencies, batch, order)) send(message);
    for (const message of await storeBatch(checkouts, batch)) send(message);
`,
    by: '    void storeBatch;\n    for (const order of due) for (const message of carryOn(dependencies, batch, order)) send(message);\n',
  },
  {
    name: 'a key is not found again',
    file: `${idempotency}/claim-leased-key.ts`,
    replace: '  if (!(await keys.insert(row, ownerIds))) return undefined;\n',
    by: '  await keys.insert(row, ownerIds);\n',
  },
  {
    name: 'a key answers for any input',
    file: `${idempotency}/claim-leased-key.ts`,
    replace: "  if (known.fingerprint !== fingerprint) return 'key-reused';\n",
    by: '',
  },
  {
    name: 'a cancellation is promised and forgotten',
    file: `${src}/checkout/use-cases/cancel-order.ts`,
    replace: '      const advanced = await advanceOrder(dependencies, tx, { orderId, factOf });\n',
    by: `      const save = () => Promise.resolve();
      const forgetful = { ...dependencies, checkouts: () => ({ ...dependencies.checkouts(tx), save }) };
      const found = await advanceOrder(forgetful, tx, { orderId, factOf });
      const advanced = found && { ...found, messages: [] };
`,
  },
  {
    name: 'an attempt that is taken over makes another order',
    file: `${idempotency}/claim-leased-key.ts`,
    replace: '(await claimKnown<Result>(dependencies, use));',
    by: `(await claimKnown<Result>(dependencies, use).then((known) =>
        known?.kind === 'claimed' ? { ...known, claimed: { ...known.claimed, result: newResult() } } : known,
      ));`,
  },
  {
    name: 'more is sent than was ordered',
    file: `${src}/fulfilment/rules/parcel-contents.ts`,
    replace: 'return line.quantity > quantityToShip ?',
    by: 'return line.quantity > quantityToShip + 99 ?',
  },
  {
    name: 'an order is sent that does not stand',
    file: `${src}/fulfilment/rules/parcel-contents.ts`,
    replace: "if (step !== 'confirmed' || !toBeSent.has(fulfillment) || rest.length === 0)",
    by: 'if (step === undefined || !toBeSent.has(fulfillment) || rest.length === 0)',
  },
  {
    name: 'an order of which something was sent can be cancelled',
    file: `${checkout}/confirmed.ts`,
    replace: "progress.checkout.fulfillment === 'UNFULFILLED';",
    by: "progress.checkout.fulfillment !== 'DELIVERED';",
  },
  {
    name: 'a parcel whose answer was lost is sent again',
    file: `${src}/fulfilment/use-cases/send-parcel.ts`,
    replace: "outcome.kind === 'shipped' ? { orderId, parcelId: outcome.parcel.id } : undefined,",
    by: "outcome.kind === 'shipped' && orderId === '' ? { orderId, parcelId: outcome.parcel.id } : undefined,",
  },
  {
    name: 'nobody is told of a parcel',
    file: `${src}/fulfilment/use-cases/send-parcel.ts`,
    replace: '  send(message(fulfillmentShipped, told));\n',
    by: '  message(fulfillmentShipped, told);\n',
  },
  {
    name: 'an order does not know that it was sent',
    file: `${src}/fulfilment/use-cases/record-step.ts`,
    replace: '.record(code, { fulfillment }, words)',
    by: ".record(code, { fulfillment: fulfillment === 'SHIPPED' ? order.fulfillment : fulfillment }, words)",
  },
  {
    name: 'a parcel that has arrived is forgotten',
    file: `${src}/fulfilment/use-cases/deliver-parcel.ts`,
    replace: '  await dependencies.parcels(sending.tx).save(arrived);\n',
    by: '',
  },
  {
    name: 'an accepted order has no commands',
    file: `${src}/placing/store-orders.ts`,
    replace: '  for (const next of checkoutMessages(numbered, begun, policy)) send(next, traceparent);\n',
    by: '  void [checkoutMessages, begun, policy];\n',
  },
];
