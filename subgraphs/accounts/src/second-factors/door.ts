export { changedFactors, factorPaused, factorWrong } from './answers.ts';
export type { Dependencies as SecondFactorDependencies } from './dependencies.ts';
export type { PasskeyAnswer, PasskeyChecks } from './ports.ts';
export { createSeal } from './seal.ts';
export { replaceTotp } from './repository/factors.ts';
export { challengeSignIn } from './use-cases/challenge-sign-in.ts';
export { changeFactors, tellOf, type ChangedFactors, type FactorChange } from './use-cases/change-factors.ts';
export type { FactorJudgement } from './use-cases/check-factor.ts';
export { prove, type Proof } from './use-cases/prove.ts';
