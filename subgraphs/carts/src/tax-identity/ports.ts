/** What a register of VAT numbers answers: one that is in use, one that it does not know, or nothing within the time that there is. */
export type RegisterAnswer = 'CONFIRMED' | 'UNKNOWN' | 'AWAY';

/** A register of VAT numbers. */
export interface VatRegister {
  /** Asks for a number with its country in front, `DE136695976`; never throws. */
  readonly ask: (vatId: string) => Promise<RegisterAnswer>;
}

/** A register that nobody can ask. */
export const noRegister: VatRegister = { ask: () => Promise.resolve('AWAY') };
