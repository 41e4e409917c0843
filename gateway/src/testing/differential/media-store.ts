const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@tag", "@shareable", "@external", "@requires", "@provides", "@interfaceObject"])`;

/** The schemas of three subgraphs with what the store itself makes no use of: interface objects, `@requires`, `@provides`. */
export const mediaSdl = {
  catalogue: `${federation}
    type Query { media(id: ID!): Media, all: [Media!]!, found: [Found], book: Book, strict: Film! }
    type Mutation { rename(id: ID!, title: String): Media, drop(ids: [ID!]!): [Found!] }
    scalar JSON
    enum Format { PAPER, SCREEN }
    union Found = Book | Film | Person
    interface Media @key(fields: "id") { id: ID!, title: String!, related(first: Int): [Media] }
    type Book implements Media @key(fields: "id") {
      id: ID!, title: String!, related(first: Int): [Media], author: Person! @tag(name: "expected"),
      weight: Int, size: Size, meta: JSON, format: Format!
    }
    type Film implements Media @key(fields: "id") {
      id: ID!, title: String!, related(first: Int): [Media], minutes: Int!, director: Person, cast: [[Person!]]
      best: Review
    }
    type Review @key(fields: "id", resolvable: false) { id: ID! }
    type Person @key(fields: "id") { id: ID!, name: String! @shareable, born: Float, home: Query }
    type Size { w: Int!, h: Int }`,
  reviews: `${federation}
    type Query { latest: [Review!], review(id: ID!): Review }
    type Mutation { reviewWrite(of: ID!, text: String = "none"): Review! }
    type Subscription { reviewed(of: ID): Review! }
    type Media @key(fields: "id") @interfaceObject { id: ID!, reviews: [Review!]!, score: Float }
    type Review @key(fields: "id") {
      id: ID!, text: String, by: Person @provides(fields: "name"), of: Media!, about: Person! @tag(name: "expected")
    }
    type Person @key(fields: "id") { id: ID!, name: String! @external, reviews: [Review] }`,
  shipping: `${federation}
    type Book @key(fields: "id") {
      id: ID!, weight: Int @external, size: Size @external
      fee(currency: String = "EUR"): Float @requires(fields: "weight size { w h }")
      label: String! @requires(fields: "weight")
    }
    type Size { w: Int! @external, h: Int @external }
    type Person @key(fields: "id") { id: ID!, parcels: [Parcel!]! }
    type Parcel { id: ID!, holds: [Book!], to: Person }`,
} as const;
