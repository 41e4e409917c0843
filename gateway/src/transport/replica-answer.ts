/** An HTTP answer, read whole. */
export interface ReplicaAnswer {
  readonly status: number;
  readonly body: string;
  /** How many milliseconds the request waited before it was begun, where that is told. */
  readonly waitedMs?: number | undefined;
}
