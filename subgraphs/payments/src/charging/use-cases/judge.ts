import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { judgePayments } from '../../fraud/door.ts';
import type { PaymentRecord } from '../repository/records.ts';
import type { Fact } from '../rules/apply-fact.ts';
import { signalsOf } from '../rules/signals-of.ts';
import type { Dependencies } from './dependencies.ts';

/** A locked payment, and what its method is recognised by. */
export interface Identified {
  readonly payment: PaymentRecord;
  readonly fingerprint: string | null;
}

/** Judges the risk of payments under their locks, so that two who pursue one do not judge it twice; aligned with them. */
export async function judge(
  { sightingsWithin, riskRules: rules, now }: Pick<Dependencies, 'sightingsWithin' | 'riskRules' | 'now'>,
  identified: readonly Identified[],
  tx: Transaction<Tables>,
): Promise<Fact[]> {
  const unjudged = identified.filter(({ payment }) => payment.riskDecision === null);
  const assessments = await judgePayments(
    { sightings: sightingsWithin(tx), rules, now: now() },
    unjudged.map(({ payment: { id, amountMinor, currency, ...payment }, fingerprint }) => ({
      ...{ id, amountMinor, currency },
      signals: signalsOf(payment, fingerprint),
    })),
  );
  const judged = new Map(unjudged.map((one, index) => [one, assessments[index]]));
  return identified.map((one) => {
    const { riskDecision, riskReasons: reasons } = one.payment;
    const known = { decision: riskDecision ?? 'ACCEPT', reasons } as const;
    return { type: 'judged', ...(judged.get(one) ?? known) };
  });
}
