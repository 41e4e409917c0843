/** How far a product has come; shoppers see what is PUBLISHED. @public */
export type ProductStatus = 'DRAFT' | 'SCHEDULED' | 'PUBLISHED' | 'ARCHIVED';

/** What a product's publication is, as it is stored. */
export interface Publication {
  readonly status: ProductStatus;
  /** While it is SCHEDULED. */
  readonly publishAt: Date | null;
  /** When it was shown last; null for what never was, and for what has always been. */
  readonly publishedAt: Date | null;
  /** In which place among the newest it is. */
  readonly createdAt: Date;
}

/** What staff ask for: `publishAt` is given with SCHEDULED alone. */
export interface WantedStatus {
  readonly status: ProductStatus;
  readonly publishAt: Date | null;
}

/** Gives a product another status. What is shown for the first time is new at that moment, however long it was worked on. */
export function changeStatus(
  before: Publication,
  { status, publishAt }: WantedStatus,
  now: Date,
): Publication {
  if (status !== 'PUBLISHED') {
    const wasShown = before.status === 'PUBLISHED';
    return {
      ...before,
      status,
      publishAt,
      publishedAt: before.publishedAt ?? (wasShown ? before.createdAt : null),
    };
  }
  if (before.status === 'PUBLISHED') return before;
  const createdAt = before.publishedAt === null ? now : before.createdAt;
  return { status, publishAt: null, publishedAt: now, createdAt };
}
