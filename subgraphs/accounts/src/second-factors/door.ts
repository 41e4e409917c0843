export { createSecondFactors, createSignInGate } from './create-second-factors.ts';
