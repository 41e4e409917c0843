import { bind } from '@cartwright/database';
import type { SightingsWithin } from './ports.ts';
import { findEarlier, lockingSignals, lockSignals, noteOutcomes, remember } from './repository.ts';

export type { EndOfPayment, SightingsWithin } from './ports.ts';
export type { RiskAssessment } from './rules/assess-risk.ts';
export type { RiskRules } from './rules/risk-rules.ts';
export { riskRules } from './rules/read-rules.ts';
export type { Signals } from './rules/sighting.ts';
export { judgePayments } from './use-cases/judge-payments.ts';

/** Sightings in PostgreSQL. */
export const sightingsWithin: SightingsWithin = (tx) =>
  bind(tx, { lockSignals, lockingSignals, findEarlier, remember, noteOutcomes });
