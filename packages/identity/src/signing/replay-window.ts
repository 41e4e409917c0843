/** How far a request may come after others of its sender that were signed later. */
const width = 65_536;

/**
 * Takes each number of one sender once, in any order, as IPsec does (RFC 4303, 3.4.3): it remembers the highest and which
 * of the 65,536 up to it have come, in 8 KiB however many there are. What is below them is refused.
 */
export class ReplayWindow {
  readonly #bits = new Uint32Array(width / 32);
  #highest = 0;

  /** Whether a number, from 1 up, comes for the first time. */
  take(number: number): boolean {
    if (number > this.#highest) this.#moveTo(number);
    if (number <= this.#highest - width) return false;
    const index = (number % width) >>> 5;
    const mask = 1 << (number & 31);
    const word = this.#bits[index] ?? 0;
    this.#bits[index] = word | mask;
    return (word & mask) === 0;
  }

  #moveTo(number: number): void {
    if (number - this.#highest >= width) this.#bits.fill(0);
    else for (let next = this.#highest + 1; next <= number; next += 1) this.#clear(next);
    this.#highest = number;
  }

  #clear(number: number): void {
    const index = (number % width) >>> 5;
    this.#bits[index] = (this.#bits[index] ?? 0) & ~(1 << (number & 31));
  }
}
