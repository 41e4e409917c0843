import { applyMutation } from './apply-mutation.ts';
import { mutationVariable } from './mutation-variable.ts';
import type { Mutation } from './mutation.ts';

// Loaded before the main module of a process that is to run with faults; nothing loads it otherwise.
for (const mutation of JSON.parse(process.env[mutationVariable] ?? '[]') as Mutation[])
  applyMutation(mutation);
