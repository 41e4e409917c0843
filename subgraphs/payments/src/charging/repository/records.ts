import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { Payment } from '../rules/payment.ts';

type PaymentColumns = Tables['payments'];

/** A payment as it is stored. */
export type PaymentRecord = Omit<
  Selectable<PaymentColumns>,
  'failureCode' | 'failureReason' | 'failureRetry' | 'riskReasons'
> &
  Payment;

/** What has to be known of a payment to bring it nearer to its goal. */
export type Pursued = Payment & Pick<PaymentRecord, 'methodToken' | 'returnUrl'>;

/** A payment that is to begin. */
export type NewPayment = Pick<
  Insertable<PaymentColumns>,
  | 'id'
  | 'orderId'
  | 'orderNumber'
  | 'customerId'
  | 'email'
  | 'amountMinor'
  | 'taxMinor'
  | 'currency'
  | 'methodToken'
> &
  Pick<PaymentRecord, 'returnUrl' | 'payUntil'> &
  Partial<Pick<PaymentRecord, 'signals' | 'price'>>;

/** An operation at the provider, as it is stored. */
export type TransactionRecord = Selectable<Tables['paymentTransactions']>;

/** What became of an operation. */
export type NewTransaction = Omit<Insertable<Tables['paymentTransactions']>, 'createdAt'>;
