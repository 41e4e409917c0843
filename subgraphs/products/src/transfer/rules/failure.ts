import { Refusal } from '@cartwright/transfer';

export { Refusal };

/** One of several products cannot become what a file tells of it. */
export class ChangeRefused extends Refusal {
  /** Which of them, from 0. */
  readonly at: number;

  constructor(at: number, messages: readonly string[]) {
    super(...messages);
    this.at = at;
  }
}
