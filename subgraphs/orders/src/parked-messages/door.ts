export type { ParkedMessage } from './repository.ts';
