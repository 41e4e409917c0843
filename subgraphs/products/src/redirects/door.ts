export type { Redirect } from './repository.ts';
