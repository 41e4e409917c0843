import { ProviderUnavailable } from '../../provider/door.ts';
import type { Fact } from '../rules/apply-fact.ts';
import { nextCall } from '../rules/next-call.ts';
import { requestCapture } from '../rules/request-capture.ts';
import { askProvider } from './ask-provider.ts';
import type { CaptureCommand } from './capture-payments.ts';
import type { Dependencies } from './dependencies.ts';

/** How long a batch of commands waits for the provider. A payment whose answer takes longer goes on without the others. */
export const patienceMs = 500;

/** What the methods of tokens are recognised by, as far as the provider says so soon. */
export async function identifyEarly(
  { provider }: Pick<Dependencies, 'provider'>,
  tokens: readonly string[],
): Promise<Map<string, string | null>> {
  const answers = await Promise.all(
    [...new Set(tokens)].map(async (token) => {
      const fingerprint = await unlessUnavailable(provider.fingerprintOf(token, patienceMs));
      return fingerprint === undefined ? [] : [[token, fingerprint] as const];
    }),
  );
  return new Map(answers.flat());
}

/**
 * Captures those payments that the commands would have captured next, and gives what the provider answers soon, by payment. An
 * answer that is lost with this process is given again: to whoever the command comes to next, for the same idempotency key.
 */
export async function captureEarly(
  { provider, queue }: Pick<Dependencies, 'provider' | 'queue'>,
  commands: readonly CaptureCommand[],
): Promise<Map<string, Fact>> {
  const byPayment = new Map(commands.map((command) => [command.paymentId, command]));
  const found = await queue.findPayments([...byPayment.keys()]);
  const answers = await Promise.all(
    found.map(async (payment) => {
      const command = byPayment.get(payment.id);
      // One that a person has looked at is captured once its approval is stored, which the database checks.
      if (command?.amountMinor !== payment.amountMinor || payment.riskDecision === 'REVIEW') return [];
      const { payment: requested } = requestCapture(payment, command.isReviewed);
      if (nextCall(requested) !== 'capture') return [];
      const fact = await unlessUnavailable(askProvider(provider, payment, { call: 'capture', patienceMs }));
      return fact === undefined ? [] : [[payment.id, fact] as const];
    }),
  );
  return new Map(answers.flat());
}

async function unlessUnavailable<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ProviderUnavailable) return undefined;
    throw error;
  }
}
