/** Attributes of other products refer to what is to be deleted. */
export interface ReferredTo {
  readonly kind: 'referred-to';
  /** 1 or more. */
  readonly referringCount: number;
}

/** The member of a result union for what attributes of products refer to. */
export function referredTo({ referringCount }: ReferredTo) {
  const message = `Attributes of ${referringCount} products refer to this; please change these first.`;
  return { __typename: 'ReferredToError' as const, message, referringCount };
}

/** The member of a result union for a product that lacks what it has to have before it is published. */
export function attributesMissing(keys: readonly string[]) {
  const message = `These attributes are required of what is published: ${keys.join(', ')}.`;
  return { __typename: 'AttributesMissingError' as const, message, keys: [...keys] };
}
