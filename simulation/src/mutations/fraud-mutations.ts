import type { Mutation } from '@cartwright/mutations';

const orders = 'subgraphs/orders/src';
const payments = 'subgraphs/payments/src';

/** Faults in how the risk of payments is judged, and in what becomes of those that a person is to look at. */
export const fraudMutations: readonly Mutation[] = [
  {
    name: 'a payment that is to be looked at goes on as any other',
    file: `${orders}/checkout/rules/committing.ts`,
    replace: 'if (!isInReview(progress.checkout)) return capture(progress);',
    by: 'return capture(progress);',
  },
  {
    name: 'payments does not say that a person has to look',
    file: `${payments}/charging/rules/payment-messages.ts`,
    replace: "  if (riskDecision !== 'REVIEW') return message(paymentAuthorized, known);",
    by: "  if (riskDecision !== 'REFUSE') return message(paymentAuthorized, known);",
  },
  {
    name: 'a review whose time is up is approved',
    file: `${orders}/checkout/rules/reviewing.ts`,
    replace: "  return cancel(closed.record('STEP_TIMED_OUT'), 'PAYMENT_REVIEW_TIMED_OUT');",
    by: "  return cancel === undefined ? closed : approve(progress.with({ reviewState: 'OPEN' }));",
  },
  {
    name: 'a review that nobody decides is awaited for ever',
    file: `${orders}/checkout/rules/policy.ts`,
    replace: '      return checkout.reviewUntil ?? stepStartedAt;',
    by: '      return checkout.reviewUntil && null;',
  },
  {
    name: 'a rejected payment is taken',
    file: `${orders}/checkout/rules/reviewing.ts`,
    replace: "  return decision === 'APPROVE' ? approve(progress) : reject(progress);",
    by: "  return decision === 'APPROVE' || reject === undefined ? approve(progress) : approve(progress);",
  },
  {
    name: 'a cancellation leaves the review open',
    file: `${orders}/checkout/rules/closed-review.ts`,
    replace:
      "return checkout.reviewState === 'OPEN' ? { reviewState: 'WITHDRAWN', reviewDecidedAt: now } : {};",
    by: "return checkout.reviewState === 'OPEN' && now === null ? { reviewState: 'WITHDRAWN' } : {};",
  },
  {
    name: 'the stock of an order in review is not sold first',
    file: `${orders}/checkout/rules/authorizing.ts`,
    replace: '      return commit(openReview(progress, fact));',
    by: "      return openReview(progress, fact).enter('reviewing');",
  },
  {
    name: 'payments does not hear that staff have approved',
    file: `${orders}/checkout/rules/checkout-messages.ts`,
    replace: "  const isReviewed = reviewState === 'APPROVED';",
    by: "  const isReviewed = reviewState === 'TIMED_OUT';",
  },
  {
    name: 'the provider is asked for a payment that is refused',
    file: `${payments}/charging/rules/apply-fact.ts`,
    replace: "return decision === 'REFUSE' ? applyDeclined(judged, refusal) : unchanged(judged);",
    by: "return decision === 'REFUSE' && refusal === undefined ? applyDeclined(judged, refusal) : unchanged(judged);",
  },
  {
    name: 'payments are not remembered',
    file: `${payments}/fraud/use-cases/judge-payments.ts`,
    replace:
      '  await sightings.remember(payments.map(({ id, signals }) => ({ paymentId: id, signals, seenAt: now })));\n',
    by: '',
  },
  {
    name: 'payments that are judged together do not count for each other',
    file: `${payments}/fraud/rules/assess-in-turn.ts`,
    replace: 'payments.slice(0, index)',
    by: 'payments.slice(0, Math.min(index, 0))',
  },
];
