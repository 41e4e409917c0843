/** How far each part of a step is. */
export class ProgressBars {
  readonly #shares = new Map<string, number>();

  /** Takes how much of a part is done. @returns whether it has come a tenth of the whole further */
  tell(part: string, done: number, of: number): boolean {
    const before = this.#shares.get(part) ?? 0;
    const share = of === 0 ? 1 : Math.min(1, done / of);
    this.#shares.set(part, share);
    return Math.floor(share * 10) > Math.floor(before * 10);
  }

  /** One part as text: `products 42 %`. */
  textOf(part: string): string {
    return `${part} ${Math.floor((this.#shares.get(part) ?? 0) * 100)} %`;
  }

  /** What is under way, each with its bar: `products ████░░░░░░ 42 %`; empty when nothing is. */
  draw(): string {
    const parts = [...this.#shares].filter(([, share]) => share < 1);
    return parts.map(([part, share]) => `${part} ${bar(share)} ${Math.floor(share * 100)} %`).join(', ');
  }
}

const width = 20;

function bar(share: number): string {
  const full = Math.floor(share * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
