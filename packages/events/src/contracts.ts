import { dataErasureAnswered, dataExportPrepared } from './data-answers.ts';
import type { MessageContract } from './define-message.ts';
import * as messages from './messages.ts';

/** Every contract in this package, for documentation, invariants and contract tests. */
export const contracts = [
  ...Object.values(messages),
  ...Object.values(dataExportPrepared),
  ...Object.values(dataErasureAnswered),
] as unknown as readonly MessageContract[];
