/** What a change leaves behind of the state before or after it: ids, states and amounts, and nothing personal. */
export type AuditedState = Readonly<Record<string, unknown>>;

/** Something that a member of the staff, or a machine, did. */
export interface StaffAction {
  /** UUID of the entry; a new one where it is left out. */
  readonly id?: string;
  readonly staffId: string;
  /** The name of the mutation: `staffInvite`. */
  readonly operation: string;
  /** The id of what it was done to; null where there is no such thing. */
  readonly target: string | null;
  /** Why, in the words of who did it; null where the mutation asks for none. */
  readonly reason: string | null;
  readonly before?: AuditedState | null | undefined;
  readonly after?: AuditedState | null | undefined;
  readonly at: Date;
}

/** What a member of the staff, or a machine, asked for and lacks the permission for. */
export interface StaffRefusal {
  readonly staffId: string;
  /** The name of the root field. */
  readonly operation: string;
  readonly target: string | null;
  /** The permission that is missing. */
  readonly permission: string;
  /** How often it was asked for since the entry before. */
  readonly times: number;
  readonly at: Date;
}
