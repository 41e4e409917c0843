import type { Messaging } from '@cartwright/messaging';
import type { Logger } from '@cartwright/process';
import type { PaymentProvider } from '../provider/payment-provider.ts';
import type { Transaction } from '../repository/database.ts';
import type { PaymentsRepository } from '../repository/payments-repository.ts';

/** What the use cases of payments are built from. */
export interface Dependencies {
  readonly repository: PaymentsRepository;
  readonly provider: PaymentProvider;
  readonly transact: Messaging<Transaction>['transact'];
  readonly logger: Logger;
  readonly now: () => Date;
  readonly newId: () => string;
}
