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
