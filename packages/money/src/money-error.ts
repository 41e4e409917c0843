/** Says why an amount, a currency or an operation on them was refused; `code` tells the cases apart. */
export class MoneyError extends Error {
  readonly code: 'UNKNOWN_CURRENCY' | 'INVALID_AMOUNT' | 'CURRENCY_MISMATCH' | 'OUT_OF_RANGE';

  constructor(code: MoneyError['code'], message: string) {
    super(message);
    this.name = 'MoneyError';
    this.code = code;
  }
}
