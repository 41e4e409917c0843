/** The member of a result union for a product that is not there. */
export function productNotFound(productId: string) {
  return { __typename: 'ProductNotFoundError', message: 'No such product.', productId } as const;
}

/** The member for a product that is another by now, with the version that it has. */
export function productChanged(version: number) {
  const message = 'Somebody has changed this product meanwhile.';
  return { __typename: 'ProductChangedError', message, version } as const;
}
