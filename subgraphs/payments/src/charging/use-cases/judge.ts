import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { judgePayment } from '../../fraud/door.ts';
import type { PaymentRecord } from '../repository/records.ts';
import type { Fact } from '../rules/apply-fact.ts';
import { signalsOf } from '../rules/signals-of.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment, and what its method is recognised by. */
export interface Identified {
  readonly payment: PaymentRecord;
  readonly fingerprint: string | null;
}

/** Judges the risk of a payment under its lock, so that two who pursue it do not judge it twice. */
export async function judge(
  { paymentsWithin, sightingsWithin, riskRules: rules, now }: Dependencies,
  { payment, fingerprint }: Identified,
  tx: Transaction<Tables>,
): Promise<Fact> {
  const found = (await paymentsWithin(tx).lockPayment(payment.id)) ?? payment;
  const { id, amountMinor, currency, riskDecision, riskReasons } = found;
  if (riskDecision !== null) return { type: 'judged', decision: riskDecision, reasons: riskReasons };
  const signals = signalsOf(found, fingerprint);
  const judged = { id, amountMinor, currency, signals };
  return {
    type: 'judged',
    ...(await judgePayment({ sightings: sightingsWithin(tx), rules, now: now() }, judged)),
  };
}
