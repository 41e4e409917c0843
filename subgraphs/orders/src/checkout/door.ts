export { advancing } from './advancing.ts';
export { advance } from './rules/advance.ts';
export { awaitedAnswers } from './rules/awaited-answers.ts';
export { beginCheckout } from './rules/begin-checkout.ts';
export { checkoutMessages } from './rules/checkout-messages.ts';
export type { Fact } from './rules/fact.ts';
export { type CheckoutPolicy, createPolicy } from './rules/policy.ts';
export { type Advance, Progress } from './rules/progress.ts';
export { type AdvanceDependencies, advanceOrder } from './use-cases/advance-checkouts.ts';
