export { createSecondFactors, createSignInGate } from './create-second-factors.ts';
export { seedTotp } from './seed-totp.ts';
