/** What a file tells cannot be done; nothing of it is. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Why, each in a sentence. */
  readonly messages: readonly string[];

  constructor(...messages: readonly string[]) {
    super(messages.join(' '));
    this.messages = messages;
  }
}

/** One of several products cannot become what a file tells of it. */
export class ChangeRefused extends Refusal {
  /** Which of them, from 0. */
  readonly at: number;

  constructor(at: number, messages: readonly string[]) {
    super(...messages);
    this.at = at;
  }
}
