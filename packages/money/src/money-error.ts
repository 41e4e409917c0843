/** An invalid amount, currency or operation; `code` names the case. */
export class MoneyError extends Error {
  readonly code: 'UNKNOWN_CURRENCY' | 'INVALID_AMOUNT' | 'CURRENCY_MISMATCH' | 'OUT_OF_RANGE';

  constructor(code: MoneyError['code'], message: string) {
    super(message);
    this.name = 'MoneyError';
    this.code = code;
  }
}
