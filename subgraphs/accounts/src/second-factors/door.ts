export { changedFactors, factorPaused, factorWrong } from './answers.ts';
export { createSecondFactors, createSignInGate } from './create-second-factors.ts';
export type { Dependencies as SecondFactorDependencies } from './dependencies.ts';
export type { IdentityLinks, PasskeyChecks } from './ports.ts';
export { seedTotp } from './seed-totp.ts';
export { changeFactors, tellOf, type ChangedFactors, type FactorChange } from './use-cases/change-factors.ts';
export type { FactorJudgement } from './use-cases/check-factor.ts';
export { prove, type Proof } from './use-cases/prove.ts';
export { removeFactor, type RemoveFactorOutcome } from './use-cases/remove-factor.ts';
