import { applyWebhook } from './apply-webhook.ts';
import { authorizePayment } from './authorize-payment.ts';
import { cancelPayment } from './cancel-payment.ts';
import { capturePayment } from './capture-payment.ts';
import type { Dependencies } from './dependencies.ts';
import { pursuePayment } from './pursue-payment.ts';

/** Everything that payments can do, bound to what it needs. */
export function createUseCases(dependencies: Dependencies) {
  const pursue = pursuePayment(dependencies);
  return {
    authorizePayment: authorizePayment(dependencies),
    capturePayment: capturePayment(dependencies),
    cancelPayment: cancelPayment(dependencies),
    applyWebhook: applyWebhook(dependencies),
    pursuePayment: pursue,
    /** Pursues a payment now if it can be; the sweeper does it otherwise. */
    tryToPursue: (paymentId: string): Promise<void> =>
      pursue(paymentId).catch((err: unknown) =>
        dependencies.logger.warn({ err, paymentId }, 'a payment could not be pursued at once'),
      ),
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
