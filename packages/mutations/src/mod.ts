export { applyMutation, mutatedSource } from './apply-mutation.ts';
export { mutatedEnvironment } from './mutated-environment.ts';
export type { Mutation } from './mutation.ts';
