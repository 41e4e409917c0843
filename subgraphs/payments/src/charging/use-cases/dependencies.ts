import type { Transaction } from '@cartwright/database';
import type { Messaging } from '@cartwright/messaging';
import type { Logger } from '@cartwright/process';
import type { Tables } from '../../generated/tables.ts';
import type { RiskRules, SightingsWithin } from '../../fraud/door.ts';
import type { PaymentProvider } from '../../provider/door.ts';
import type { ReceiptsWithin } from '../../receipts/door.ts';
import type { PaymentQueue, PaymentsWithin } from '../ports.ts';

/** What the use cases of charging are given. */
export interface Dependencies {
  readonly transact: Messaging<Transaction<Tables>>['transact'];
  readonly queue: PaymentQueue;
  readonly paymentsWithin: PaymentsWithin;
  readonly receiptsWithin: ReceiptsWithin;
  readonly sightingsWithin: SightingsWithin;
  readonly riskRules: RiskRules;
  readonly provider: PaymentProvider;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly newId: () => string;
}
