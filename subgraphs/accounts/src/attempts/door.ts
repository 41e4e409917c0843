export { createAttempts, type Attempts } from './attempts.ts';
