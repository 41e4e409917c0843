/** Whether the last digit is what ISO/IEC 7812-1, annex B (Luhn), makes of the others. */
export function passesLuhn(number: string): boolean {
  return (
    sumFromTheEnd(number, (digit, isOdd) => (isOdd ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit)) % 10 ===
    0
  );
}

/** Whether the last digit is what GS1's General Specifications, 7.9, make of the others, as in an EAN or an SSCC. */
export function passesGs1(number: string): boolean {
  return sumFromTheEnd(number, (digit, isOdd) => (isOdd ? digit : 3 * digit)) % 10 === 0;
}

function sumFromTheEnd(number: string, weigh: (digit: number, isOdd: boolean) => number): number {
  let sum = 0;
  for (let place = 1; place <= number.length; place++) {
    sum += weigh(number.charCodeAt(number.length - place) - 0x30, place % 2 === 1);
  }
  return sum;
}

const iban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** Whether a text is an IBAN, without blanks and in upper case (ISO 13616: the remainder by 97 is 1). */
export function isIban(text: string): boolean {
  if (!iban.test(text)) return false;
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
