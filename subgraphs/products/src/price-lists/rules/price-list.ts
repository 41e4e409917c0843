import type { QuantityAdjustment, StoreCurrency } from '@cartwright/money';

/** What variants cost some buyers. */
export interface PriceList {
  readonly id: string;
  readonly name: string;
  readonly currency: StoreCurrency;
  /** ISO 3166-1 alpha-2; empty for all. */
  readonly countries: readonly string[];
  /** Empty for everybody. */
  readonly groupIds: readonly string[];
  readonly startsAt: Date;
  /** Null for one that stays. */
  readonly endsAt: Date | null;
  readonly priority: number;
  readonly adjustments: readonly QuantityAdjustment[];
  readonly isRunning: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

/** Whether a list holds at a time, by its times. */
export function runsAt({ startsAt, endsAt }: Pick<PriceList, 'startsAt' | 'endsAt'>, now: Date): boolean {
  return startsAt <= now && (endsAt === null || endsAt > now);
}
