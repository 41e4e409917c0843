/** What codegen adds to the resolvers of a type beside its fields. */
type NoField = '__isTypeOf' | '__resolveReference' | '__resolveType';

/** The fields for which one of the rooms' resolver maps has a resolver. */
type ResolvedBy<Maps extends readonly object[], Type> = {
  [Index in keyof Maps]: Type extends keyof Maps[Index] ? keyof Maps[Index][Type] : never;
}[number];

/** A union's members have one property each, so that what all of them have is asked of each by itself. */
type KeysOf<Row> = Row extends unknown ? keyof Row : never;

/**
 * The fields of a schema that nothing fills, as `Type.field`: neither a resolver of some room nor a property of the row
 * that the type is resolved from. Codegen's `Resolvers` knows the fields, its `ResolversParentTypes` the rows. `never`
 * when the schema keeps what it promises.
 */
export type Unresolved<Resolvers, Rows, Maps extends readonly object[]> = {
  [Type in keyof Resolvers & keyof Rows & string]-?: '__resolveType' extends keyof NonNullable<
    Resolvers[Type]
  >
    ? never
    : NonNullable<Resolvers[Type]> extends { name: string; parseValue: unknown }
      ? never
      : `${Type}.${Exclude<
          keyof NonNullable<Resolvers[Type]>,
          NoField | KeysOf<Rows[Type]> | ResolvedBy<Maps, Type>
        > &
          string}`;
}[keyof Resolvers & keyof Rows & string];
