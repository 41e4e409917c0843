import { setTimeout as delay } from 'node:timers/promises';
import type { GraphqlClient } from '@cartwright/e2e/support/graphql-client.ts';
import { staffClient } from '@cartwright/e2e/support/staff.ts';
import type { Random } from '@cartwright/random';

/** What staff of a store under attack work with. */
export interface ReviewerOptions {
  readonly urls: readonly string[];
  readonly random: Random;
  /** Whether nobody buys any more. */
  readonly isOver: () => boolean;
}

const lookEveryMs = 1000;

/** Somebody of the staff who approves most payments in review, rejects some and leaves some alone, while anything answers. */
export async function reviewPayments({ urls, random, isOver }: ReviewerOptions): Promise<void> {
  const left = new Set<string>();
  let staff: GraphqlClient | undefined;
  while (!isOver()) {
    const url = random.pick(urls);
    // Whatever does not answer is asked again, and the next look is at another gateway.
    staff ??= await staffClient(url).catch(() => undefined);
    await lookOnce(staff?.through(url), random, left).catch(() => undefined);
    await delay(lookEveryMs);
  }
}

async function lookOnce(staff: GraphqlClient | undefined, random: Random, left: Set<string>): Promise<void> {
  if (staff === undefined) return;
  const { paymentReviews } = await staff.ask<{ paymentReviews: { nodes: { order: { id: string } }[] } }>(
    '{ paymentReviews(first: 50) { nodes { order { id } } } }',
  );
  for (const { order } of paymentReviews.nodes) {
    if (left.has(order.id)) continue;
    if (random.chance(0.2)) left.add(order.id);
    else await decide(staff, order.id, random.chance(0.75));
  }
}

async function decide(staff: GraphqlClient, orderId: string, approves: boolean): Promise<void> {
  const name = approves ? 'paymentReviewApprove' : 'paymentReviewReject';
  const type = approves ? 'PaymentReviewApproveInput' : 'PaymentReviewRejectInput';
  const input = { orderId, reason: 'A sample of chaos.' };
  await staff.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, { input });
}
