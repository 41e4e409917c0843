export { createPasskeyChecks } from './create-passkey-checks.ts';
