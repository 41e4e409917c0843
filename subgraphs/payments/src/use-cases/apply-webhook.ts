import type { WebhookEvent } from '../provider/payment-provider.ts';
import { validate } from 'uuid';
import type { Dependencies } from './dependencies.ts';
import { recordFact } from './record-fact.ts';

/** Applies what the provider tells, once per event; what is about none of our payments is only noted. */
export function applyWebhook(dependencies: Dependencies) {
  const { repository, transact } = dependencies;
  const record = recordFact(dependencies);
  return (event: WebhookEvent): Promise<void> =>
    transact(async (tx, send) => {
      const isNew = await repository.claimWebhook(tx, event);
      const { reference: paymentId, fact } = event;
      if (!isNew || fact === null || !validate(paymentId)) return;
      await record(tx, send, { paymentId, fact, made: null });
    });
}
