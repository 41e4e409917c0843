/** The member of a result union for a product that lacks what it has to have before it is published. */
export function attributesMissing(keys: readonly string[]) {
  const message = `These attributes are required of what is published: ${keys.join(', ')}.`;
  return { __typename: 'AttributesMissingError' as const, message, keys: [...keys] };
}
