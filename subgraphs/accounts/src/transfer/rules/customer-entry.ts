/** An address as a file has it. */
export interface ToldAddress {
  readonly isDefault: boolean;
  readonly [field: string]: unknown;
}

/** What a file says of a customer; what is absent it says nothing of. */
export interface CustomerRecord {
  readonly id?: string | undefined;
  readonly email: string;
  readonly profile: Readonly<Record<string, string | null | undefined>>;
  readonly addresses: readonly ToldAddress[];
  /** Names of groups. */
  readonly groups: readonly string[];
  /** Whether whoever sent the file may write newsletters to them. */
  readonly newsletter?: boolean | undefined;
}

/** A customer, or why lines tell of none. */
export type ToldCustomer =
  | { readonly kind: 'customer'; readonly record: CustomerRecord }
  | { readonly kind: 'fault'; readonly subject: string; readonly messages: readonly string[] };

/** What lines of a file tell, and where they stand. */
export interface CustomerEntry {
  readonly line: number;
  readonly lastLine: number;
  readonly told: ToldCustomer;
}

/** Lines that tell of no customer. */
export function fault(subject: string, ...messages: readonly string[]): ToldCustomer {
  return { kind: 'fault', subject, messages };
}
