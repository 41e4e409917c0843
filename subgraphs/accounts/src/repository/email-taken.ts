/** An e-mail address belongs to another account; the transaction that found out is over. */
export class EmailTaken extends Error {
  constructor() {
    super('The e-mail address belongs to another account.');
    this.name = 'EmailTaken';
  }
}
