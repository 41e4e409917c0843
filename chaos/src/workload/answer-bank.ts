import { setTimeout as delay } from 'node:timers/promises';
import { readBankPage, type ShopApi } from './shop-api.ts';
import type { Decision, ShoppingPlan } from './shopping-plan.ts';

/** The order whose payment the bank may ask about. */
export interface Asked {
  readonly orderId: string;
  /** Whether the order has ended. */
  readonly isOver: () => boolean;
}

const pollMs = 500;
const answerTimeoutMs = 5000;

/**
 * Waits until the bank asks the buyer to confirm the payment, and answers as planned, unless the order ends
 * first. @returns the answer that the bank accepted; undefined for none.
 */
export async function answerBank(
  api: ShopApi,
  { token, decision }: ShoppingPlan,
  { orderId, isOver }: Asked,
): Promise<Decision['answer'] | undefined> {
  if (token !== 'sim_action_required' || decision === undefined) return undefined;
  const page = await untilOver(isOver, () => readBankPage(api, orderId));
  if (page === undefined) return undefined;
  const answersAt = performance.now() + decision.afterMs;
  await untilOver(isOver, () => Promise.resolve(performance.now() >= answersAt || undefined));
  return untilOver(isOver, () => send(page, decision.answer));
}

async function untilOver<T>(
  isOver: () => boolean,
  attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
  while (!isOver()) {
    const result = await attempt();
    if (result !== undefined) return result;
    await delay(pollMs);
  }
  return undefined;
}

/** The page may be unreachable for a while; a buyer reloads it. */
async function send(page: string, answer: Decision['answer']): Promise<Decision['answer'] | undefined> {
  const body = new URLSearchParams({ decision: answer });
  const signal = AbortSignal.timeout(answerTimeoutMs);
  const response = await fetch(page, { method: 'POST', body, signal }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.ok === true ? answer : undefined;
}
