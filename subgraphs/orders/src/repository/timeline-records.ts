import type { TimelineEntry } from '../domain/checkout/timeline.ts';

/** Timeline entries as the JSON parameter of a statement. */
export function timelineRecords(orderId: string, timeline: readonly TimelineEntry[]): object[] {
  return timeline.map(({ version, code, message, status, compensation, occurredAt }) => ({
    order_id: orderId,
    version,
    code,
    message,
    status,
    compensation,
    occurred_at: occurredAt,
  }));
}

/** The rows of such a parameter. */
export function timelineRecordset(parameter: string): string {
  return `jsonb_to_recordset(${parameter}::jsonb) AS entry(
    order_id uuid, version int, code text, message text, status text, compensation boolean, occurred_at timestamptz
  )`;
}
