/** One thing that the shopper did. */
export interface Sample {
  readonly step: string;
  /** How long it took. */
  readonly ms: number;
  /** Why it failed; null when it succeeded. */
  readonly error: string | null;
}
